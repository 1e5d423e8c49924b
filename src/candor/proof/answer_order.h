// SPDX-License-Identifier: Apache-2.0
// The order of answers. Private to this folder.

#pragma once

#include <cstdint>
#include <limits>

#include "candor/rules/model.h"

namespace candor {

/// The sort key of an answer: the number, or for a time the days since then, with `ongoing` as zero
/// and `never` as infinite.
inline std::int64_t answer_order(const Question& question, const Answer& answer, Date as_of) {
  if (question.type == QuestionType::number) return answer.number.millionths;
  switch (answer.time) {
    case Answer::Time::never: return std::numeric_limits<std::int64_t>::max();
    case Answer::Time::ongoing: return 0;
    case Answer::Time::date: break;
  }
  return (as_of - answer.date).count();
}

}  // namespace candor
