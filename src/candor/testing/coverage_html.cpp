// SPDX-License-Identifier: Apache-2.0
// Writes the coverage as a page with the source of the rule set.

#include <map>
#include <utility>

#include <fmt/format.h>

#include "candor/base/utf8.h"
#include "candor/report/layout/html.h"
#include "candor/report/layout/words.h"
#include "candor/testing/coverage_report.h"

namespace candor {
namespace {

std::string status_of(const std::vector<const CoverageItem*>& items) {
  std::size_t missing = 0;
  for (const CoverageItem* item : items) missing += item->missing() ? 1 : 0;
  if (missing == 0) return "covered";
  return fmt::format("{} missing", missing);
}

class CoveragePage {
 public:
  CoveragePage(const TestRun& run, Html& html)
      : run_(run), rules_(run.program.rules()), html_(html) {
    for (const CoverageItem& item : run.coverage->items) {
      by_line_[{item.at.file, item.at.line}].push_back(&item);
    }
  }

  void add_head() {
    const CoverageCount all = run_.coverage->count();
    html_.element("p", {{"class", "eyebrow"}}, "Coverage of a rule set by its test cases");
    html_.element("h1", fmt::format("{} covered", all.percent()));
    html_.element("p", fmt::format("{} {}, {}. Tests: {}.", rules_.id.text, rules_.version.text,
                                   in_words(rules_.review), printable(run_.suite.file)));
    html_.element("p", {{"class", "small"}}, rules_.digest);
  }

  void add_table() {
    const auto scroll = html_.open("div", {{"class", "scroll"}});
    const auto table = html_.open("table", {{"class", "counts"}});
    {
      const auto head = html_.open("thead");
      const auto row = html_.open("tr");
      for (const std::string_view title :
           {"Group", "Share", "Covered", "Of", "Proved impossible"}) {
        html_.element("th", {{"scope", "col"}}, title);
      }
    }
    const auto body = html_.open("tbody");
    for (std::size_t g = 0; g < coverage_groups; ++g) {
      const auto group = static_cast<CoverageGroup>(g);
      add_row(to_string(group), run_.coverage->count(group));
    }
    add_row("all", run_.coverage->count());
  }

  // Lists every gap, with a link to its line if it has one.
  void add_gaps() {
    html_.element("h2", {{"id", "gaps"}}, "What is missing");
    std::size_t count = 0;
    for (const CoverageItem& item : run_.coverage->items) count += item.missing() ? 1 : 0;
    if (count == 0) {
      html_.element("p", "Nothing.");
      return;
    }
    const auto list = html_.open("ul");
    for (const CoverageItem& item : run_.coverage->items) {
      if (!item.missing()) continue;
      const auto entry = html_.open("li");
      if (item.at.line != 0) {
        html_.element("a", {{"href", Url::anchor("line", line_id(item.at))}},
                      fmt::format("Line {}", item.at.line));
        html_.text(": ");
      }
      html_.text(printable(gap_in_words(rules_, item)));
    }
  }

  void add_source(const SourceFile& file, std::uint32_t index) {
    html_.element("h2", printable(file.name()));
    const auto scroll = html_.open("div", {{"class", "scroll"}});
    const auto table = html_.open("table", {{"class", "source"}});
    {
      const auto head = html_.open("thead");
      const auto row = html_.open("tr");
      for (const std::string_view title : {"Line", "Cases", "Source"}) {
        html_.element("th", {{"scope", "col"}}, title);
      }
    }
    const auto body = html_.open("tbody");
    const std::uint32_t last = file.place(file.text().size()).line;
    for (std::uint32_t line = 1; line <= last; ++line) add_line(file, {line, 1, index});
  }

 private:
  static std::string line_id(Place at) { return fmt::format("{}-{}", at.file, at.line); }

  void add_row(std::string_view name, const CoverageCount& count) {
    const auto row = html_.open("tr");
    html_.element("th", {{"scope", "row"}}, name);
    html_.element("td", count.all == 0 ? std::string("none") : count.percent());
    for (const std::size_t number : {count.covered, count.all, count.impossible}) {
      html_.element("td", std::to_string(number));
    }
  }

  void add_line(const SourceFile& file, Place at) {
    const auto found = by_line_.find({at.file, at.line});
    const std::vector<const CoverageItem*> items =
        found == by_line_.end() ? std::vector<const CoverageItem*>{} : found->second;
    const std::string status = items.empty() ? std::string() : status_of(items);
    const bool gap = !status.empty() && status != "covered";
    const auto row =
        html_.open("tr", {{"id", anchor_id("line", line_id(at))}, {"class", gap ? "gap" : "fine"}});
    html_.element("th", {{"scope", "row"}}, std::to_string(at.line));
    html_.element("td", {{"class", "tag"}}, status);
    const auto cell = html_.open("td");
    html_.element("code", printable(file.line(at.line)));
    for (const CoverageItem* item : items) {
      if (item->covered_by) continue;
      html_.element("p", {{"class", item->impossible ? "small quiet" : "small missing"}},
                    fmt::format("{}: {}", item->impossible ? "Proved impossible" : "Missing",
                                printable(gap_in_words(rules_, *item))));
    }
  }

  const TestRun& run_;
  const RuleSet& rules_;
  Html& html_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<const CoverageItem*>> by_line_ =
      {};  // file, line
};

}  // namespace

std::string coverage_html(const TestRun& run) {
  const SourceFiles& files = run.program.rules().files;
  Html html = Html::page("Coverage: " + run.program.rules().title.text, "en");
  {
    const auto sheet = html.open("main", {{"class", "sheet"}});
    CoveragePage page(run, html);
    page.add_head();
    page.add_table();
    page.add_gaps();
    for (std::size_t f = 0; f < files.size(); ++f) {
      page.add_source(*files[f], static_cast<std::uint32_t>(f));
    }
  }
  return std::move(html).finish();
}

}  // namespace candor
