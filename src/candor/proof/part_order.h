// SPDX-License-Identifier: Apache-2.0
// The order in which a diagram looks at the parts of an intake. Private to this folder.

#pragma once

#include <cstddef>
#include <vector>

#include "candor/proof/rule_formulas.h"

namespace candor {

/// The parts, so that those that rules look at together stand near each other: a diagram in such an
/// order is small. By the method of Aloul, Markov and Sakallah, "FORCE: a fast and
/// easy-to-implement variable-ordering heuristic" (2003).
std::vector<std::size_t> order_parts(const IntakeSpace& space, const Formulas& formulas,
                                     const RuleFormulas& rules);

}  // namespace candor
