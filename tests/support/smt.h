// SPDX-License-Identifier: Apache-2.0
// A rule set as a script for a solver of another make: arithmetic instead of classes, written
// straight from docs/language.md.

#pragma once

#include <string>

#include "candor/rules/model.h"

namespace candor::testing {

/// Declares an intake and the rules in SMT-LIB 2: `t_rule_N` says that rule N applies, `p_rule_N`
/// that it applies or is open.
std::string smt_script(const RuleSet& rules, Date as_of);

}  // namespace candor::testing
