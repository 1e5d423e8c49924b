// SPDX-License-Identifier: Apache-2.0
// The order of the parts of an intake in a diagram. Private to this folder.

#pragma once

#include <cstddef>
#include <vector>

#include "candor/proof/rule_formulas.h"

namespace candor {

/// Orders the parts so that those that occur in the same rules are close together, which keeps
/// diagrams small. The method is that of Aloul, Markov and Sakallah, "FORCE: a fast and
/// easy-to-implement variable-ordering heuristic" (2003).
std::vector<std::size_t> order_parts(const IntakeSpace& space, const Formulas& formulas,
                                     const RuleFormulas& rules);

}  // namespace candor
