// SPDX-License-Identifier: Apache-2.0
#include "candor/interview/typed_time.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "candor/base/ascii.h"
#include "candor/base/fold.h"
#include "candor/interview/typed_span.h"
#include "candor/interview/typed_words.h"

namespace candor {
namespace {

using std::string_view;

// The date as `YYYY-MM-DD`; empty if the calendar does not have it.
std::string day_of(int year, int month, int day) {
  if (year < 1000 || year > 9999) return {};
  std::string text = fmt::format("{:04}-{:02}-{:02}", year, month, day);
  return parse_date(text) ? text : std::string();
}

// The parts between blanks, commas and full stops; letters and digits are also apart: "5m".
std::vector<std::string> words_of(string_view typed) {
  std::vector<std::string> words;
  bool apart = true;
  for (const char c : typed) {
    if (c == ' ' || c == ',' || c == '.') {
      apart = true;
      continue;
    }
    const bool changes =
        !words.empty() && !words.back().empty() && is_digit(words.back().back()) != is_digit(c);
    if (apart || changes) words.emplace_back();
    words.back() += c;
    apart = false;
  }
  return words;
}

std::string without_ordinal(std::string word) {
  for (const string_view end : {"st", "nd", "rd", "th"}) {
    if (word == end) return {};
  }
  return word;
}

// "3 apr 2026", "april 3rd, 2026".
std::string date_with_month(string_view typed) {
  std::vector<std::string> words;
  for (std::string& word : words_of(typed)) {
    if (std::string kept = without_ordinal(std::move(word)); !kept.empty())
      words.push_back(std::move(kept));
  }
  if (words.size() != 3 || words[2].size() != 4) return {};
  const auto year = whole_number(words[2]);
  const bool month_first = month_named(words[0]).has_value();
  const auto month = month_named(words[month_first ? 0 : 1]);
  const auto day = whole_number(words[month_first ? 1 : 0]);
  return year && month && day ? day_of(*year, *month, *day) : std::string();
}

// "3/4/2026", "3.4.2026", "3-4-2026". Points are written where the day comes first.
TypedTime date_in_numbers(string_view typed, Date as_of) {
  std::vector<int> parts;
  char separator = '\0';
  std::size_t begin = 0;
  while (begin <= typed.size()) {
    const std::size_t end = std::min(typed.find_first_of("./-", begin), typed.size());
    if (end < typed.size()) {
      if (separator != '\0' && typed[end] != separator) return {};
      separator = typed[end];
    }
    const auto number = whole_number(typed.substr(begin, end - begin));
    if (!number) return {};
    parts.push_back(*number);
    begin = end + 1;
  }
  if (parts.size() != 3 || parts[2] < 1000) return {};
  std::string day_first = day_of(parts[2], parts[1], parts[0]);
  std::string month_first = day_of(parts[2], parts[0], parts[1]);
  if (separator == '.' || day_first == month_first || month_first.empty()) return {day_first};
  if (day_first.empty()) return {month_first};
  // A day after the screening is not an answer, so the other reading is meant.
  const auto later = [&](const std::string& day) { return *parse_date(day) > as_of; };
  if (later(day_first) != later(month_first)) return {later(day_first) ? month_first : day_first};
  return {.problem =
              fmt::format("this could be {} or {}: write the month as a word",
                          in_words(*parse_date(day_first)), in_words(*parse_date(month_first)))};
}

// "1.5 years" as 18 months: tenths of a year that are whole months.
std::string fraction_of_years(string_view number) {
  const std::size_t point = number.find_first_of(".,");
  if (point == number.npos || number.size() != point + 2) return {};
  const auto whole = whole_number(number.substr(0, point));
  if (!whole || *whole > 100 || number[point + 1] != '5') return {};
  return fmt::format("{} months", *whole * 12 + 6);
}

// "two weeks", "5m", "half a year", "1.5 years", in the words of the language.
std::string duration(string_view typed) {
  if (typed == "today") return "0 days";
  if (typed == "yesterday") return "1 day";
  if (typed == "half a year") return "6 months";
  const std::size_t unit_at =
      std::min(typed.find_first_not_of("0123456789.,"), typed.size());  // "1.5 years", "5m"
  if (unit_at > 0 && unit_at < typed.size()) {
    const string_view number = typed.substr(0, unit_at);
    const auto unit = unit_named(trim_spaces(typed.substr(unit_at)));
    if (!unit) return {};
    if (const auto amount = whole_number(number)) return to_string(Duration{*amount, *unit});
    return *unit == Unit::years ? fraction_of_years(number) : std::string();
  }
  const std::size_t blank = typed.find(' ');
  if (blank == typed.npos) return {};
  const auto amount = number_named(typed.substr(0, blank));
  const string_view word = typed.substr(blank + 1);
  const auto unit = word.size() > 1 ? unit_named(word) : std::nullopt;
  return amount && unit ? to_string(Duration{*amount, *unit}) : std::string();
}

string_view without_ago(string_view typed) {
  constexpr string_view ago = " ago";
  if (typed.ends_with(ago)) typed.remove_suffix(ago.size());
  return typed;
}

bool is_one_of(string_view typed, std::initializer_list<string_view> words) {
  return std::find(words.begin(), words.end(), typed) != words.end();
}

// `never` and `ongoing`, in other words and by their first letters.
string_view special_word(const Question& question, string_view typed) {
  const bool never = string_view("never").starts_with(typed) || typed == "no";
  if (question.accepts_never && never) return "never";
  const bool ongoing = string_view("ongoing").starts_with(typed) ||
                       is_one_of(typed, {"now", "still", "current", "currently"});
  return question.accepts_ongoing && ongoing ? "ongoing" : "";
}

// A span that begins after the screening is not one: its text is refused as a day to come.
TypedTime of_span(const DaySpan& span, Date as_of) {
  const Date last = std::min(span.last, std::max(as_of, span.first));
  if (last == span.first) return {to_string(last)};
  return {.text = to_string(last), .first = span.first};
}

}  // namespace

TypedTime read_typed_time(const Question& question, string_view typed, Date as_of) {
  if (const string_view word = special_word(question, typed); !word.empty())
    return {std::string(word)};
  if (typed.starts_with("since ")) {
    return {.problem = question.accepts_ongoing
                           ? "is it still going on? then type `ongoing`; otherwise the day it ended"
                           : "this says when it began: type the day it ended"};
  }
  typed = without_ago(typed);
  if (const auto span = read_typed_span(typed, as_of)) return of_span(*span, as_of);
  std::string text = duration(typed);
  if (text.empty()) text = date_with_month(typed);
  if (!text.empty()) return {std::move(text)};
  TypedTime day = date_in_numbers(typed, as_of);
  if (!day.text.empty() || !day.problem.empty()) return day;
  return {std::string(typed)};
}

std::string plain_number(const Question& question, std::string typed) {
  constexpr std::size_t long_unit = 4;
  const std::string unit = fold(question.unit);
  const std::size_t end = std::min(typed.find_first_not_of("0123456789.,-+"), typed.size());
  const string_view rest = trim_spaces(string_view(typed).substr(end));
  const bool is_unit =
      rest == unit || (unit.size() >= long_unit && string_view(unit).starts_with(rest));
  if (end > 0 && !rest.empty() && is_unit) typed = std::string(trim_spaces(typed.substr(0, end)));
  const std::size_t comma = typed.find(',');
  // Three digits after a comma can be thousands.
  const bool decimal = comma != typed.npos && comma > 0 && typed.find('.') == typed.npos &&
                       typed.find(',', comma + 1) == typed.npos && typed.size() - comma <= 3;
  if (decimal) typed[comma] = '.';
  return typed;
}

}  // namespace candor
