// SPDX-License-Identifier: Apache-2.0
#include "candor/base/date.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "candor/base/ascii.h"

namespace candor {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::months;
using std::chrono::year;
using std::chrono::year_month;
using std::chrono::year_month_day;
using std::chrono::year_month_day_last;

constexpr std::array<std::string_view, 12> month_names = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};

struct UnitNames {
  Unit unit;
  std::string_view singular;
  std::string_view plural;
  std::int32_t longest;  // `longest_duration_years` in this unit, rounded up
};

constexpr std::array<UnitNames, 4> unit_names = {{
    {Unit::days, "day", "days", 73'050},
    {Unit::weeks, "week", "weeks", 10'436},
    {Unit::months, "month", "months", 12 * longest_duration_years},
    {Unit::years, "year", "years", longest_duration_years},
}};

// More digits than any duration within the limit has.
constexpr std::size_t most_digits = 5;

// A number of digits only: `from_chars` alone would take a sign.
template <class Number>
std::optional<Number> whole_number(std::string_view digits) noexcept {
  if (digits.empty() || !std::all_of(digits.begin(), digits.end(), is_digit)) return {};
  Number number = 0;
  const auto end = digits.data() + digits.size();
  if (const auto read = std::from_chars(digits.data(), end, number); read.ec != std::errc{}) {
    return {};
  }
  return number;
}

Date shifted_by_months(Date date, std::int32_t amount) {
  const year_month_day from = date;
  const year_month target = year_month{from.year(), from.month()} + months{amount};
  const day last = year_month_day_last{target.year(), target.month() / std::chrono::last}.day();
  return year_month_day{target.year(), target.month(), std::min(from.day(), last)};
}

Date shifted(Date date, Unit unit, std::int32_t amount) {
  switch (unit) {
    case Unit::days: return date + std::chrono::days{amount};
    case Unit::weeks: return date + std::chrono::days{7 * amount};
    case Unit::months: return shifted_by_months(date, amount);
    case Unit::years: return shifted_by_months(date, 12 * amount);
  }
  return date;
}

}  // namespace

bool is_screening_date(Date date) noexcept {
  constexpr Date first = year_month_day{year{1900}, month{1}, day{1}};
  return first <= date && date <= latest_screening_date;
}

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
  const auto y = whole_number<int>(text.substr(0, 4));
  const auto m = whole_number<unsigned>(text.substr(5, 2));
  const auto d = whole_number<unsigned>(text.substr(8, 2));
  if (!y || !m || !d) return {};
  const year_month_day date{year{*y}, month{*m}, day{*d}};
  if (!date.ok()) return {};
  return Date{date};
}

std::string to_string(Date date) {
  const year_month_day d = date;
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(d.year()),
                     static_cast<unsigned>(d.month()), static_cast<unsigned>(d.day()));
}

std::string in_words(Date date) {
  const year_month_day d = date;
  return fmt::format("{} {} {}", static_cast<unsigned>(d.day()),
                     month_names[static_cast<unsigned>(d.month()) - 1], static_cast<int>(d.year()));
}

std::optional<Duration> parse_duration(std::string_view text) {
  const std::size_t digits = std::min(text.find(' '), text.size());
  const std::size_t unit = text.find_first_not_of(' ', digits);
  if (digits > most_digits || unit == std::string_view::npos) return {};
  const auto amount = whole_number<std::int32_t>(text.substr(0, digits));
  const std::string_view word = text.substr(unit);
  for (const UnitNames& names : unit_names) {
    if (word != names.singular && word != names.plural) continue;
    if (!amount || *amount > names.longest) return {};
    return Duration{*amount, names.unit};
  }
  return {};
}

std::string to_string(Duration duration) {
  for (const UnitNames& names : unit_names) {
    if (names.unit != duration.unit) continue;
    const std::string_view word = duration.amount == 1 ? names.singular : names.plural;
    return fmt::format("{} {}", duration.amount, word);
  }
  return {};
}

Date plus(Date date, Duration duration) { return shifted(date, duration.unit, duration.amount); }

Date minus(Date date, Duration duration) { return shifted(date, duration.unit, -duration.amount); }

}  // namespace candor
