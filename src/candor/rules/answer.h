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
/// | time_since | `time`, and `date` when it is `Time::date`                                 |
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

  bool given() const noexcept { return state == State::given; }

  /// The index of the choice of a given `choice` answer.
  std::size_t choice() const noexcept { return static_cast<std::size_t>(std::countr_zero(yes)); }

  friend bool operator==(const Answer&, const Answer&) = default;
};

}  // namespace candor
