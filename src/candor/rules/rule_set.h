// SPDX-License-Identifier: Apache-2.0
// From YAML to a rule set.

#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "candor/rules/diagnostic.h"
#include "candor/rules/model.h"
#include "candor/rules/source_file.h"

namespace candor {

/// Limits on one rule set; beyond them it is refused with `E110`.
inline constexpr std::size_t most_file_bytes = 4 * 1024 * 1024;
inline constexpr std::size_t most_levels = 64;
inline constexpr std::size_t most_rules = 10'000;
inline constexpr std::size_t most_questions = 1'000;
inline constexpr std::size_t most_conditions = 1'000;  // named ones

/// The most rule sets that one extends, one by way of another; beyond, `E110`.
inline constexpr std::size_t most_bases = 8;

/// Finds the rule set that `from` names after `extends`: the id of a built-in one, or a file. Where
/// there is none, the diagnostic's message and help say why; its place and code are not looked at.
/// It is asked for the nearest first, and for each once.
using FindRules = std::function<std::variant<SourceFile, Diagnostic>(const std::string& name,
                                                                     const SourceFile& from)>;

/// Reads and checks a rule set, and those that it extends, which `find` gives; without `find` none
/// can be extended. Every mistake found is reported, not only the first, each in the file where it
/// stands; the value is there exactly when there is no error. Never throws on input.
Parsed<RuleSet> load_rule_set(const SourceFile& file, const FindRules& find = {});

/// A rule set compiled into the library, with the tests beside it.
struct BuiltIn {
  std::string_view id;
  std::string_view yaml;
  std::string_view tests;
  std::string_view prepared;  // the YAML as loaded when this was built: for `restore_rule_set`
};

/// The rule set of that text, loaded at build time: what `load_rule_set` gives for `yaml` under the
/// name `<ID>`, without reading YAML.
RuleSet load_built_in(const BuiltIn& built_in);

/// The rule sets that need no file.
std::span<const BuiltIn> built_in_rule_sets() noexcept;

/// The built-in rule set of that id, or nullptr.
const BuiltIn* find_built_in(std::string_view id) noexcept;

}  // namespace candor
