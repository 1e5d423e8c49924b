// SPDX-License-Identifier: Apache-2.0
#include "candor/base/time_of_day.h"

#include <fmt/format.h>

#include "candor/base/ascii.h"

namespace candor {

std::optional<TimeOfDay> parse_time_of_day(std::string_view text) noexcept {
  constexpr std::size_t colon = 2;
  if (text.size() != 5 || text[colon] != ':') return std::nullopt;
  const auto two_digits = [&](std::size_t at) {
    const bool digits = is_digit(text[at]) && is_digit(text[at + 1]);
    return digits ? (text[at] - '0') * 10 + (text[at + 1] - '0') : 100;
  };
  const int hour = two_digits(0);
  const int minute = two_digits(colon + 1);
  if (hour > 23 || minute > 59) return std::nullopt;
  return TimeOfDay{static_cast<std::uint8_t>(hour), static_cast<std::uint8_t>(minute)};
}

std::string to_string(TimeOfDay time) { return fmt::format("{:02}:{:02}", time.hour, time.minute); }

}  // namespace candor
