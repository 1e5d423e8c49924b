// SPDX-License-Identifier: Apache-2.0
// Days, and the durations of the rule language.

#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "candor/date.h"

namespace candor {

/// The last day that candor screens on: 2999-12-31.
inline constexpr Date latest_screening_date{std::chrono::year(2999) / 12 / 31};

/// `22 November 2026`: for people, always in English.
std::string in_words(Date date);

enum class Unit : std::uint8_t { days, weeks, months, years };

/// A length of time as the author wrote it. Weeks are seven days; months and years follow the
/// calendar, so "6 months" and "180 days" differ.
struct Duration {
  std::int32_t amount = 0;
  Unit unit = Unit::days;

  friend bool operator==(const Duration&, const Duration&) = default;
};

/// The longest duration read, in years. With screening dates bounded as above, no date computed
/// from answers and rules leaves the years 1000 to 9999.
inline constexpr int longest_duration_years = 200;

/// Reads `10 days`, `1 week`, `6 months`, `2 years`: a whole number, blanks, a unit in singular or
/// plural. Nothing when the text is anything else, or longer than `longest_duration_years`.
std::optional<Duration> parse_duration(std::string_view text);

/// `6 months`, `1 week`: the unit agrees with the number.
std::string to_string(Duration duration);

/// The day `duration` after `date`. Where the month has no such day, the month's last day:
/// 31 August plus 6 months is 28 (or 29) February.
Date plus(Date date, Duration duration);

/// The day `duration` before `date`, with the same treatment of short months.
Date minus(Date date, Duration duration);

}  // namespace candor
