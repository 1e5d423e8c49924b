// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "candor/report/layout/escape.h"
#include "candor/rules/question_uses.h"
#include "candor/testing/coverage_report.h"
#include "candor/testing/suite_proof.h"
#include "proof/every_intake.h"
#include "support/catch.hpp"
#include "testing/clinic.h"

using namespace candor;
using namespace candor::testing;

namespace {

using Kind = CoverageItem::Kind;

TestRun run_of(std::string_view cases, const RuleSet& rules = clinic()) {
  Parsed<TestSuite> suite = load_tests(with_cases(cases));
  return run_tests(Program(rules), "clinic.yaml", std::move(suite.value.value()), true);
}

// The gaps that the second case closes, one on each line.
std::string shown_by(std::string_view one, std::string_view another) {
  const TestRun before = run_of(one);
  const TestRun after = run_of(std::string(one) + std::string(another));
  std::string out;
  for (std::size_t i = 0; i < before.coverage->items.size(); ++i) {
    if (before.coverage->items[i].covered_by || !after.coverage->items[i].covered_by) continue;
    out += gap_in_words(clinic(), after.coverage->items[i]) + "\n";
  }
  return out;
}

bool may_be_done_later(const RuleSet& rules, const CoverageItem& item) {
  if (item.kind != Kind::care_given && item.kind != Kind::care_done) return false;
  const CareItem& care = rules.care[static_cast<std::size_t>(item.group)][item.index];
  return depends_on_care_day(rules, care);
}

constexpr std::string_view only_the_baseline = "  plain: {expect: {settled: yes}}\n";

}  // namespace

TEST_CASE("a case shows everything it exercises") {
  struct Row {
    std::string another, shown;
  };
  const Row row = GENERATE(values<Row>({
      {"  b: {answers: {acne: few}, expect: {verdict: caution}}\n",
       "rule `acne-few` never applies\n"
       "a test of rule `acne-few` never decides it by being true: acne is `few`\n"
       "verdict `caution` is never reached\n"
       "answer `few` to question `acne` is never given\n"},
      {"  b: {answers: {acne: unknown}, expect: {verdict: incomplete}}\n",
       "rule `acne-few` is never open\n"
       "rule `acne-many` is never open\n"
       "verdict `incomplete` is never reached\n"
       "question `acne` is never left blank\n"},
      {"  b: {answers: {age: 70}, expect: {verdict: suitable}}\n",
       "care item `no-sweat` is never left out\n"},
      {"  b: {answers: {recent: [filler], filler: 4 weeks}, expect: {verdict: suitable}}\n",
       "question `filler` is never answered\n"
       "`asked_if` of question `filler` is never true\n"
       "answer `filler` to question `recent` is never given\n"},
      // Neither failed nor unconfirmed cases count.
      {"  b: {answers: {acne: few}, expect: {verdict: refer}}\n", ""},
      {"  b: {answers: {acne: few}, confirm: {verdict: caution}}\n", ""},
      {"  b: {answers: {acne: lots}, expect: {errors: [/acne]}}\n", ""},
  }));
  CHECK(shown_by(only_the_baseline, row.another) == row.shown);
}

TEST_CASE("an item that no intake can show is not a gap") {
  const TestRun run = run_of(only_the_baseline);
  std::string impossible;
  for (const CoverageItem& item : run.coverage->items) {
    if (item.impossible) impossible += gap_in_words(clinic(), item) + "\n";
  }
  // Care is given whenever treatment can go ahead.
  CHECK(impossible.empty());
  const CoverageCount count = run.coverage->count();
  CHECK(count.all == run.coverage->items.size());
  CHECK(count.impossible == 0);
}

TEST_CASE("a care item with `done_when` is to be given, left out, and done") {
  RuleSet rules = clinic();
  CareItem& shade = rules.care[0][0];
  // Done once 4 weeks have passed since the sunburn.
  shade.done_when.emplace();
  shade.done_when->kind = Condition::Kind::test;
  shade.done_when->test = {
      .question = *rules.find_question("sunburn"),
      .of = TimeTest{.bounds = {.at_least = Duration{.amount = 4, .unit = Unit::weeks}}}};
  const auto covered = [&](std::string_view cases, Kind kind) {
    const TestRun run = run_of(cases, rules);
    for (const CoverageItem& item : run.coverage->items) {
      if (item.kind == kind && item.group == CareGroup::before) {
        CHECK_FALSE(item.impossible);
        return item.covered_by.has_value();
      }
    }
    return false;
  };
  CHECK(covered(only_the_baseline, Kind::care_given));
  CHECK_FALSE(covered(only_the_baseline, Kind::care_done));
  const std::string_view later =
      "  later: {appointment: 2026-11-29, expect: {settled: yes, care: [no-sweat, sessions]}}\n";
  CHECK(covered(later, Kind::care_done));
  CHECK_FALSE(covered(later, Kind::care_given));
  // Not a case in which care is not given at all.
  CHECK_FALSE(
      covered("  a: {answers: {acne: many}, appointment: 2026-11-29, expect: {settled: yes}}\n",
              Kind::care_done));
}

