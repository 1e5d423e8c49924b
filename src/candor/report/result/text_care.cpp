// SPDX-License-Identifier: Apache-2.0
// The care section: before, after, when to call, and the plan.

#include <algorithm>
#include <string_view>
#include <utility>

#include "candor/base/utf8.h"
#include "candor/report/layout/windows.h"
#include "candor/report/layout/words.h"
#include "candor/report/result/text_sections.h"

namespace candor {
namespace {

struct CareRow {
  std::string when;
  std::vector<Paragraph> text;
};

// With both positions if the sources disagree. JSON and `show` have the rest of the evidence.
std::vector<Paragraph> paragraphs_of(std::string_view say, bool if_applies,
                                     const Evidence& evidence) {
  std::vector<Paragraph> text = {{advice_of(say, if_applies)}};
  if (evidence.strength == Strength::split) text.push_back({in_words(evidence), Look::quiet});
  return text;
}

std::vector<CareRow> rows_of(const Result& result, CareGroup group, bool aligned) {
  std::vector<CareRow> rows;
  for (const GivenCare& given : care_of(result, group)) {
    const CareItem& item = item_of(result.rules, given);
    std::string when = window_under_heading(result.rules, result.screening, given, aligned);
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
  bool warned = !day || goes_ahead_on(result, *day);
  for (std::size_t g = 0; g < care_groups; ++g) {
    if (groups[g].empty()) continue;
    page.heading(heading_of(static_cast<CareGroup>(g), day));
    if (!warned) page.paragraph("These dates hold only if treatment can go ahead on that day.", 2);
    warned = true;
    for (const CareRow& row : groups[g]) page.row({row.when}, column, row.text);
  }
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

}  // namespace candor
