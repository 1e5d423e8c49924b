// SPDX-License-Identifier: Apache-2.0
// Durations and numbers in an English text.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "candor/base/date.h"
#include "candor/base/decimal.h"

namespace candor {

/// A length of time. Equal lengths compare equal: 2 weeks are 14 days, 1 year is 12 months. Days
/// and months are never equal.
struct TimeSpan {
  std::int64_t amount = 0;  // minutes or months
  bool by_month = false;
  friend bool operator==(const TimeSpan&, const TimeSpan&) = default;
};

TimeSpan time_span(Duration duration) noexcept;
TimeSpan hours_span(std::int64_t hours) noexcept;

/// A duration or a number that a text names.
struct Amount {
  Decimal number = {};
  std::string unit = {};              // "week" for weeks; empty without a unit of time
  std::optional<TimeSpan> span = {};  // of a duration, unless it is a part of a minute or month
  std::string text = {};              // "6 months"
};

/// The amounts of the text: numbers in digits, and durations in digits or in the words `one` to
/// `twelve`, `a week`, `half a year`, `day 2`. In `6 to 12 months` both numbers are months. Not
/// numbers: digits beside letters, as in B12, dates, times of day, minutes and seconds.
std::vector<Amount> amounts_in(std::string_view text);

}  // namespace candor
