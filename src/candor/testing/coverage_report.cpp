// SPDX-License-Identifier: Apache-2.0
#include "candor/testing/coverage_report.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "candor/base/utf8.h"
#include "candor/report/layout/words.h"

namespace candor {
namespace {

using Kind = CoverageItem::Kind;

using Json = nlohmann::ordered_json;

std::string file_of(const TestRun& run, Place at) {
  const SourceFiles& files = run.program.rules().files;
  return printable(at.file < files.size() ? files[at.file]->name() : run.file);
}

std::string place(const TestRun& run, const CoverageItem& item) {
  const std::string file = file_of(run, item.at);
  if (item.at.line == 0) return file;
  return fmt::format("{}:{}:{}", file, item.at.line, item.at.column);
}

std::string_view word(CoverageItem::Kind kind) {
  switch (kind) {
    case Kind::rule_applies: return "rule_applies";
    case Kind::rule_does_not_apply: return "rule_does_not_apply";
    case Kind::rule_open: return "rule_open";
    case Kind::test_true: return "test_true";
    case Kind::test_false: return "test_false";
    case Kind::verdict: return "verdict";
    case Kind::care_given: return "care_given";
    case Kind::care_left_out: return "care_left_out";
    case Kind::care_done: return "care_done";
    case Kind::plan_given: return "plan_given";
    case Kind::plan_left_out: return "plan_left_out";
    case Kind::answered: return "answered";
    case Kind::left_blank: return "left_blank";
    case Kind::choice: return "choice";
    case Kind::member_out: return "member_out";
    case Kind::gate_true: return "gate_true";
    case Kind::gate_false: return "gate_false";
  }
  return "";
}

Json count_json(const CoverageCount& count) {
  return {{"percent", count.percent()},
          {"covered", count.covered},
          {"all", count.all},
          {"impossible", count.impossible}};
}

}  // namespace

std::string coverage_text(const TestRun& run) {
  const RuleSet& rules = run.program.rules();
  const CoverageCount all = run.coverage->count();
  const auto of_all = [](const CoverageCount& count) {
    std::string out = fmt::format("{} of {}", count.covered, count.all);
    if (count.impossible > 0) out += fmt::format(", {} proved impossible", count.impossible);
    return out;
  };
  std::string out = fmt::format("coverage {}: {}\n", all.percent(), of_all(all));
  for (std::size_t g = 0; g < coverage_groups; ++g) {
    const auto group = static_cast<CoverageGroup>(g);
    const CoverageCount count = run.coverage->count(group);
    out += fmt::format("  {:<9}  {:>6}  {}\n", to_string(group),
                       count.all == 0 ? "none" : count.percent(), of_all(count));
  }
  for (const bool impossible : {false, true}) {
    bool first = true;
    for (const CoverageItem& item : run.coverage->items) {
      if (item.covered_by || item.impossible != impossible) continue;
      if (std::exchange(first, false)) out += '\n';
      out += fmt::format("{}: {}{}\n", place(run, item), impossible ? "impossible: " : "",
                         printable(gap_in_words(rules, item)));
    }
  }
  return out;
}

nlohmann::ordered_json coverage_json(const TestRun& run) {
  Json out = count_json(run.coverage->count());
  Json& groups = out["groups"] = Json::object();
  for (std::size_t g = 0; g < coverage_groups; ++g) {
    const auto group = static_cast<CoverageGroup>(g);
    groups[std::string(to_string(group))] = count_json(run.coverage->count(group));
  }
  Json& gaps = out["gaps"] = Json::array();
  for (const CoverageItem& item : run.coverage->items) {
    if (item.covered_by) continue;
    gaps.push_back({{"what", word(item.kind)},
                    {"message", gap_in_words(run.program.rules(), item)},
                    {"impossible", item.impossible},
                    {"file", file_of(run, item.at)},
                    {"line", item.at.line},
                    {"column", item.at.column}});
  }
  return out;
}

}  // namespace candor
