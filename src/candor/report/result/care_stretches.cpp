// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <optional>
#include <tuple>

#include <fmt/format.h>

#include "candor/base/ascii.h"
#include "candor/report/layout/windows.h"
#include "candor/report/result/care_strip.h"
#include "candor/report/result/reads_any.h"

namespace candor {
namespace {

constexpr int hours_of_day = 24;

// The end of a stretch that has one, in hours from the appointment.
struct Stretch {
  std::string_view name;
  CareGroup group;
  int hours;  // before: where it begins; after: where it ends
};

constexpr Stretch from_now = {"From now on", CareGroup::before, 0};
constexpr Stretch the_day = {"The day", CareGroup::before, 0};
constexpr std::array<Stretch, 2> stretches_before{{
    {"Two weeks before", CareGroup::before, -14 * hours_of_day},
    {"Five days before", CareGroup::before, -5 * hours_of_day},
}};
constexpr std::array<Stretch, 4> stretches_after{{
    {"First 24 hours", CareGroup::after, hours_of_day},
    {"First 72 hours", CareGroup::after, 3 * hours_of_day},
    {"First week", CareGroup::after, 7 * hours_of_day},
    {"Four weeks after", CareGroup::after, 28 * hours_of_day},
}};

bool at_appointment(const std::optional<Offset>& offset) { return !offset || offset->hours == 0; }

const Stretch& stretch_of(CareGroup group, const CareItem& item) {
  if (group == CareGroup::before) {
    if (!item.from) return from_now;
    if (item.from->hours >= 0) return the_day;
    return item.from->hours < stretches_before[1].hours ? stretches_before[0] : stretches_before[1];
  }
  if (item.to && item.to->hours == 0) return the_day;
  if (!item.to) return stretches_after.back();
  for (const Stretch& stretch : stretches_after) {
    if (item.to->hours <= stretch.hours) return stretch;
  }
  return stretches_after.back();
}

// Whether the name of the stretch says all about the item's window.
bool is_window_of(const Stretch& stretch, CareGroup group, const CareItem& item) {
  if (&stretch == &from_now) return at_appointment(item.to);
  if (&stretch == &the_day) return true;
  if (group == CareGroup::before)
    return item.from->hours == stretch.hours && at_appointment(item.to);
  return at_appointment(item.from) && item.to && item.to->hours == stretch.hours;
}

std::string date_of(const Stretch& stretch, const Screening& screening) {
  if (!screening.care_day || &stretch == &from_now) return {};
  CareItem item;
  const Offset end = {.hours = stretch.hours};
  if (stretch.group == CareGroup::before) item.from = end;
  if (stretch.group == CareGroup::after) item.to = end;
  const Date day = *screening.care_day + std::chrono::days(stretch.hours / hours_of_day);
  GivenCare given = {.group = stretch.group};
  (stretch.group == CareGroup::before ? given.from : given.to) = day;
  if (&stretch == stretches_after.data()) return {};
  std::string text = dated_window(item, given, screening.days.as_of, *screening.care_day, false);
  if (text.starts_with("on ")) text.erase(0, 3);
  return text;
}

// The questions whose answers make the reasons apply.
std::vector<bool> questions_of_reasons(const Result& result, const ToldInPerson& told) {
  std::vector<bool> questions(result.rules.questions.size());
  for (const Reason& reason : result.screening.reasons) {
    if (told.rule(reason.rule)) continue;
    for (std::uint32_t i = 0; i < reason.questions; ++i)
      questions[result.screening.reason_questions[reason.first_question + i]] = true;
  }
  return questions;
}

}  // namespace

bool gives_care(const Result& result) {
  const Screening& screening = result.screening;
  const auto may_go_ahead = [&](const Headline& headline) {
    return headline.settled && proceeds(result.rules, headline) != Proceed::no;
  };
  if (!may_go_ahead(screening.headline)) return false;
  for (const Outlook* outlook : {&screening.then, &screening.on_appointment}) {
    if (!outlook->given) continue;
    if (!may_go_ahead(outlook->headline)) return false;
    // No care for a day on which there will be no treatment.
    const bool on_care_day = screening.care_day == outlook->on;
    if (on_care_day && proceeds(result.rules, outlook->headline) != Proceed::now) return false;
  }
  return true;
}

std::vector<CareStretch> care_stretches(const Result& result, const ToldInPerson* told) {
  const Screening& screening = result.screening;
  std::vector<CareStretch> out;
  const auto add = [&](const Stretch& stretch) {
    std::vector<GivenCare> items;
    for (const GivenCare& given : screening.care) {
      if (given.group == CareGroup::call_us || (told != nullptr && told->care(given))) continue;
      if (&stretch_of(given.group, item_of(result.rules, given)) == &stretch)
        items.push_back(given);
    }
    if (items.empty()) return;
    const auto order = [&](const GivenCare& given) {
      const CareItem& item = item_of(result.rules, given);
      return std::pair(!is_window_of(stretch, given.group, item), window_order(given.group, item));
    };
    std::stable_sort(items.begin(), items.end(),
                     [&](const GivenCare& a, const GivenCare& b) { return order(a) < order(b); });
    CareStretch& added =
        out.emplace_back(CareStretch{.name = stretch.name,
                                     .date = date_of(stretch, screening),
                                     .is_day = &stretch == &the_day,
                                     .is_after = stretch.group == CareGroup::after});
    if (added.is_day && result.appointment_time && screening.care_day == screening.days.appointment)
      added.date += ", " + to_string(*result.appointment_time);
    for (const GivenCare& given : items) {
      std::string when;
      if (!is_window_of(stretch, given.group, item_of(result.rules, given)))
        when = capitalized(window_under_heading(result.rules, screening, given, false));
      if (added.windows.empty() || added.windows.back().when != when)
        added.windows.push_back({std::move(when)});
      added.windows.back().items.push_back(given);
    }
  };
  add(from_now);
  for (const Stretch& stretch : stretches_before) add(stretch);
  add(the_day);
  for (const Stretch& stretch : stretches_after) add(stretch);
  return out;
}

std::vector<GivenCare> most_important(const Result& result, const ToldInPerson& told,
                                      std::size_t most) {
  const RuleSet& rules = result.rules;
  const ReadsAny reads_reason(rules, questions_of_reasons(result, told), ReadsAny::Gates::ignore);
  const auto rank = [&](const GivenCare& given) {
    const CareItem& item = item_of(rules, given);
    const int whose = reads_reason(item.when) ? 0 : item.when ? 1 : 2;
    const Strength strength = item.evidence.strength;
    const int begins = item.from ? std::abs(item.from->hours) : 0;
    return std::tuple(whose, strength == Strength::not_said ? 100 : static_cast<int>(strength),
                      begins, given.group, given.item);
  };
  std::vector<GivenCare> items;
  for (const GivenCare& given : result.screening.care) {
    if (given.group == CareGroup::call_us || given.if_applies || told.care(given)) continue;
    items.push_back(given);
  }
  std::sort(items.begin(), items.end(),
            [&](const GivenCare& a, const GivenCare& b) { return rank(a) < rank(b); });
  std::vector<GivenCare> out;
  for (const GivenCare& given : items) {
    const std::optional<Topic>& topic = item_of(rules, given).topic;
    const bool again = topic && std::any_of(out.begin(), out.end(), [&](const GivenCare& chosen) {
                         const std::optional<Topic>& other = item_of(rules, chosen).topic;
                         return other && other->id.text == topic->id.text;
                       });
    if (again) continue;
    out.push_back(given);
    if (out.size() == most) break;
  }
  return out;
}

}  // namespace candor
