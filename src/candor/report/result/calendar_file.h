// SPDX-License-Identifier: Apache-2.0
// An appointment, and what to do around it, for a calendar.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "candor/engine/screening.h"
#include "candor/rules/model.h"

namespace candor {

/// What a calendar needs beside the screening.
struct CalendarOptions {
  /// Whose appointment it is, and which: a part of every event's UID, and of nothing else.
  std::string_view ref = {};
  /// How often the appointment has been moved: the SEQUENCE of every event.
  std::uint32_t moved = 0;
  /// Whether titles say what is to be done. Without it they say nothing about health.
  bool explicit_titles = false;
};

/// The appointment of a screening as iCalendar (RFC 5545), each step before and after it an event
/// of its own, of whole days with an exclusive end. Steps are there only where treatment can go
/// ahead on that day; else the appointment stands alone and says what comes next. A moved calendar
/// cancels the steps that are not there, which an earlier one may have held. The same rule set,
/// screening and options give the same bytes. Empty where the screening has no appointment.
std::string render_calendar(const RuleSet& rules, const Screening& screening,
                            const CalendarOptions& options);

}  // namespace candor
