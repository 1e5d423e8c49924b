// SPDX-License-Identifier: Apache-2.0
#include "candor/report/result/care_html.h"

#include <fmt/format.h>

#include "candor/base/ascii.h"
#include "candor/report/layout/windows.h"
#include "candor/report/layout/words.h"
#include "candor/report/result/care_strip.h"

namespace candor {
namespace {

// The text of one item with its id, and both positions if the sources disagree. JSON and `show`
// have the rest of the evidence.
void add_saying(std::string_view when, const Text& id, const Text& say, bool if_applies,
                const Evidence& evidence, Html& html) {
  const auto item = html.open("li");
  if (!when.empty()) html.text(fmt::format("{}: ", when));
  add_advice(say, if_applies, html);
  const auto authority = html.open("div", {{"class", "tag"}});
  html.element("code", id);
  if (evidence.strength == Strength::split) html.text(" " + in_words(evidence));
}

void add_saying(const Result& result, std::string_view when, const GivenCare& given, Html& html) {
  const CareItem& item = item_of(result.rules, given);
  add_saying(when, item.id, item.say, given.if_applies, item.evidence, html);
}

// Empty for "at any time".
std::string call_window(const Result& result, const GivenCare& given) {
  std::string when = window_under_heading(result.rules, result.screening, given, false);
  if (when == "at any time") when.clear();
  return capitalized(std::move(when));
}

}  // namespace

void add_care(const Result& result, Html& html) {
  const std::vector<CareStretch> stretches = care_stretches(result, nullptr);
  if (stretches.empty()) return;
  const std::optional<Date>& day = result.screening.care_day;
  html.element("h2", "What the client should do");
  if (!gives_care(result)) {
    html.element("p", "The leaflet leaves this out while treatment cannot go ahead.");
  }
  if (day && !goes_ahead_on(result, *day)) {
    html.element("p", "These dates hold only if treatment can go ahead on that day.");
  } else if (!day) {
    html.element("p", "There is no date yet. The days here count from the appointment.");
  }
  for (const CareStretch& stretch : stretches) {
    html.element("h3", stretch.date.empty() ? std::string(stretch.name)
                                            : fmt::format("{}, {}", stretch.name, stretch.date));
    const auto list = html.open("ul");
    for (const CareStretch::Window& window : stretch.windows) {
      for (const GivenCare& given : window.items) add_saying(result, window.when, given, html);
    }
  }
}

void add_when_to_call(const Result& result, Html& html) {
  const std::vector<GivenCare> items = care_of(result, CareGroup::call_us);
  if (items.empty()) return;
  html.element("h2", "When the client should call");
  const auto list = html.open("ul");
  for (const GivenCare& given : items) add_saying(result, call_window(result, given), given, html);
}

void add_plan(const Result& result, Html& html) {
  if (result.screening.plan.empty()) return;
  html.element("h2", "What to expect, and the plan");
  const auto list = html.open("ul");
  for (const GivenPlan& given : result.screening.plan) {
    const PlanItem& item = result.rules.plan[given.item];
    add_saying("", item.id, item.say, given.if_applies, item.evidence, html);
  }
}

}  // namespace candor
