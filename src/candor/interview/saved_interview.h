// SPDX-License-Identifier: Apache-2.0
// Interviews saved in a file, to be continued later.

#pragma once

#include <optional>
#include <string>

#include "candor/base/time_of_day.h"
#include "candor/interview/interview.h"
#include "candor/interview/kept_file.h"

namespace candor {

/// What a saved interview keeps beside the answers.
struct SavedBeside {
  std::optional<TimeOfDay> appointment_time = {};
  std::string ref = {};              // the chart's reference; may be empty
  const Revisit* revisit = nullptr;  // of a client who comes back
};

/// The interview as JSON text of schema `interview/1`: the rule set with its digest, the days, and
/// every answer with the day it was given on, including those set aside; null means "not known".
/// The questions that apply, or may apply, and were not answered are named. Times are written as
/// dates, so the interview can be continued on another day. `parse_kept_file` reads it.
std::string saved_interview_json(const Interview& interview, const SavedBeside& beside = {});

}  // namespace candor
