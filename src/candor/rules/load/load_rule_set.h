// SPDX-License-Identifier: Apache-2.0
// Loads a rule set from YAML.

#pragma once

#include <cstddef>

#include "candor/base/diagnostic.h"
#include "candor/base/source_file.h"
#include "candor/rules/load/find_rules.h"
#include "candor/rules/model.h"

namespace candor {

/// Limits on one rule set; beyond them it is refused with `E110`.
inline constexpr std::size_t most_rules = 10'000;
inline constexpr std::size_t most_questions = 1'000;
inline constexpr std::size_t most_conditions = 1'000;  // named ones

/// The most rule sets in a chain of `extends`, without the first; beyond, `E110`.
inline constexpr std::size_t most_bases = 8;

/// Loads and checks a rule set, and those that it extends, which `lookup` finds. Reports every
/// mistake, not only the first, each in its own file; there is a value exactly when there is no
/// error. Throws nothing because of its input.
Parsed<RuleSet> load_rule_set(SourceFile file, const RulesLookup& lookup = {});

}  // namespace candor
