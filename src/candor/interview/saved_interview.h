// SPDX-License-Identifier: Apache-2.0
// Interviews saved in a file, to be continued later.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "candor/base/diagnostic.h"
#include "candor/base/time_of_day.h"
#include "candor/interview/interview.h"

namespace candor {

/// The content of a saved interview: the answers so far, `not_reached` for the other questions.
struct SavedInterview {
  Date as_of = {};  // the day the answers were given on
  std::optional<Date> appointment = {};
  std::optional<TimeOfDay> appointment_time = {};
  Answers answers = {};
  std::vector<bool> not_confirmed =
      {};  // by question: given on an earlier day, and still to confirm
};

/// The interview as JSON text of schema `interview/1`: the rule set with its digest, the days and
/// the time of the appointment, and every answer, including those set aside; null means "not
/// known". Times are written as dates, so the interview can be continued on another day. What is
/// unconfirmed is named, so that saving again does not confirm it.
std::string saved_interview_json(const Interview& interview,
                                 std::optional<TimeOfDay> appointment_time = {});

/// Reads a saved interview. `E631` when it is not one, `E632` when its rule set has another id or
/// digest, and the errors of `parse_answers_json`, whose pointers begin with `/answers`. Dates are
/// checked against `as_of`, the screening date of the continued interview; without it, against the
/// day saved. No message repeats an answer.
Parsed<SavedInterview> parse_saved_interview(const RuleSet& rules, std::string_view json,
                                             std::optional<Date> as_of);

}  // namespace candor
