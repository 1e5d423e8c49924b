// SPDX-License-Identifier: Apache-2.0
// The time of an appointment, on the clock of the place where it is.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace candor {

/// Hours and minutes, without a time zone.
struct TimeOfDay {
  std::uint8_t hour = 0;
  std::uint8_t minute = 0;

  friend bool operator==(const TimeOfDay&, const TimeOfDay&) = default;
};

/// Reads `14:30`, from `00:00` to `23:59`; nothing when the text is anything else.
std::optional<TimeOfDay> parse_time_of_day(std::string_view text) noexcept;

/// `14:30`
std::string to_string(TimeOfDay time);

}  // namespace candor
