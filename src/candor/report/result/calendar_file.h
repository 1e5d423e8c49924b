// SPDX-License-Identifier: Apache-2.0
// The appointment, and what to do before and after it, as calendar entries.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "candor/report/result/clinic.h"
#include "candor/report/result/result.h"

namespace candor {

/// What a calendar needs apart from the result.
struct CalendarOptions {
  /// The place of the appointment, and whom to call; null for none.
  const Clinic* clinic = nullptr;
  /// Identifies the client and the appointment: part of every event's UID, and of nothing else.
  std::string_view ref = {};
  /// How often the appointment has been moved: the SEQUENCE of every event.
  std::uint32_t moved = 0;
  /// Whether titles name the treatment and the stretch of time. Otherwise they say nothing about
  /// health.
  bool explicit_titles = false;
};

/// The appointment as iCalendar (RFC 5545), and at most six events of whole days around it: each
/// has what to do in its days, of all care that holds then. There are such events only if treatment
/// can go ahead on that day; otherwise the appointment is the only event and says what comes next.
/// The calendar of a moved appointment cancels those that it does not have, since an earlier one
/// may have had them. The same rule set, screening and options give the same bytes. Empty without
/// an appointment.
std::string render_calendar(const Result& result, const CalendarOptions& options);

}  // namespace candor
