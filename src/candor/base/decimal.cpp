// SPDX-License-Identifier: Apache-2.0
#include "candor/base/decimal.h"

#include <algorithm>

#include <fmt/format.h>

#include "candor/base/ascii.h"

namespace candor {
namespace {

constexpr std::int64_t most_before_point = 12;
constexpr std::int64_t most_after_point = 6;

// Takes the digits at the front off `text`.
std::string_view take_digits(std::string_view& text) noexcept {
  const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  const std::string_view digits = text.substr(0, static_cast<std::size_t>(end - text.begin()));
  text.remove_prefix(digits.size());
  return digits;
}

bool take(char c, std::string_view& text) noexcept {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

// The number with these digits and the decimal point before digit `point`, which may lie outside
// them. Within the limits there are at most 18 digits, which fit.
std::optional<Decimal> from_digits(bool negative, std::string_view digits, std::int64_t point) {
  while (take('0', digits)) --point;
  while (digits.ends_with('0')) digits.remove_suffix(1);
  if (digits.empty()) return Decimal{};
  const std::int64_t after = static_cast<std::int64_t>(digits.size()) - point;
  if (point > most_before_point || after > most_after_point) return {};
  std::int64_t millionths = 0;
  for (const char c : digits) millionths = 10 * millionths + (c - '0');
  for (std::int64_t i = after; i < most_after_point; ++i) millionths *= 10;
  return Decimal{negative ? -millionths : millionths};
}

// An exponent, capped at a value that no text is long enough to compensate for.
std::int64_t exponent_of(bool negative, std::string_view digits) noexcept {
  constexpr std::int64_t beyond = 1'000'000'000'000;
  std::int64_t exponent = 0;
  for (const char c : digits) exponent = std::min(beyond, 10 * exponent + (c - '0'));
  return negative ? -exponent : exponent;
}

}  // namespace

std::optional<Decimal> parse_decimal(std::string_view text) {
  const bool negative = take('-', text);
  const std::string_view whole = take_digits(text);
  std::string digits(whole);
  if (take('.', text)) {
    const std::string_view fraction = take_digits(text);
    if (fraction.empty()) return {};
    digits += fraction;
  }
  const auto point = static_cast<std::int64_t>(whole.size());
  if (whole.empty() || point > most_before_point || !text.empty()) return {};
  return from_digits(negative, digits, point);
}

std::optional<Decimal> parse_json_number(std::string_view text) {
  const bool negative = take('-', text);
  const std::string_view whole = take_digits(text);
  if (whole.empty() || (whole.size() > 1 && whole.front() == '0')) return {};
  std::string digits(whole);
  if (take('.', text)) {
    const std::string_view fraction = take_digits(text);
    if (fraction.empty()) return {};
    digits += fraction;
  }
  std::int64_t exponent = 0;
  if (take('e', text) || take('E', text)) {
    const bool down = take('-', text);
    if (!down) take('+', text);
    const std::string_view power = take_digits(text);
    if (power.empty()) return {};
    exponent = exponent_of(down, power);
  }
  if (!text.empty()) return {};
  return from_digits(negative, digits, static_cast<std::int64_t>(whole.size()) + exponent);
}

std::string to_string(Decimal number) {
  constexpr std::uint64_t one = 1'000'000;
  const bool negative = number.millionths < 0;
  // The magnitude without the overflow of negating the smallest number.
  const auto bits = static_cast<std::uint64_t>(number.millionths);
  const std::uint64_t magnitude = negative ? 0 - bits : bits;
  std::string text = fmt::format("{}{}", negative ? "-" : "", magnitude / one);
  if (magnitude % one != 0) {
    text += fmt::format(".{:06}", magnitude % one);
    text.erase(text.find_last_not_of('0') + 1);
  }
  return text;
}

}  // namespace candor
