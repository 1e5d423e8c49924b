// SPDX-License-Identifier: Apache-2.0
#include "candor/report/layout/windows.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include <fmt/format.h>

#include "candor/report/layout/words.h"

namespace candor {
namespace {

bool is_appointment(const std::optional<Offset>& offset) noexcept {
  return !offset || offset->hours == 0;
}

std::string_view unit_of(Offset offset) noexcept { return offset.in_hours ? "hour" : "day"; }

std::size_t amount_of(Offset offset) noexcept {
  return static_cast<std::size_t>(std::abs(offset.hours)) / (offset.in_hours ? 1 : 24);
}

std::string length_of(Offset offset) { return counted(amount_of(offset), unit_of(offset)); }

// "2 to 5 days after", "48 hours to 5 days after"
std::string between(Offset from, Offset to) {
  if (from.hours == to.hours) return to_string(from);
  if (from.in_hours != to.in_hours) return fmt::format("{} to {}", length_of(from), to_string(to));
  return fmt::format("{} to {}", amount_of(from), to_string(to));
}

std::string window_before(const CareItem& item) {
  if (!item.from) return is_appointment(item.to) ? "from now" : "until " + to_string(*item.to);
  if (item.from->hours == 0) return "on the day";
  if (!is_appointment(item.to)) return between(*item.from, *item.to);
  return item.from->in_hours ? "last " + length_of(*item.from) : "from " + to_string(*item.from);
}

std::string window_after(CareGroup group, const CareItem& item) {
  if (!is_appointment(item.from)) {
    return item.to ? between(*item.from, *item.to) : "from " + to_string(*item.from);
  }
  if (!item.to) return group == CareGroup::call_us ? "at any time" : "from the appointment";
  if (item.to->hours == 0) return "on the day";
  return item.to->in_hours ? "first " + length_of(*item.to) : "until " + to_string(*item.to);
}

bool in_hours(const CareItem& item) noexcept {
  return (item.from && item.from->in_hours) || (item.to && item.to->in_hours);
}

// Months are cut: "8 Jan".
constexpr std::size_t month_letters = 3;

// Writes days without their year if it is the usual one.
struct DayWords {
  std::chrono::year usual;
  bool aligned;

  std::string day(Date date) const {
    const std::chrono::year_month_day ymd{date};
    const std::string text = in_words(date);  // "22 January 2027"
    const std::size_t month = text.find(' ') + 1;
    const std::size_t year = text.rfind(' ');
    std::string day = text.substr(0, std::min(year, month + month_letters));
    if (ymd.year() != usual) day += text.substr(year);
    return aligned && month == 2 ? ' ' + day : day;
  }

  std::string one(std::string_view word, Date date) const {
    return aligned ? fmt::format("{:<5} {}", word, day(date))
                   : fmt::format("{} {}", word, day(date));
  }

  std::string range(Date from, Date to) const {
    if (from == to) return one("on", from);
    const std::chrono::year_month_day a{from}, b{to};
    if (a.year() != b.year() || a.month() != b.month()) {
      return fmt::format("{} to {}", day(from), day(to));
    }
    const auto first = static_cast<unsigned>(a.day());
    return aligned ? fmt::format("{:>2} to {}", first, day(to))
                   : fmt::format("{} to {}", first, day(to));
  }
};

std::string dated_before(const CareItem& item, const GivenCare& given, Date as_of, Date care_day,
                         const DayWords& words) {
  const bool from_now = !given.from || *given.from <= as_of;
  if (is_appointment(item.to)) {
    if (item.from && item.from->hours == 0) return words.one("on", care_day);
    return from_now ? "from now" : words.one("from", *given.from);
  }
  if (!given.to || *given.to <= as_of) return "now";
  return from_now ? words.one("until", *given.to) : words.range(*given.from, *given.to);
}

std::string dated_after(const CareItem& item, const GivenCare& given, Date care_day,
                        const DayWords& words) {
  const Date from = given.from.value_or(care_day);
  if (!given.to) {
    if (given.group == CareGroup::call_us && is_appointment(item.from)) return "at any time";
    return words.one("from", from);
  }
  if (is_appointment(item.from) && *given.to != from) return words.one("until", *given.to);
  return words.range(from, *given.to);
}

// The heading already says "after".
std::string without_after(std::string when) {
  constexpr std::string_view after = " after";
  const bool range = when.find(" to ") != std::string::npos && when.ends_with(after);
  if (range) when.resize(when.size() - after.size());
  return when;
}

}  // namespace

std::string window(CareGroup group, const CareItem& item) {
  return group == CareGroup::before ? window_before(item) : window_after(group, item);
}

std::string dated_window(const CareItem& item, const GivenCare& given, Date as_of, Date care_day,
                         bool aligned) {
  const DayWords words = {std::chrono::year_month_day{care_day}.year(), aligned};
  const bool begun = given.group == CareGroup::before && given.from && *given.from <= as_of;
  if (in_hours(item) && !begun) return window(given.group, item);
  return given.group == CareGroup::before ? dated_before(item, given, as_of, care_day, words)
                                          : dated_after(item, given, care_day, words);
}

std::string window_under_heading(const RuleSet& rules, const Screening& screening,
                                 const GivenCare& given, bool aligned) {
  const CareItem& item = item_of(rules, given);
  std::string when = screening.care_day ? dated_window(item, given, screening.days.as_of,
                                                       *screening.care_day, aligned)
                                        : window(given.group, item);
  return given.group == CareGroup::after ? without_after(std::move(when)) : when;
}

const CareItem& item_of(const RuleSet& rules, const GivenCare& given) {
  return rules.care[static_cast<std::size_t>(given.group)][given.item];
}

std::pair<std::int64_t, std::int64_t> window_order(CareGroup group, const CareItem& item) {
  constexpr std::int64_t always = 1'000'000;
  const std::int64_t from = item.from ? item.from->hours : group == CareGroup::before ? -always : 0;
  const std::int64_t to = item.to ? item.to->hours : group == CareGroup::before ? 0 : always;
  return {from, to};
}

}  // namespace candor
