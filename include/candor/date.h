// SPDX-License-Identifier: Apache-2.0
// Calendar days.
//
// Every screening has one date, which the caller gives: the library never reads the clock. Dates
// are `std::chrono::sys_days`, that is, days since 1970-01-01 in the Gregorian calendar, without
// time of day or time zone.
//
// Example
//
//     #include <candor/date.h>
//     #include <iostream>
//
//     int main() {
//       const auto day = candor::parse_date("2026-11-22");
//       std::cout << candor::to_string(*day + std::chrono::days{7}) << '\n';
//       std::cout << candor::parse_date("2026-02-30").has_value() << '\n';
//     }
//
// Output
//
//     2026-11-29
//     0

#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "candor/export.h"

namespace candor {

/// A day of the Gregorian calendar, without time of day or time zone.
using Date = std::chrono::sys_days;

/// Whether candor can screen on that day: 1900-01-01 to 2999-12-31.
CANDOR_API bool is_screening_date(Date date) noexcept;

/// Reads `YYYY-MM-DD`; nothing when the text is not exactly that or not a day of the calendar.
CANDOR_API std::optional<Date> parse_date(std::string_view text);

/// `2026-11-22`.
CANDOR_API std::string to_string(Date date);

}  // namespace candor
