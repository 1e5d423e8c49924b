// SPDX-License-Identifier: Apache-2.0
#include "candor/report/result/care_html.h"

#include <fmt/format.h>

#include "candor/base/ascii.h"
#include "candor/report/layout/windows.h"
#include "candor/report/layout/words.h"
#include "candor/report/result/care_windows.h"
#include "candor/report/result/page_head.h"
#include "candor/report/result/timeline.h"

namespace candor {
namespace {

bool may_go_ahead(const RuleSet& rules, const Headline& headline) {
  return headline.settled && proceeds(rules, headline).value_or(Proceed::no) != Proceed::no;
}

// The text of one item. For a practitioner also its id, and both positions if the sources disagree.
// JSON and `show` have the rest of the evidence.
void add_saying(Reader reader, std::string_view when, const Text& id, const Text& say,
                bool if_applies, const Evidence& evidence, Html& html) {
  const auto item = html.open("li");
  if (!when.empty()) html.text(fmt::format("{}: ", when));
  html.text(advice_of(say, if_applies));
  switch (reader) {
    case Reader::client: return;
    case Reader::practitioner: break;
  }
  const auto authority = html.open("div", {{"class", "tag"}});
  html.element("code", id);
  if (evidence.strength == Strength::split) html.text(" " + in_words(evidence));
}

void add_saying(const Result& result, Reader reader, std::string_view when, const GivenCare& given,
                Html& html) {
  const CareItem& item = item_of(result.rules, given);
  add_saying(reader, when, item.id, item.say, given.if_applies, item.evidence, html);
}

std::string heading_of(CareWindow::Part part, const std::optional<Date>& day) {
  const std::string date = day ? in_words(*day) : "the appointment";
  switch (part) {
    case CareWindow::Part::before: return "Before " + date;
    case CareWindow::Part::day: return "On the day";
    case CareWindow::Part::after: return "After " + date;
  }
  return {};
}

}  // namespace

bool gives_care(const Result& result, Reader reader) {
  const Screening& screening = result.screening;
  if (reader == Reader::practitioner) return true;
  if (!may_go_ahead(result.rules, screening.headline)) return false;
  for (const Outlook* outlook : {&screening.then, &screening.on_appointment}) {
    if (outlook->given && !may_go_ahead(result.rules, outlook->headline)) return false;
  }
  return true;
}

void add_care(const Result& result, Reader reader, Html& html) {
  if (!gives_care(result, reader)) return;
  const std::vector<CareWindow> windows = care_windows(result);
  if (windows.empty()) return;
  const std::optional<Date>& day = result.screening.care_day;
  html.element("h2",
               reader == Reader::client ? "What to do, and when" : "What the client should do");
  if (!gives_care(result, Reader::client)) {
    html.element("p", "The leaflet leaves this out while treatment cannot go ahead.");
  }
  if (day && !goes_ahead_on(result, *day)) {
    html.element("p", "These dates hold only if treatment can go ahead on that day.");
  } else if (!day) {
    html.element("p", "There is no date yet. The days here count from your appointment.");
  }
  if (reader == Reader::client) add_timeline(result, windows, html);
  for (auto window = windows.begin(); window != windows.end();) {
    html.element("h3", heading_of(window->part, day));
    const auto list = html.open("ol", {{"class", "care"}});
    for (const CareWindow::Part part = window->part;
         window != windows.end() && window->part == part; ++window) {
      const auto entry = html.open("li");
      html.element("span", {{"class", "number"}}, fmt::to_string(window->number));
      html.element("span", {{"class", "when"}}, window->when);
      const auto items = html.open("ul");
      for (const GivenCare& given : window->items) add_saying(result, reader, "", given, html);
    }
  }
}

bool add_when_to_call(const Result& result, const PageOptions& options, Reader reader, Html& html) {
  if (!gives_care(result, reader)) return false;
  const std::vector<GivenCare> items = care_of(result, CareGroup::call_us);
  if (items.empty()) return false;
  const auto box = html.open("section", {{"class", "call"}});
  html.element("h2", "When to call us");
  if (options.clinic && !options.clinic->phone.empty()) {
    const auto phone = html.open("p", {{"class", "phone"}});
    html.text(options.clinic->name.text + ": ");
    add_telephone(*options.clinic, html);
  }
  const auto list = html.open("ul");
  for (const GivenCare& given : items) {
    std::string when =
        capitalized(window_under_heading(result.rules, result.screening, given, false));
    if (when == "At any time") when.clear();
    add_saying(result, reader, when, given, html);
  }
  return true;
}

void add_plan(const Result& result, Reader reader, Html& html) {
  if (!gives_care(result, reader) || result.screening.plan.empty()) return;
  html.element("h2", "What to expect, and the plan");
  const auto list = html.open("ul");
  for (const GivenPlan& given : result.screening.plan) {
    const PlanItem& item = result.rules.plan[given.item];
    add_saying(reader, "", item.id, item.say, given.if_applies, item.evidence, html);
  }
}

}  // namespace candor
