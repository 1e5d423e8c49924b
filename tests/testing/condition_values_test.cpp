// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <vector>

#include "candor/engine/program.h"
#include "candor/testing/condition_values.h"
#include "support/catch.hpp"
#include "support/generate.h"
#include "testing/clinic.h"

using namespace candor;
using namespace candor::testing;

TEST_CASE("conditions have the values that the engine gives rules and gates") {
  Tally constructs, forms;
  Screening out;
  std::vector<Gate> gates;
  std::size_t misses = 0, open = 0, contradicted = 0;
  for_each_triple({.seed = 11, .triples = 20'000}, constructs, forms, [&](const Triple& triple) {
    const RuleSet& rules = triple.rules();
    const Date day = triple.intake.days.as_of;
    ConditionValues values(rules, triple.answers, day);
    evaluate(triple.program, triple.answers, triple.intake.days, out);
    std::size_t at_most = 0;
    bool same = true;
    for (std::size_t r = 0; r < rules.rules.size(); ++r) {
      const Truth value = values.value(rules.rules[r].when);
      const bool applies = std::any_of(out.reasons.begin(), out.reasons.end(),
                                       [&](const Reason& reason) { return reason.rule == r; });
      same = same && (value == Truth::yes) == applies;
      open += value == Truth::open ? 1 : 0;
      if (value != Truth::no) at_most = std::max(at_most, rules.rules[r].verdict);
    }
    same = same && at_most == out.headline.at_most;
    Screening::Scratch scratch;
    find_gates(triple.program, triple.answers, day, scratch, gates);
    for (std::size_t q = 0; q < rules.questions.size(); ++q) {
      same = same && values.gate(q) == gates[q].applies;
    }
    contradicted += out.not_used.empty() ? 0 : 1;
    if (!same) FAIL_CHECK(describe(triple));
    misses += same ? 0 : 1;
    return misses < 3;
  });
  CHECK(open > 0);
  CHECK(contradicted > 0);
}

TEST_CASE("a condition has the value it would have with one test in it replaced") {
  const RuleSet& rules = clinic();
  const Condition& burnt = rules.rules[3].when;
  const std::vector<const Condition*> tests = tests_in(rules, burnt);
  REQUIRE(tests == std::vector{&burnt});
  const Answers blank = blank_answers(rules);
  ConditionValues values(rules, blank, std::chrono::sys_days{std::chrono::year{2026} / 11 / 22});
  CHECK(values.value(burnt) == Truth::open);
  for (const Truth by : {Truth::no, Truth::open, Truth::yes}) {
    CHECK(values.value(burnt, burnt, by) == by);
    Condition negation{.kind = Condition::Kind::negation, .at = {}, .parts = {burnt}};
    CHECK(values.value(negation, negation.parts.front(), by) == negate(by));
    CHECK(values.value(negation, burnt, by) == Truth::open);  // an equal test, but another one
  }
}

TEST_CASE("a test for `unanswered`, as in properties, is never open") {
  const RuleSet& rules = clinic();
  Condition unanswered{.kind = Condition::Kind::test, .at = {}, .parts = {}};
  unanswered.test = {.question = 2, .of = UnansweredTest{}};  // its gate is open
  Answers answers = blank_answers(rules);
  const Date day = std::chrono::sys_days{std::chrono::year{2026} / 11 / 22};
  CHECK(ConditionValues(rules, answers, day).value(unanswered) == Truth::yes);
  answers[2] = {.state = Answer::State::given, .time = Answer::Time::date, .date = day};
  CHECK(ConditionValues(rules, answers, day).value(unanswered) == Truth::no);
}
