// SPDX-License-Identifier: Apache-2.0
// From YAML to a rule set.

#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "candor/base/diagnostic.h"
#include "candor/base/source_file.h"
#include "candor/rules/model.h"

namespace candor {

/// Limits on one rule set; beyond them it is refused with `E110`.
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

}  // namespace candor
