// SPDX-License-Identifier: Apache-2.0
#include "candor/interview/typed_span.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <utility>

#include "candor/base/ascii.h"
#include "candor/interview/typed_words.h"

namespace candor {
namespace {

namespace chrono = std::chrono;

DaySpan month_span(chrono::year_month month) { return {month / 1, month / chrono::last}; }

DaySpan year_span(chrono::year year) { return {year / 1 / 1, year / 12 / 31}; }

std::optional<chrono::year> year_named(std::string_view word) {
  const auto number = whole_number(word);
  if (word.size() != 4 || !number || *number < 1900) return {};
  return chrono::year(*number);
}

// "last week", "this year".
std::optional<DaySpan> named_span(std::string_view typed, Date as_of) {
  const chrono::year_month_day day(as_of);
  const chrono::year_month month = day.year() / day.month();
  if (typed == "last month") return month_span(month - chrono::months(1));
  if (typed == "this month") return month_span(month);
  if (typed == "last year") return year_span(day.year() - chrono::years(1));
  if (typed == "this year") return year_span(day.year());
  if (typed != "last week") return {};
  const auto since_monday = chrono::weekday(as_of) - chrono::Monday;
  const Date monday = as_of - since_monday - chrono::days(7);
  return DaySpan{monday, monday + chrono::days(6)};
}

// The two sides of "5-6", "5 to 6", "5 or 6".
std::optional<std::pair<std::string_view, std::string_view>> two_sides(std::string_view typed) {
  for (const std::string_view between : {" to ", " or ", " - ", "-", "\u2013"}) {
    const std::size_t at = typed.find(between);
    if (at == typed.npos) continue;
    return std::pair(trim_spaces(typed.substr(0, at)),
                     trim_spaces(typed.substr(at + between.size())));
  }
  return {};
}

// "march 2026", "03/2026".
std::optional<DaySpan> month_of_year(std::string_view typed) {
  const std::size_t cut = typed.find_last_of(" /.");
  if (cut == typed.npos) return {};
  const std::string_view word = trim_spaces(typed.substr(0, cut));
  const auto year = year_named(typed.substr(cut + 1));
  const auto month = typed[cut] == ' ' ? month_named(word) : whole_number(word);
  if (!year || !month || *month < 1 || *month > 12) return {};
  return month_span(*year / *month);
}

struct Amount {
  int count = 0;
  std::optional<Unit> unit = {};
};

// "5", "five", "5 months", "5m".
std::optional<Amount> amount_of(std::string_view typed) {
  std::size_t end = std::min(typed.find_first_not_of("0123456789"), typed.size());
  auto count = whole_number(typed.substr(0, end));
  if (end == 0) {
    end = std::min(typed.find(' '), typed.size());
    count = number_named(typed.substr(0, end));
  }
  if (!count) return {};
  const std::string_view rest = trim_spaces(typed.substr(end));
  if (rest.empty()) return Amount{*count};
  const auto unit = unit_named(rest);
  if (!unit) return {};
  return Amount{*count, unit};
}

DaySpan ago(int least, int most, Unit unit, Date as_of) {
  return {minus(as_of, {most, unit}), minus(as_of, {least, unit})};
}

// "5-6 months", "2018-2019".
std::optional<DaySpan> range(std::string_view typed, Date as_of) {
  const auto sides = two_sides(typed);
  if (!sides) return {};
  const auto first = year_named(sides->first);
  const auto last = year_named(sides->second);
  if (first && last && *first < *last)
    return DaySpan{year_span(*first).first, year_span(*last).last};
  const auto least = amount_of(sides->first);
  const auto most = amount_of(sides->second);
  if (!least || !most || !most->unit || (least->unit && least->unit != most->unit)) return {};
  if (least->count >= most->count) return {};
  return ago(least->count, most->count, *most->unit, as_of);
}

// "about 5 months": one less to one more.
std::optional<DaySpan> about(std::string_view typed, Date as_of) {
  for (const std::string_view word :
       {"about ", "around ", "roughly ", "approximately ", "approx ", "ca ", "circa ", "~"}) {
    if (!typed.starts_with(word)) continue;
    const std::string_view rest = trim_spaces(typed.substr(word.size()));
    if (rest == "half a year") return ago(5, 7, Unit::months, as_of);
    const auto amount = amount_of(rest);
    if (!amount || !amount->unit || amount->count < 1) return {};
    return ago(amount->count - 1, amount->count + 1, *amount->unit, as_of);
  }
  return {};
}

}  // namespace

std::optional<DaySpan> read_typed_span(std::string_view typed, Date as_of) {
  if (const auto span = named_span(typed, as_of)) return span;
  if (const auto year = year_named(typed)) return year_span(*year);
  if (const auto span = month_of_year(typed)) return span;
  if (const auto span = about(typed, as_of)) return span;
  return range(typed, as_of);
}

}  // namespace candor
