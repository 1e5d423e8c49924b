// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/mapping/cell_date.h"

#include <cstddef>

#include "candor/base/ascii.h"

namespace candor {
namespace {

// Takes up to four digits off the front; returns how many.
std::size_t take_number(std::string_view& text, std::uint32_t& number) noexcept {
  std::size_t digits = 0;
  number = 0;
  while (digits < 4 && digits < text.size() && is_digit(text[digits])) {
    number = number * 10 + static_cast<std::uint32_t>(text[digits] - '0');
    ++digits;
  }
  text.remove_prefix(digits);
  return digits;
}

bool take(std::string_view& text, char c) noexcept {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

// Takes `:MM` or `:SS` off the front.
bool take_sixtieth(std::string_view& text) noexcept {
  std::uint32_t number = 0;
  return take(text, ':') && take_number(text, number) == 2 && number < 60;
}

// `9:00`, `09:00:00`, `09:00:00.000`, `9:00:00 AM`, `09:00Z`.
bool is_time_of_day(std::string_view text) noexcept {
  std::uint32_t hour = 0;
  const std::size_t digits = take_number(text, hour);
  if (digits == 0 || digits > 2 || hour > 24 || !take_sixtieth(text)) return false;
  if (text.starts_with(':') && !take_sixtieth(text)) return false;
  if (take(text, '.')) {
    if (text.empty() || !is_digit(text.front())) return false;
    while (!text.empty() && is_digit(text.front())) text.remove_prefix(1);
  }
  if (text.empty() || text == "Z") return true;
  take(text, ' ');
  return text == "AM" || text == "PM" || text == "am" || text == "pm";
}

void put_number(std::uint32_t number, char* to, std::size_t digits) noexcept {
  for (std::size_t i = digits; i > 0; --i) {
    to[i - 1] = static_cast<char>('0' + number % 10);
    number /= 10;
  }
}

}  // namespace

CellDate read_cell_date(std::string_view text, DateOrder order) noexcept {
  CellDate out;
  std::size_t digits[3] = {};
  char separator = '\0';
  for (int i = 0; i < 3; ++i) {
    if (i > 0) {
      if (text.empty()) return {};
      const char c = text.front();
      if (i == 1 ? c != '.' && c != '/' && c != '-' : c != separator) return {};
      separator = c;
      text.remove_prefix(1);
    }
    digits[i] = take_number(text, out.parts[i]);
    if (digits[i] == 0) return {};
  }
  if (take(text, ' ') || take(text, 'T')) {
    if (!is_time_of_day(text)) return {};
    out.time_of_day = true;
  } else if (!text.empty()) {
    return {};
  }
  out.year_first = digits[0] == 4;
  if (digits[1] > 2 || (out.year_first ? digits[2] : digits[0]) > 2) return {};
  if (!out.year_first && digits[2] != 4) {
    out.kind = digits[2] <= 2 ? CellDate::Kind::short_year : CellDate::Kind::other;
    return out;
  }

  const bool iso = out.year_first && separator == '-' && digits[1] == 2 && digits[2] == 2;
  const bool asked_year_first = order == DateOrder::ymd;
  if (!iso && (order == DateOrder::unspecified || asked_year_first != out.year_first)) {
    out.kind = CellDate::Kind::order;
    return out;
  }
  const std::uint32_t year = out.year_first ? out.parts[0] : out.parts[2];
  const std::uint32_t month =
      out.year_first || order == DateOrder::dmy ? out.parts[1] : out.parts[0];
  const std::uint32_t day = out.year_first            ? out.parts[2]
                            : order == DateOrder::dmy ? out.parts[0]
                                                      : out.parts[1];
  put_number(year, out.iso.data(), 4);
  out.iso[4] = out.iso[7] = '-';
  put_number(month, out.iso.data() + 5, 2);
  put_number(day, out.iso.data() + 8, 2);
  out.kind = CellDate::Kind::date;
  return out;
}

}  // namespace candor
