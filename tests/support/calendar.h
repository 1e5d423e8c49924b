// SPDX-License-Identifier: Apache-2.0
// The oracle's own calendar, counted by loops; nothing of the engine's.

#pragma once

#include <string>

#include "candor/rules/model.h"

namespace candor::testing {

/// A day of the calendar, counted by loops over years and months.
struct Civil {
  int year = 1970;
  int month = 1;
  int day = 1;
};

int days_in_month(int year, int month);
Civil civil(Date date);
Date day_of(Civil civil);

/// `duration` after or before a date, clipped to the month's end. `clipped` tells that it was.
Date later(Date date, Duration duration, bool* clipped = nullptr);
Date earlier(Date date, Duration duration, bool* clipped = nullptr);

/// `2026-11-22`.
std::string iso(Date date);

}  // namespace candor::testing
