// SPDX-License-Identifier: Apache-2.0
#include <string>

#include <fmt/format.h>

#include "candor/rules/built_in.h"
#include "candor/testing/run_cases.h"
#include "candor/testing/test_report.h"
#include "support/catch.hpp"
#include "testing/clinic.h"

using namespace candor;

namespace {

// The misses of the only case, one on each line: "verdict wanted a got b".
std::string misses_of(std::string_view the_case) {
  const Parsed<TestSuite> suite = load_tests(with_cases(fmt::format("  a: {{{}}}\n", the_case)));
  std::string lines;
  for (const Diagnostic& d : suite.diagnostics.items()) lines += d.message + '\n';
  if (!suite.value) return lines;
  const auto outcomes = run_cases(Program(clinic()), *suite.value);
  REQUIRE(outcomes.size() == 1);
  for (const Miss& miss : outcomes.front().misses) {
    lines += fmt::format("{} wanted {} got {}\n", to_string(miss.what), fmt::join(miss.wanted, ","),
                         fmt::join(miss.got, ","));
  }
  return lines;
}

}  // namespace

TEST_CASE("expectations that do not hold are reported") {
  struct Row {
    std::string the_case, misses;
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      {"expect: {verdict: suitable, at_least: suitable, at_most: suitable, earliest: none, settled: yes, "
       "then: none, rules: [], open: [], not_used: [], care: [sessions, no-sweat, shade]}", ""},
      {"expect: {verdict: caution}", "verdict wanted caution got suitable\n"},
      {"answers: {acne: unknown}, expect: {verdict: incomplete, at_least: suitable, at_most: refer, "
       "settled: no, open: [acne]}", ""},
      {"answers: {acne: unknown}, expect: {verdict: suitable, at_least: caution, at_most: defer, "
       "settled: yes, open: []}",
       "verdict wanted suitable got incomplete\nat_least wanted caution got suitable\n"
       "at_most wanted defer got refer\nsettled wanted yes got no\nopen wanted  got acne\n"},
      {"answers: {sunburn: 13 days}, expect: {verdict: defer, earliest: 2026-11-23, then: suitable}", ""},
      {"answers: {sunburn: 14 days}, expect: {verdict: defer, earliest: 2026-11-23, then: suitable}",
       "verdict wanted defer got suitable\nearliest wanted 2026-11-23 got none\n"
       "then wanted suitable got none\n"},
      {"answers: {sunburn: 12 days, acne: few}, expect: {earliest: none, then: none}",
       "earliest wanted none got 2026-11-24\nthen wanted none got caution\n"},
      {"answers: {sunburn: 0 days, acne: few}, appointment: 2026-11-25, expect: {on_appointment: defer}", ""},
      {"answers: {sunburn: 0 days, acne: few}, appointment: 2026-12-06, expect: {on_appointment: defer}",
       "on_appointment wanted defer got caution\n"},
      // lists in any order, and exactly
      {"answers: {sunburn: 1 day, acne: few}, expect: {rules: [acne-few, burnt]}", ""},
      {"answers: {sunburn: 1 day, acne: few}, expect: {rules: [burnt, acne-few]}", ""},
      {"answers: {sunburn: 1 day, acne: few}, expect: {rules: [burnt]}",
       "rules wanted burnt got burnt,acne-few\n"},
      {"answers: {sunburn: 1 day}, expect: {rules: [burnt, acne-few]}",
       "rules wanted burnt,acne-few got burnt\n"},
      {"answers: {filler: 1 week}, expect: {not_used: [filler], open: [recent]}", ""},
      {"answers: {filler: 1 week}, expect: {not_used: [], open: []}",
       "not_used wanted  got filler\nopen wanted  got recent\n"},
      // care: at least these
      {"expect: {care: [shade]}", ""},
      {"answers: {age: 60}, expect: {care: [no-sweat, shade]}",
       "care wanted no-sweat,shade got shade,sessions\n"},
      {"answers: {acne: many}, expect: {care: [sessions]}", "care wanted sessions got \n"},
      // errors: pointers at or above the places
      {"answers: {age: 121}, expect: {errors: [/age]}", ""},
      {"answers: {age: 121}, expect: {errors: [/sunburn]}", "errors wanted /sunburn got /age\n"},
      {"answers: {age: 12}, expect: {errors: [/age]}", "errors wanted /age got \n"},
      {"answers: {age: 121, acne: x}, expect: {errors: [/age]}", "errors wanted /age got /acne,/age\n"},
      {"answers: {recent: [x, peel, y]}, expect: {errors: [/recent]}", ""},
      {"answers: {recent: [x, peel, y]}, expect: {errors: [/recent/0, /recent/2]}", ""},
      {"answers: {recent: [x, peel, y]}, expect: {errors: [/recent/0]}",
       "errors wanted /recent/0 got /recent/0,/recent/2\n"},
      {"answers: {recents: x}, expect: {errors: [/recents]}", ""},
      {"as_of: 2026-10-31, expect: {errors: [/sunburn]}", ""},
      // no baseline
      {"baseline: no, expect: {verdict: incomplete, open: [acne, recent, sunburn], rules: []}", ""},
      {"baseline: no, answers: {acne: many}, expect: {verdict: refer, settled: yes, open: []}", ""},
      // clang-format on
  }));
  CAPTURE(row.the_case);
  CHECK(misses_of(row.the_case) == row.misses);
}

TEST_CASE("the built-in rule sets pass their tests, and their cases show all of them") {
  for (const BuiltIn& built_in : built_in_rule_sets()) {
    CAPTURE(built_in.id);
    Parsed<RuleSet> rules = load_rule_set(SourceFile("rules", std::string(built_in.yaml)));
    REQUIRE(rules.value.has_value());
    Parsed<TestSuite> suite =
        load_test_suite(*rules.value, SourceFile("tests", std::string(built_in.tests)));
    REQUIRE(suite.value.has_value());
    const TestRun run =
        run_tests(Program(std::move(*rules.value)), "rules", std::move(*suite.value), true);
    INFO(test_text(run));
    CHECK(run.held());
    CHECK(run.coverage->count().percent() == "100 %");
    CHECK(run.proofs.size() >= 25);
  }
}
