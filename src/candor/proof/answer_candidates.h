// SPDX-License-Identifier: Apache-2.0
// Answers that stand for all answers to a question. Private to this folder.

#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "candor/rules/model.h"

namespace candor {

/// The tests on each question, by question.
using QuestionTests = std::vector<std::vector<Test>>;

/// Answers to a question other than a set, at least one of every class between which the tests, and
/// the ends of the waits, make no difference on the day: every choice; the ends of every interval
/// between thresholds, ascending; the same of times, the most recent first.
std::vector<Answer> answer_candidates(const Question& question, std::span<const Test> tests,
                                      std::span<const Duration> waits, Date as_of);

/// How high a number is, or how long ago a time: `ongoing` is zero ago, `never` infinitely long.
/// Zero for the types whose answers have no order.
std::int64_t answer_order(const Question& question, const Answer& answer, Date as_of);

}  // namespace candor
