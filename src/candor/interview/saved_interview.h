// SPDX-License-Identifier: Apache-2.0
// Interviews saved in a file, to be continued later.

#pragma once

#include <optional>
#include <string>

#include "candor/base/time_of_day.h"
#include "candor/interview/interview.h"

namespace candor {

/// The interview as JSON text of schema `interview/1`: the rule set with its digest, the days and
/// the time of the appointment, and every answer with the day it was given on, including those set
/// aside; null means "not known". Times are written as dates, so the interview can be continued on
/// another day. `parse_kept_file` reads it.
std::string saved_interview_json(const Interview& interview,
                                 std::optional<TimeOfDay> appointment_time = {});

}  // namespace candor
