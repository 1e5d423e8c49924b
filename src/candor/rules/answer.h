// SPDX-License-Identifier: Apache-2.0
// The answer to one question.

#pragma once

#include <bit>
#include <cstdint>

#include "candor/base/date.h"
#include "candor/base/decimal.h"

namespace candor {

/// What is known about one question. The question's type says which members are used:
///
/// | type       | members                                                                    |
/// |------------|----------------------------------------------------------------------------|
/// | choice     | `yes`: exactly one bit, bit i for choice i                                 |
/// | yes_no     | `yes`: bit 0, set for yes                                                  |
/// | set        | `known`: choices that are known; `yes`: those of them in the set           |
/// | number     | `number`                                                                   |
/// | time_since | `time`; when it is `Time::date`, `date` and `days_before`                  |
///
/// A blank is not a "no": tests on it are open unless the question says what a blank means. Tests
/// on a question not reached (in an interview) are always open.
struct Answer {
  enum class State : std::uint8_t { blank, not_reached, given };
  enum class Time : std::uint8_t { date, never, ongoing };

  State state = State::blank;
  Time time = Time::date;
  std::uint64_t yes = 0;
  std::uint64_t known = 0;
  Decimal number = {};
  Date date = {};
  /// A time known only as a span of days is the span's last day, and how many days it has before
  /// that. 0 for a day. Such an answer counts only where its days say the same (engine/spans.h).
  std::uint32_t days_before = 0;

  /// The first day of the span, or the day.
  Date first_day() const noexcept { return date - std::chrono::days(days_before); }
  bool is_span() const noexcept { return days_before != 0; }

  bool given() const noexcept { return state == State::given; }

  /// The index of the choice of a given `choice` answer.
  std::size_t choice() const noexcept { return static_cast<std::size_t>(std::countr_zero(yes)); }

  friend bool operator==(const Answer&, const Answer&) = default;
};

}  // namespace candor
