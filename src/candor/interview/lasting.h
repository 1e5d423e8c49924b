// SPDX-License-Identifier: Apache-2.0
// How long answers hold for a client who comes back.

#pragma once

#include <optional>

#include "candor/rules/model.h"

namespace candor {

/// The part of an answer given on `answered_on` that still holds on `day`; `not_reached` when none
/// of it does. On the day it was given all of it holds. Later it holds while that day plus the
/// `lasts` of the answer is after `day`. Of a set whose members last differently, each member that
/// was ticked holds alone, and all others are unknown again. A blank never holds on another day.
///
/// When the day is not known, only what lasts always holds.
Answer holding(const Question& question, const Answer& answer, std::optional<Date> answered_on,
               Date day);

/// The last day on which the whole answer holds: the day it was given, for one that does not last.
/// `latest_screening_date` for one that lasts always. Precondition: it is `given`.
Date holds_until(const Question& question, const Answer& answer, Date answered_on);

}  // namespace candor
