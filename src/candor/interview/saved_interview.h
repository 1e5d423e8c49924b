// SPDX-License-Identifier: Apache-2.0
// An interview kept in a file, to go on with later.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "candor/base/diagnostic.h"
#include "candor/interview/interview.h"

namespace candor {

/// What a saved interview holds: the answers given so far, with `not_reached` for the others.
struct SavedInterview {
  Date as_of = {};  // the day the answers were given on
  std::optional<Date> appointment = {};
  Answers answers = {};
};

/// The interview as `interview/1`: the rule set with its digest, the days, and every answer given,
/// those set aside included; null is "not known". Times are dates, so it can be gone on with on
/// another day.
std::string saved_interview_json(const Interview& interview);

/// Reads a saved interview back. `E631` when it is none, `E632` when it is of another rule set or
/// another version of its text, and the errors of `parse_answers_json`, whose pointers begin with
/// `/answers`. Dates are checked against `as_of`, the screening date of the sitting that goes on;
/// without it, against the day saved. No message repeats an answer.
Parsed<SavedInterview> parse_saved_interview(const RuleSet& rules, std::string_view json,
                                             std::optional<Date> as_of);

}  // namespace candor
