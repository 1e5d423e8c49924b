// SPDX-License-Identifier: Apache-2.0
#include "candor/report/result/timeline.h"

#include <fmt/format.h>

#include "report/sample.h"

namespace candor::testing {
namespace {

constexpr std::string_view clear =
    R"({"acne": "few", "drug": "8 months", "burn": "never", "done": "none", "smoker": "yes"})";

std::size_t count(std::string_view text, std::string_view what) {
  std::size_t found = 0;
  for (std::size_t at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++found;
  return found;
}

std::string edges(const Sample& sample) {
  const Result result = {sample.rules, sample.answers, sample.screening};
  std::string text;
  for (const CareWindow& window : care_windows(result)) {
    const auto edge = [](const std::optional<double>& day) {
      return day ? fmt::format("{:g}", *day) : std::string("open");
    };
    text += fmt::format("{} {}: {} {}, {}\n", window.number, window.when, edge(window.from),
                        edge(window.to), window.items.size());
  }
  return text;
}

TEST_CASE("care is grouped by window, in days from the appointment") {
  CHECK(edges(screened(clear)) ==
        "1 From 14 days before: -14 0, 1\n"
        "2 From 2 days before: -2 0, 1\n"
        "3 Last 24 hours: -1 0, 1\n"
        "4 First 6 hours: 0 0.25, 1\n"
        "5 1 to 5 days: 1 6, 1\n");
  // Five days ahead: what began before the screening begins with it.
  CHECK(edges(screened(clear, "2026-11-27")) ==
        "1 From now: -5 0, 1\n"
        "2 From 25 Nov: -2 0, 1\n"
        "3 Last 24 hours: -1 0, 1\n"
        "4 First 6 hours: 0 0.25, 1\n"
        "5 28 Nov to 2 Dec: 1 6, 1\n");
}

TEST_CASE("the timeline has a bar and a number for each window, and its weeks") {
  const Sample sample = screened(clear, "2026-12-14");
  const Result result = {sample.rules, sample.answers, sample.screening};
  const std::vector<CareWindow> windows = care_windows(result);
  Html html = Html::page("x", "en");
  add_timeline(result, windows, html);
  const std::string page = std::move(html).finish();
  const std::string_view svg = std::string_view(page).substr(page.find("<svg"));
  CHECK(count(svg, "<polygon class=\"before\"") == 3);
  CHECK(count(svg, "<polygon class=\"after\"") == 2);
  for (const std::string_view label :
       {">30 Nov<", ">7 Dec<", ">14 Dec<", ">21 Dec<", ">28 Dec<", ">4 Jan<", ">11 Jan<"}) {
    CAPTURE(label);
    CHECK(count(svg, label) == 1);
  }
  for (const CareWindow& window : windows) {
    CHECK(count(svg, fmt::format("text-anchor=\"end\">{}<", window.number)) == 1);
  }
}

TEST_CASE("no care, no timeline") {
  const Sample sample = screened(R"({"acne": "many"})");
  const Result result = {sample.rules, sample.answers, sample.screening};
  CHECK(care_windows(result).empty());
}

}  // namespace
}  // namespace candor::testing
