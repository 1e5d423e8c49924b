// SPDX-License-Identifier: Apache-2.0
// The order in which interviews and forms ask the questions.

#pragma once

#include <cstddef>
#include <vector>

#include "candor/rules/model.h"

namespace candor {

/// The questions in the order of asking: those for the client first, then those for the
/// practitioner; each part by section, in the rule set's order (those without one first), and
/// within a section as the author wrote them.
std::vector<std::size_t> asking_order(const RuleSet& rules);

}  // namespace candor
