// SPDX-License-Identifier: Apache-2.0
// The value of one test for one answer.

#pragma once

#include "candor/engine/truth.h"
#include "candor/rules/answer.h"
#include "candor/rules/model.h"

namespace candor {

/// The value of a test of the question on that day. Precondition: the answer is given. The caller
/// handles the question's gate and what its blank means. `UnansweredTest` is false.
Truth test_value(const Question& question, const Test& test, const Answer& answer, Date day);

}  // namespace candor
