// SPDX-License-Identifier: Apache-2.0
// Appointments as people type them.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "candor/base/date.h"
#include "candor/base/time_of_day.h"

namespace candor {

/// A typed appointment: its day and perhaps a time, or why it is not one.
struct TypedAppointment {
  std::optional<Date> day = {};
  std::optional<TimeOfDay> time = {};
  std::string problem = {};  // a question back; empty if there is a day
};

/// Reads `2026-12-15`, `15 Dec`, `15 December 2026`, `Dec 15, 2026` and `25/12/2026`, each also
/// with a time: `2026-12-15T14:30`, `15 Dec 14:30`, `15 Dec at 9:00`. Without a year it is the next
/// such day, if that is within half a year. Asks back about a day that can be read in two ways, and
/// one before `as_of`, the screening date.
TypedAppointment read_typed_appointment(std::string_view text, Date as_of);

}  // namespace candor
