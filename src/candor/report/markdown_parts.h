// SPDX-License-Identifier: Apache-2.0
// The parts of the rule set's document. Private to this folder.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "candor/rules/model.h"

namespace candor {

/// A Markdown document under construction. It keeps the empty lines; the texts given are Markdown
/// already.
class Markdown {
 public:
  void paragraph(std::string_view text) { put(Kind::paragraph, text); }
  void item(std::string_view text) { put(Kind::item, text); }

  /// A line that follows the one before it closely: of a table, or of a block of code.
  void row(std::string_view text) { put(Kind::row, text); }

  const std::string& text() const noexcept { return text_; }

 private:
  enum class Kind { paragraph, item, row };
  void put(Kind kind, std::string_view text);

  std::string text_ = {};
  Kind last_ = Kind::paragraph;
};

/// "`a`, `b`": the sources' names.
std::string source_names(const RuleSet& rules, const Evidence& evidence);

/// Strength, dispute and sources, an item each.
void add_evidence(const RuleSet& rules, const Evidence& evidence, Markdown& out);

void add_questions(const RuleSet& rules, Markdown& out);
void add_rules(const RuleSet& rules, Markdown& out);
void add_care(const RuleSet& rules, Markdown& out);
void add_sources(const RuleSet& rules, Markdown& out);

}  // namespace candor
