// SPDX-License-Identifier: Apache-2.0
#include "candor/report/result/care_windows.h"

#include <algorithm>

#include "candor/base/ascii.h"
#include "candor/report/layout/windows.h"

namespace candor {
namespace {

using Part = CareWindow::Part;

Part part_of(CareGroup group, const CareItem& item) {
  if (group == CareGroup::before) {
    return item.from && item.from->hours == 0 ? Part::day : Part::before;
  }
  return item.to && item.to->hours == 0 ? Part::day : Part::after;
}

double days_of(Offset offset) { return offset.hours / 24.0; }

// A window in days includes its last day; one in hours ends at the hour.
double end_of(Offset offset) { return days_of(offset) + (offset.in_hours ? 0 : 1); }

void add_edges(const Result& result, const GivenCare& given, CareWindow& window) {
  const CareItem& item = item_of(result.rules, given);
  const Screening& screening = result.screening;
  if (window.part == Part::day) {
    window.from = 0;
    window.to = 1;
    return;
  }
  if (given.group == CareGroup::before) {
    if (item.from) window.from = days_of(*item.from);
    window.to = item.to && item.to->hours != 0 ? end_of(*item.to) : 0;
    // A window that began before the screening starts at the screening.
    if (screening.care_day &&
        (!window.from || (given.from && *given.from <= screening.days.as_of))) {
      const auto today = (screening.days.as_of - *screening.care_day).count();
      window.from =
          std::max(window.from.value_or(static_cast<double>(today)), static_cast<double>(today));
    }
    return;
  }
  window.from = item.from ? days_of(*item.from) : 0;
  if (item.to) window.to = end_of(*item.to);
}

}  // namespace

std::vector<CareWindow> care_windows(const Result& result) {
  std::vector<GivenCare> items;
  for (const GivenCare& given : result.screening.care) {
    if (given.group != CareGroup::call_us) items.push_back(given);
  }
  const auto order = [&](const GivenCare& given) {
    const CareItem& item = item_of(result.rules, given);
    return std::pair(part_of(given.group, item), window_order(given.group, item));
  };
  std::stable_sort(items.begin(), items.end(),
                   [&](const GivenCare& a, const GivenCare& b) { return order(a) < order(b); });
  std::vector<CareWindow> windows;
  for (const GivenCare& given : items) {
    CareWindow window{
        .part = part_of(given.group, item_of(result.rules, given)),
        .when = capitalized(window_under_heading(result.rules, result.screening, given, false))};
    const bool same = !windows.empty() && windows.back().part == window.part &&
                      windows.back().when == window.when;
    if (!same) {
      add_edges(result, given, window);
      window.number = static_cast<int>(windows.size()) + 1;
      windows.push_back(std::move(window));
    }
    windows.back().items.push_back(given);
  }
  return windows;
}

}  // namespace candor
