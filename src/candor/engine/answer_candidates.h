// SPDX-License-Identifier: Apache-2.0
// Representative answers to a question.

#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "candor/rules/model.h"

namespace candor {

/// The tests on each question, by question.
using QuestionTests = std::vector<std::vector<Test>>;

/// Answers to a question (not a set) that include at least one of each class of answers that the
/// tests and the ends of the waits distinguish on the screening date: every choice; for numbers,
/// the ends of every interval between thresholds, ascending; the same for times, the most recent
/// first.
std::vector<Answer> answer_candidates(const Question& question, std::span<const Test> tests,
                                      std::span<const Duration> waits, Date as_of);

/// The sort key of an answer: the number, or for a time the days since then, with `ongoing` as zero
/// and `never` as infinite. Zero for types whose answers have no order.
std::int64_t answer_order(const Question& question, const Answer& answer, Date as_of);

}  // namespace candor