TEST_CASE("the share that is covered is never rounded up") {
  struct Row {
    std::size_t covered, all;
    std::string percent;
  };
  const Row row = GENERATE(values<Row>({
      {0, 3, "0.0 %"},
      {1, 3, "33.3 %"},
      {2, 3, "66.6 %"},
      {2499, 2500, "99.9 %"},
      {999'999, 1'000'000, "99.9 %"},
      {1'000'000, 1'000'000, "100 %"},
  }));
  const CoverageCount count{.covered = row.covered, .all = row.all};
  CHECK(count.percent() == row.percent);
}

TEST_CASE("a share is compared exactly") {
  const CoverageCount two_thirds{.covered = 2, .all = 3};
  CHECK(two_thirds.reaches({66'666'666}));
  CHECK_FALSE(two_thirds.reaches({66'666'667}));
  const CoverageCount nearly{.covered = 9999, .all = 10'000};
  CHECK(nearly.reaches({99'990'000}));
  CHECK_FALSE(nearly.reaches({100'000'000}));
  CHECK(CoverageCount{.covered = 3, .all = 3}.reaches({100'000'000}));
}

TEST_CASE("a gap is impossible exactly where no intake closes it") {
  constexpr std::size_t usual = 200;
  std::map<Kind, std::size_t> possible, impossible;
  for_each_small_rule_set(usual, 3000, [&](const RuleSet& rules, Random&) {
    const Program program(rules);
    const TestSuite suite{.as_of = the_day, .baseline = blank_answers(rules)};
    SuiteProof proof(program, suite);
    std::vector<CoverageItem> items = coverage_items(program.rules());
    std::vector<bool> wanted(items.size(), true);
    for_each_intake(proof.space(), [&](const candor::Intake& intake) {
      const auto shown =
          shown_items(program, items, wanted, proof.space().answers(intake), {.as_of = the_day});
      for (std::size_t i = 0; i < shown.size(); ++i) {
        if (shown[i]) wanted[i] = false;
      }
    });
    proof.mark_impossible(items);
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (SuiteProof::is_answer(items[i].kind)) continue;
      INFO(gap_in_words(program.rules(), items[i]));
      if (items[i].impossible) CHECK(wanted[i]);
      if (may_be_done_later(program.rules(), items[i])) continue;
      CHECK(items[i].impossible == wanted[i]);
      ++(wanted[i] ? impossible : possible)[items[i].kind];
    }
  });
  if (rule_sets(usual) < usual) return;  // too few to show every kind of gap
  for (const Kind kind :
       {Kind::rule_applies, Kind::rule_does_not_apply, Kind::rule_open, Kind::test_true,
        Kind::test_false, Kind::verdict, Kind::care_given, Kind::care_left_out, Kind::care_done,
        Kind::plan_given, Kind::plan_left_out}) {
    INFO(static_cast<int>(kind));
    CHECK(possible[kind] > 0);
    CHECK(impossible[kind] > 0);
  }
}

TEST_CASE("JSON and page name each gap with its place") {
  const TestRun run = run_of(only_the_baseline);
  const auto json = coverage_json(run);
  const CoverageCount count = run.coverage->count();
  CHECK(json["covered"] == count.covered);
  CHECK(json["gaps"].size() == count.all - count.covered);
  const auto& gap = json["gaps"][0];
  CHECK(gap["what"] == "rule_applies");
  CHECK(gap["file"] == "clinic.yaml");
  CHECK(gap["line"] == 21);
  RuleSet rules = clinic();
  rules.files = {std::make_shared<const SourceFile>("clinic.yaml", "candor: 1\n<script>\n")};
  const std::string page = coverage_html(run_of(only_the_baseline, rules));
  CHECK(page.find("&lt;script&gt;") != page.npos);
  CHECK(page.find("<script>") == page.npos);
  for (const CoverageItem& item : run.coverage->items) {
    if (item.covered_by) continue;
    const std::string words = gap_in_words(clinic(), item);
    CHECK(page.find(escape_html(words)) != page.npos);
  }
}
