// SPDX-License-Identifier: Apache-2.0
#include "candor/report/result/timeline.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace candor {
namespace {

// In units of the drawing: about a pixel each on a phone.
constexpr double first_day = -14;
constexpr double last_day = 29;  // where the 28th day after ends
constexpr double left = 22;
constexpr double right = 330;
constexpr double width = 344;
constexpr double top = 30;
constexpr double row = 16;
constexpr double bar = 9;
constexpr double thinnest = 3;  // an hour is still visible
constexpr double per_day = (right - left) / (last_day - first_day);

double x_of(double day) { return left + (day - first_day) * per_day; }

void line(std::string_view look, double x, double y1, double y2, Html& html) {
  html.element("line", {{"class", look}, {"x1", x}, {"x2", x}, {"y1", y1}, {"y2", y2}}, "");
}

std::string week_label(const Result& result, int day) {
  if (result.screening.care_day) {
    const std::string date = in_words(*result.screening.care_day + std::chrono::days(day));
    constexpr std::size_t month_letters = 3;
    return date.substr(0, date.find(' ') + 1 + month_letters);
  }
  const int weeks = std::abs(day) / 7;
  if (weeks == 0) return "the day";
  return fmt::format("{}{} wk", day < 0 ? "-" : "+", weeks);
}

void add_axis(const Result& result, double bottom, Html& html) {
  for (int day = static_cast<int>(first_day); day <= static_cast<int>(last_day); day += 7) {
    line(day == 0 ? "day" : "grid", x_of(day), top - 8, bottom, html);
    html.element("text",
                 {{"class", day == 0 ? "axis strong" : "axis"},
                  {"x", x_of(day)},
                  {"y", top - 14},
                  {"text-anchor", "middle"}},
                 week_label(result, day));
  }
}

std::string_view look_of(CareWindow::Part part) {
  switch (part) {
    case CareWindow::Part::before: return "before";
    case CareWindow::Part::day: return "same";
    case CareWindow::Part::after: return "after";
  }
  return "";
}

// A bar, with a pointed end where it continues beyond the drawing.
void add_bar(const CareWindow& window, double y, Html& html) {
  const bool goes_on_left = !window.from || *window.from < first_day;
  const bool goes_on_right = !window.to || *window.to > last_day;
  const double x1 = x_of(std::clamp(window.from.value_or(first_day), first_day, last_day - 1));
  double x2 = x_of(std::clamp(window.to.value_or(last_day), first_day, last_day));
  x2 = std::max(x2, x1 + thinnest);
  const double middle = y + bar / 2;
  const double point = bar / 2;
  const auto at = [](double x, double height) { return fmt::format("{:.1f},{:.1f} ", x, height); };
  std::string points;
  if (goes_on_left) points += at(x1, middle);
  points += at(x1 + (goes_on_left ? point : 0), y) + at(x2 - (goes_on_right ? point : 0), y);
  if (goes_on_right) points += at(x2, middle);
  points +=
      at(x2 - (goes_on_right ? point : 0), y + bar) + at(x1 + (goes_on_left ? point : 0), y + bar);
  points.pop_back();
  html.element("polygon", {{"class", look_of(window.part)}, {"points", points}}, "");
}

}  // namespace

void add_timeline(const Result& result, const std::vector<CareWindow>& windows, Html& html) {
  if (windows.empty()) return;
  const double bottom = top + row * static_cast<double>(windows.size());
  const auto figure = html.open("figure", {{"class", "timeline"}});
  {
    const auto svg = html.open("svg", {{"viewBox", fmt::format("0 0 {} {}", width, bottom + 2)},
                                       {"role", "img"},
                                       {"aria-labelledby", "timeline-title"}});
    html.element("title", {{"id", "timeline-title"}},
                 "What to do when, from two weeks before to four weeks after. The list below says "
                 "the same.");
    add_axis(result, bottom, html);
    double y = top;
    for (const CareWindow& window : windows) {
      html.element("text", {{"x", 14.0}, {"y", y + bar}, {"text-anchor", "end"}},
                   fmt::to_string(window.number));
      add_bar(window, y, html);
      y += row;
    }
  }
  html.element(
      "figcaption",
      "Empty bars are before the visit, the solid bar is the day itself, and shaded bars are after "
      "it. The numbers match the list below. A pointed end means: longer than shown.");
}

}  // namespace candor
