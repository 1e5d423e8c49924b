// SPDX-License-Identifier: Apache-2.0
// A small rule set, and helpers to write its tests in a few lines.

#pragma once

#include <string>
#include <string_view>

#include "candor/engine/program.h"
#include "candor/rules/load/load_rule_set.h"
#include "candor/testing/test_suite.h"

namespace candor {

/// Five questions, one gated; four verdicts; care and plan.
inline const RuleSet& clinic() {
  static const Parsed<RuleSet> parsed = load_rule_set(SourceFile("clinic.yaml", R"(candor: 1
id: clinic
version: 1.0.0
title: A clinic
intended_use: Gives the tests something to test.
verdicts:
  suitable: {label: No recorded reason to wait, proceed: now}
  caution: {label: Suitable with precautions, proceed: now}
  defer: {label: Not yet, proceed: later}
  refer: {label: A physician decides first, proceed: no}
questions:
  acne:
    ask: Is there active acne?
    type: choice
    choices: {none: None, few: A few spots, many: Many spots}
  recent: {ask: "What was done lately?", type: set, choices: {filler: Filler, waxing: Waxing, peel: Peel}}
  filler: {ask: "When was the filler?", type: time_since, asked_if: {recent: {includes: filler}}}
  age: {ask: "How old are you?", type: number, unit: years, min: 0, max: 120, if_blank: nothing}
  sunburn: {ask: "When was the last sunburn?", type: time_since, accepts: [never]}
rules:
  acne-few: {when: {acne: few}, verdict: caution, because: A few spots., strength: convention}
  acne-many: {when: {acne: many}, verdict: refer, because: Many spots., strength: convention}
  filler-recent:
    when: {filler: {under: 4 weeks}}
    verdict: defer
    until: {filler: 4 weeks}
    because: The filler is fresh.
    strength: convention
  burnt:
    when: {sunburn: {under: 14 days}}
    verdict: defer
    until: {sunburn: 14 days}
    because: The skin is burnt.
    strength: convention
care:
  before: {shade: {say: Keep out of the sun., from: 14 days before}}
  after: {no-sweat: {say: Do not sweat., when: {age: {under: 60}}}}
plan: {sessions: {say: Three sessions.}}
)"));
  return parsed.value.value();
}

inline Parsed<TestSuite> load_tests(std::string_view yaml) {
  return load_test_suite(clinic(), SourceFile("clinic.tests.yaml", std::string(yaml)));
}

/// A suite of the clinic with a valid baseline and, from line 5 on, these cases.
inline std::string with_cases(std::string_view cases) {
  return R"(tests: clinic
as_of: 2026-11-22
baseline: {acne: none, recent: none, age: 34, sunburn: 2026-11-01}
cases:
)" + std::string(cases);
}

}  // namespace candor
