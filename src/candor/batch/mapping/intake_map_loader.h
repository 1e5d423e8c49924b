// SPDX-License-Identifier: Apache-2.0
// The steps of loading a mapping file. Private to this folder.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "candor/batch/mapping/intake_map.h"
#include "candor/rules/yaml/fields.h"

namespace candor {

/// Builds an `IntakeMap` from a YAML tree, and reports errors.
class MapLoader {
 public:
  MapLoader(const SourceFile& file, const RuleSet& rules, Diagnostics& diagnostics);

  /// Returns false when the tree is not a mapping for this rule set; then no other error is
  /// reported.
  bool load(const YamlNode& root);

  /// The map. Precondition: there were no errors.
  IntakeMap take() { return std::move(map_); }

 private:
  bool is_for(const YamlNode& node);
  bool claim_column(const Text& name);
  bool claim_question(std::size_t index, Place at);
  std::optional<std::size_t> question(const Text& id);

  CellFormat load_format(const YamlNode& node, const std::string& what, const Question* question);
  std::vector<Text> load_list(const YamlNode& node, const std::string& what, std::size_t most);
  std::vector<Text> load_blanks(const YamlNode& node, const std::string& what);
  std::vector<Text> load_separators(const YamlNode& node, const std::string& what);
  void load_words(const YamlNode& node);
  void load_columns(const YamlNode& node);
  std::optional<MappedColumn> load_column(const Text& name, const YamlNode& node);
  std::optional<std::size_t> question_of(const Text& name, const YamlNode& node,
                                         const std::string& what);
  std::vector<MappedValue> load_values(const YamlNode& node, const Question& asked,
                                       const std::string& what);
  void load_sets(const YamlNode& node);
  MappedSet load_set(const Text& id, std::size_t index, const YamlNode& node);
  std::vector<MemberColumn> load_members(const YamlNode& node, const Question& asked,
                                         const std::string& what);
  std::vector<Text> load_member_words(const YamlNode& node, const std::string& what, bool yes);
  void load_constants(const YamlNode& node);
  void check_meanings();

  void unknown_as_answer(const Text& value);
  void meaning_taken(const Text& value);

  const RuleSet& rules_;
  Diagnostics& diagnostics_;
  Fields fields_;
  IntakeMap map_;
  std::unordered_set<std::string> columns_;  // folded
  std::vector<bool> answered_;               // by question
};

}  // namespace candor
