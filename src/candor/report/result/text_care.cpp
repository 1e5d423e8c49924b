// SPDX-License-Identifier: Apache-2.0
// What to do before and after, when to call, and the plan.

#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "candor/base/utf8.h"
#include "candor/report/layout/windows.h"
#include "candor/report/layout/words.h"
#include "candor/report/result/result.h"
#include "candor/report/result/text_parts.h"

namespace candor {
namespace {

struct CareRow {
  std::string when;
  std::vector<Paragraph> text;
};

// Both positions where the sources disagree; who says the rest is in the JSON and in `show`.
std::vector<Paragraph> paragraphs_of(std::string_view say, bool if_applies,
                                     const Evidence& evidence) {
  std::vector<Paragraph> text = {
      {fmt::format("{}{}", if_applies ? "If this applies to you: " : "", say)}};
  if (evidence.strength == Strength::split) text.push_back({in_words(evidence), Look::quiet});
  return text;
}

std::vector<CareRow> rows_of(const Result& result, CareGroup group, bool aligned) {
  const Screening& screening = result.screening;
  std::vector<GivenCare> items;
  for (const GivenCare& given : screening.care) {
    if (given.group == group) items.push_back(given);
  }
  std::stable_sort(items.begin(), items.end(), [&](const GivenCare& a, const GivenCare& b) {
    return window_order(group, item_of(result.rules, a)) <
           window_order(group, item_of(result.rules, b));
  });
  std::vector<CareRow> rows;
  for (const GivenCare& given : items) {
    const CareItem& item = item_of(result.rules, given);
    std::string when = window_under_heading(result.rules, screening, given, aligned);
    rows.push_back({std::move(when), paragraphs_of(item.say, given.if_applies, item.evidence)});
  }
  return rows;
}

std::string heading_of(CareGroup group, const std::optional<Date>& day) {
  const std::string counted_from = day ? ", counted from " + in_words(*day) : std::string();
  switch (group) {
    case CareGroup::before: return "Before" + (day ? counted_from : " the appointment");
    case CareGroup::after: return "After" + (day ? counted_from : " the appointment");
    case CareGroup::call_us: return "When to call us";
  }
  return {};
}

void add_plan(const Result& result, Page& page) {
  if (result.screening.plan.empty()) return;
  page.heading("Plan");
  for (const GivenPlan& given : result.screening.plan) {
    const PlanItem& item = result.rules.plan[given.item];
    for (const Paragraph& paragraph : paragraphs_of(item.say, given.if_applies, item.evidence)) {
      page.item(paragraph.text, 2);
    }
  }
}

// Whether treatment can go ahead on the day that the windows count from, as far as is known.
bool goes_ahead(const Result& result, Date day) {
  const Screening& screening = result.screening;
  for (const Outlook* outlook : {&screening.then, &screening.on_appointment}) {
    if (!outlook->given || outlook->on != day) continue;
    return proceeds(result.rules, outlook->headline) == Proceed::now && outlook->waits.empty();
  }
  return true;
}

}  // namespace

void add_care(const Result& result, Page& page) {
  constexpr std::size_t widest = 19;
  const bool aligned = !page.narrow();
  std::vector<CareRow> groups[care_groups];
  std::size_t column = 0;
  for (std::size_t g = 0; g < care_groups; ++g) {
    groups[g] = rows_of(result, static_cast<CareGroup>(g), aligned);
    for (const CareRow& row : groups[g]) column = std::max(column, display_width(row.when));
  }
  column = std::min(column, widest);
  const std::optional<Date> day = result.screening.care_day;
  bool warned = !day || goes_ahead(result, *day);
  for (std::size_t g = 0; g < care_groups; ++g) {
    if (groups[g].empty()) continue;
    page.heading(heading_of(static_cast<CareGroup>(g), day));
    if (!warned) page.paragraph("These dates hold only if treatment can go ahead on that day.", 2);
    warned = true;
    for (const CareRow& row : groups[g]) page.row({row.when}, column, row.text);
  }
  add_plan(result, page);
}

}  // namespace candor
