// SPDX-License-Identifier: Apache-2.0
// One answer of each class that a rule set cannot tell apart.

#pragma once

#include <cstddef>
#include <vector>

#include "candor/engine/program.h"

namespace candor {

/// Answers to a question, one for each class of answers for which all tests of the rule set have
/// the same values on that day; no blank. Of the sets, only the empty one and those of one member.
std::vector<Answer> class_answers(const Program& program, std::size_t question, Date as_of);

}  // namespace candor
