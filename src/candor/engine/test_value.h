// SPDX-License-Identifier: Apache-2.0
// What one test says of one answer.

#pragma once

#include "candor/engine/truth.h"
#include "candor/rules/answer.h"
#include "candor/rules/model.h"

namespace candor {

/// What a test of the question says, on that day, of an answer that is given: the question's gate,
/// and what its blank means, are for the caller. `UnansweredTest` is false of it.
Truth test_value(const Question& question, const Test& test, const Answer& answer, Date day);

}  // namespace candor
