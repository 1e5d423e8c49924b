// SPDX-License-Identifier: Apache-2.0
#include "candor/interview/typed_appointment.h"

#include <chrono>
#include <utility>

#include <fmt/format.h>

#include "candor/base/ascii.h"
#include "candor/base/fold.h"
#include "candor/interview/typed_time.h"

namespace candor {
namespace {

TypedAppointment ask_back(std::string problem) { return {.problem = std::move(problem)}; }

// The time at the end, `14:30` or `9:00`, which is taken off the text.
std::optional<TimeOfDay> take_time(std::string_view& typed) {
  const std::size_t colon = typed.rfind(':');
  if (colon == typed.npos) return {};
  const std::size_t before = typed.find_last_not_of("0123456789", colon - 1);
  const std::size_t begin = colon == 0 || before == typed.npos ? 0 : before + 1;
  std::string time(typed.substr(begin));
  if (colon == begin + 1) time.insert(0, 1, '0');
  const auto read = parse_time_of_day(time);
  if (!read) return {};
  typed = trim_spaces(typed.substr(0, begin));
  for (const std::string_view joint : {"t", " at", ","}) {
    if (!typed.ends_with(joint)) continue;
    // The t of `2026-12-15t14:30`, not that of a word.
    if (joint == "t" && (typed.size() < 2 || !is_digit(typed[typed.size() - 2]))) continue;
    typed = trim_spaces(typed.substr(0, typed.size() - joint.size()));
    break;
  }
  return read;
}

// A date with its year. `read_typed_time` takes one of two readings where the other is in the
// future; here no reading is, so that it asks.
TypedTime dated(const std::string& typed) {
  const Date end = std::chrono::year(2999) / std::chrono::December / 31;
  return read_typed_time(Question{}, typed, end);
}

}  // namespace

TypedAppointment read_typed_appointment(std::string_view text, Date as_of) {
  constexpr Duration near{6, Unit::months};
  const std::string folded = fold(text);
  std::string_view typed = folded;
  TypedAppointment out;
  out.time = take_time(typed);
  if (typed.find(':') != typed.npos) return ask_back("this is not a time: type it as 14:30");
  const std::string day(typed);
  TypedTime read = dated(day);
  if (!read.problem.empty()) return ask_back(std::move(read.problem));
  out.day = parse_date(read.text);
  const bool year_typed = out.day.has_value();
  for (int ahead = 0; !year_typed && ahead < 2; ++ahead) {
    const int year = static_cast<int>(std::chrono::year_month_day(as_of).year()) + ahead;
    const std::optional<Date> next = parse_date(dated(fmt::format("{} {}", day, year)).text);
    if (!next || *next < as_of) continue;
    if (*next > plus(as_of, near)) return ask_back("the year is needed, too");
    out.day = next;
    break;
  }
  if (!out.day || !is_screening_date(*out.day))
    return ask_back("type a day such as 15 Dec or 2026-12-15, and a time as in 14:30");
  if (*out.day < as_of)
    return ask_back(fmt::format("{} is before the screening", in_words(*out.day)));
  return out;
}

}  // namespace candor
