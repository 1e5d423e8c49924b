// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "candor/rules/question_uses.h"
#include "candor/testing/suggest.h"
#include "candor/testing/test_report.h"
#include "proof/every_intake.h"
#include "support/catch.hpp"
#include "testing/clinic.h"

using namespace candor;
using namespace candor::testing;

namespace {

TestRun suggested_run(const RuleSet& rules, const std::string& tests) {
  Parsed<TestSuite> suite = load_test_suite(rules, SourceFile("x.tests.yaml", tests));
  INFO(tests);
  for (const Diagnostic& d : suite.diagnostics.items()) UNSCOPED_INFO(render(d));
  REQUIRE(suite.value);
  return run_tests(Program(rules), "x.yaml", std::move(*suite.value), true);
}

// Suggested cases have no appointment, so they cannot show what is done only by a later day.
RuleSet without_later_days(RuleSet rules) {
  for (auto& group : rules.care) {
    for (CareItem& item : group) {
      if (depends_on_care_day(rules, item)) item.done_when.reset(), item.to.reset();
    }
  }
  return rules;
}

std::string confirmed(std::string tests) {
  constexpr std::string_view key = "    confirm:\n";
  for (auto at = tests.find(key); at != tests.npos; at = tests.find(key, at)) {
    tests.replace(at, key.size(), "    expect:\n");
  }
  return tests;
}

}  // namespace

TEST_CASE("suggested cases load, ask for confirmation, and then close every gap") {
  std::size_t suggested = 0;
  for_each_small_rule_set(60, 100'000, [&](const RuleSet& generated, Random&) {
    const RuleSet rules = without_later_days(generated);
    const std::string empty = "tests: " + rules.id.text + "\nas_of: 2026-11-22\ncases:\n" +
                              "  nothing: {expect: {not_used: []}}\n";
    const TestRun before = suggested_run(rules, empty);
    const std::string cases = suggest_cases(before);
    const TestRun pasted = suggested_run(rules, empty + cases);
    INFO(empty << cases << test_text(pasted));
    CHECK(pasted.failed() == 0);
    CHECK(pasted.to_confirm() == pasted.suite.cases.size() - 1);
    CHECK_FALSE(pasted.held());
    CHECK(pasted.coverage->count().covered == before.coverage->count().covered);
    const TestRun after = suggested_run(rules, confirmed(empty + cases));
    CHECK(after.held());
    CHECK(after.coverage->count().percent() == "100 %");
    CHECK(suggest_cases(after).empty());
    suggested += pasted.to_confirm();
  });
  CHECK(suggested > rule_sets(60));
}

TEST_CASE("suggested cases are close to the baseline, and at the edges of thresholds") {
  const std::string tests =
      "tests: clinic\nas_of: 2026-11-22\n"
      "baseline: {acne: none, recent: none, age: 34, sunburn: never}\n"
      "cases:\n"
      "  suggested-1: {expect: {verdict: suitable}}\n"
      "  few: {answers: {acne: few}, expect: {verdict: caution}}\n"
      "  many: {answers: {acne: many}, expect: {verdict: refer}}\n"
      "  filler: {answers: {recent: [filler], filler: 3 weeks}, expect: {verdict: defer}}\n"
      "  past: {answers: {recent: [filler], filler: 5 weeks}, expect: {verdict: suitable}}\n"
      "  others: {answers: {recent: [waxing, peel]}, expect: {verdict: suitable}}\n"
      "  burnt: {answers: {sunburn: 3 days}, expect: {verdict: defer}}\n"
      "  blank: {baseline: no, expect: {verdict: incomplete}}\n";
  CHECK(suggest_cases(suggested_run(clinic(), tests)) ==
        "  suggested-2:\n"
        "    # closes: care item `no-sweat` is never left out\n"
        "    answers:\n"
        "      age: 60\n"
        "    confirm:\n"
        "      verdict: suitable\n"
        "      earliest: none\n"
        "      rules: []\n"
        "      open: []\n");
}

TEST_CASE("when there are no cases yet, the suggestion begins with their key") {
  const std::string tests =
      "tests: clinic\nas_of: 2026-11-22\nnever:\n"
      "  a: {when: {acne: unanswered}, verdict: [suitable, caution]}\n";
  const std::string cases = suggest_cases(suggested_run(clinic(), tests));
  CHECK(cases.starts_with("cases:\n  suggested-1:\n"));
  CHECK(suggested_run(clinic(), confirmed(tests + cases)).coverage->count().percent() == "100 %");
}
