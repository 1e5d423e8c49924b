// SPDX-License-Identifier: Apache-2.0
// A small rule set for the tests of reports, and screenings by it.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "candor/engine/program.h"
#include "candor/intake/answers.h"
#include "candor/report/result/result.h"
#include "candor/rules/load/load_rule_set.h"
#include "support/catch.hpp"

namespace candor::testing {

inline constexpr std::string_view sample_yaml = R"yaml(
candor: 1
id: sample
version: 1.2.0
title: Needling *for* scars
intended_use: Helps a trained practitioner decide.
sources:
  label: {title: Device label, publisher: Maker, year: 2019, at: p. 34, url: "https://example.org/label", read: excerpt}
  panel: {title: Panel statement, read: secondhand}
verdicts:
  suitable: {label: No recorded reason to wait, proceed: now}
  caution: {label: Suitable with precautions, proceed: now}
  defer: {label: Not yet, proceed: later}
  unsuitable: {label: Not suitable, proceed: no}
sections: {skin: Skin today}
questions:
  acne:
    section: skin
    ask: Is there acne? Choose the most serious.
    help: Count inflamed spots.
    type: choice
    choices: {none: No acne, few: A few spots, many: Many spots}
  drug: {ask: When was the last dose?, type: time_since, accepts: [never, ongoing]}
  burn: {ask: When was the last sunburn?, type: time_since, accepts: [never]}
  done: {ask: What was done, type: set, choices: {filler: Dermal filler, peel: Peel}, if_blank: none}
  filler: {ask: When was the filler?, type: time_since, asked_if: {done: {includes: filler}}}
  depth_mm: {ask: How deep?, type: number, unit: mm, min: 0, max: 5, step: 0.5, if_blank: nothing}
  smoker: {ask: Do you smoke?, type: yes_no, if_blank: no}
conditions:
  spots: {acne: [few, many]}
rules:
  drug-recent:
    when: {drug: {under: 6 months}}
    verdict: defer
    until: {drug: 6 months}
    because: The drug ended less than 6 months ago.
    advice: A dermatologist may shorten the wait.
    sources: [label, panel]
    strength: split
    disputed: Labels wait 6 months; a panel does not.
  burn-recent:
    when: {burn: {under: 14 days}}
    verdict: defer
    until: {burn: 14 days}
    waits_for: The burn has healed.
    because: The skin was burnt.
    sources: [label]
    strength: consensus
  acne-many: {when: {acne: many}, verdict: unsuitable, because: Many spots., strength: convention}
  acne-few: {when: {is: spots}, verdict: caution, because: There are spots., strength: convention}
  drug-last-year:
    when: {drug: {at_least: 6 months, under: 1 year}}
    verdict: caution
    because: The drug ended 6 to 12 months ago.
    advice: Begin shallow.
    sources: [panel]
    strength: majority
  filler-recent:
    when: {filler: {under: 2 weeks}}
    verdict: defer
    until: {filler: 2 weeks}
    because: Filler less than 2 weeks ago.
    sources: [label]
    strength: weak
care:
  before:
    sun: {say: Keep out of the sun., from: 14 days before, strength: weak, sources: [label]}
    smoke: {when: {smoker: yes}, say: Do not smoke., from: 2 days before}
    drink: {say: Drink no alcohol., from: 24 hours before}
  after:
    wash: {say: Do not wash., to: 6 hours after}
    cream: {when: {is: spots}, say: Use the cream., from: 1 day after, to: 5 days after}
  call_us:
    fever: {say: Fever.}
    bumps: {say: Bumps., from: 3 days after}
plan:
  sessions: {say: Three sessions., strength: convention}
)yaml";

inline RuleSet sample_rules() {
  auto loaded = load_rule_set(SourceFile("sample.yaml", std::string(sample_yaml)));
  for (const Diagnostic& diagnostic : loaded.diagnostics.items()) UNSCOPED_INFO(render(diagnostic));
  REQUIRE(loaded.value.has_value());
  return *std::move(loaded.value);
}

/// Everything that a report is made of.
struct Sample {
  RuleSet rules;
  Answers answers;
  Screening screening;

  Result result() const { return {rules, answers, screening}; }
};

/// The sample rule set's screening of answers in JSON, on 22 November 2026.
inline Sample screened(std::string_view json, std::string_view appointment = "") {
  const Date as_of = *parse_date("2026-11-22");
  const Program program(sample_rules());
  auto answers = parse_answers_json(program.rules(), json, as_of);
  REQUIRE(answers.value.has_value());
  Sample sample = {program.rules(), *std::move(answers.value), {}};
  evaluate(program, sample.answers, {as_of, parse_date(appointment)}, sample.screening);
  return sample;
}

}  // namespace candor::testing
