// SPDX-License-Identifier: Apache-2.0
#include "candor/report/result/care_strip.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "candor/report/layout/windows.h"

namespace candor {
namespace {

// What an item's topic says that it advises. Without a topic nobody knows: what is normal, or
// both.
enum class Advises : std::uint8_t { anything, to_do, to_avoid };

Advises advises(const RuleSet& rules, const GivenCare& given) {
  const std::optional<Topic>& topic = item_of(rules, given).topic;
  if (!topic) return Advises::anything;
  return topic->avoid ? Advises::to_avoid : Advises::to_do;
}

std::string_view class_of(Advises side) {
  switch (side) {
    case Advises::anything: break;
    case Advises::to_do: return "do";
    case Advises::to_avoid: return "avoid";
  }
  return "note";
}

// One side of a stretch; nothing if it has no items.
void add_side(const Result& result, const CareStretch& stretch, Advises side, Html& html) {
  std::vector<std::pair<std::string_view, std::vector<GivenCare>>> windows;
  for (const CareStretch::Window& window : stretch.windows) {
    std::vector<GivenCare> items;
    for (const GivenCare& given : window.items) {
      if (advises(result.rules, given) == side) items.push_back(given);
    }
    if (!items.empty()) windows.emplace_back(window.when, std::move(items));
  }
  if (windows.empty()) return;
  const auto box = html.open("div", {{"class", class_of(side)}});
  if (side != Advises::anything) html.element("h4", side == Advises::to_do ? "Do" : "Avoid");
  const auto list = html.open("ul");
  for (const auto& [when, items] : windows) {
    if (!when.empty()) {
      const auto item = html.open("li");
      html.element("span", {{"class", "when"}}, fmt::format("{}:", when));
      for (const GivenCare& given : items) {
        html.text(" ");
        add_advice(item_of(result.rules, given).say, given.if_applies, html);
      }
      continue;
    }
    for (const GivenCare& given : items) {
      const auto item = html.open("li");
      add_advice(item_of(result.rules, given).say, given.if_applies, html);
    }
  }
}

void add_stretch(const Result& result, const CareStretch& stretch, Html& html) {
  const auto entry = html.open("li", {{"class", stretch.is_day ? "the-day" : "other-days"}});
  {
    const auto heading = html.open("h3");
    html.text(stretch.name);
    if (!stretch.date.empty()) {
      html.text(" ");
      html.element("span", {{"class", "when"}}, stretch.date);
    }
  }
  for (const Advises side : {Advises::anything, Advises::to_do, Advises::to_avoid})
    add_side(result, stretch, side, html);
}

// Leaves out what the page says elsewhere, with its window.
void leave_out(const std::vector<GivenCare>& said, std::vector<CareStretch>& stretches) {
  const auto is_said = [&](const GivenCare& given) {
    return std::any_of(said.begin(), said.end(), [&](const GivenCare& other) {
      return other.group == given.group && other.item == given.item;
    });
  };
  for (CareStretch& stretch : stretches) {
    for (CareStretch::Window& window : stretch.windows) std::erase_if(window.items, is_said);
    std::erase_if(stretch.windows,
                  [](const CareStretch::Window& window) { return window.items.empty(); });
  }
  std::erase_if(stretches, [](const CareStretch& stretch) { return stretch.windows.empty(); });
}

}  // namespace

void add_advice(std::string_view say, bool if_applies, Html& html) {
  if (if_applies) html.text(advice_of("", true));
  html.text(Authored(say));
}

void add_care_strip(const Result& result, const ToldInPerson& told,
                    const std::vector<GivenCare>& said, Html& html) {
  std::vector<CareStretch> stretches = care_stretches(result, &told);
  leave_out(said, stretches);
  if (stretches.empty()) return;
  const std::optional<Date>& day = result.screening.care_day;
  html.element("h2", "What to do, and when");
  if (day && !goes_ahead_on(result, *day))
    html.element("p", "These dates hold only if treatment can go ahead on that day.");
  if (!day) html.element("p", "There is no date yet. The days here count from your appointment.");
  // Up to the day, and after it: on paper side by side.
  const auto strip = html.open("div", {{"class", "strip"}});
  for (auto stretch = stretches.begin(); stretch != stretches.end();) {
    const auto list = html.open("ol");
    for (const bool after = stretch->is_after;
         stretch != stretches.end() && stretch->is_after == after; ++stretch) {
      add_stretch(result, *stretch, html);
    }
  }
}

}  // namespace candor
