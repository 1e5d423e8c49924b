// SPDX-License-Identifier: Apache-2.0
// Decimal numbers, exact.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace candor {

/// A decimal number, stored as a whole number of millionths, so that thresholds and answers compare
/// exactly: binary floating point cannot hold 0.1.
struct Decimal {
  std::int64_t millionths = 0;

  friend auto operator<=>(const Decimal&, const Decimal&) = default;
};

/// Reads `-?digits[.digits]`, with at most 12 digits before the point and 6 after it (zeros at the
/// end beyond that are fine). Nothing for anything else, such as `+`, an exponent or blanks.
std::optional<Decimal> parse_decimal(std::string_view text);

/// Reads a number as JSON writes it, exponent included; nothing when a Decimal cannot hold it.
std::optional<Decimal> parse_json_number(std::string_view text);

/// The shortest text that reads back the same: `0.25`, `-3`, `18`.
std::string to_string(Decimal number);

}  // namespace candor
