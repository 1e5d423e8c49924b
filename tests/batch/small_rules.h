// SPDX-License-Identifier: Apache-2.0
// A small rule set with a question of every type, as a clinic would write it.

#pragma once

#include <stdexcept>
#include <string>

#include "candor/rules/load/load_rule_set.h"

namespace candor {

inline RuleSet small_rules() {
  static const std::string yaml = R"(
candor: 1
id: small
version: 1.0.0
title: A small rule set
language: en
intended_use: For tests.
review: {status: draft}
verdicts:
  fine: {label: No recorded reason to wait, proceed: now}
  wait: {label: Not yet, proceed: later}
  stop: {label: Not suitable, proceed: no}
questions:
  age: {type: number, unit: years, min: 0, max: 120, ask: How old?}
  spots: {type: choice, ask: Are there spots?, choices: {none: No spots, few: A few spots}}
  smoker: {type: yes_no, ask: Does the person smoke?, if_blank: no}
  peels: {type: set, ask: Which peels?, choices: {age: For age, light: "Light, or \"lunch\"", deep: Deep}}
  sunburn: {type: time_since, accepts: [never], ask: When was the last sunburn?}
rules:
  too-young: {when: {age: {under: 18}}, verdict: stop, because: Under 18., strength: convention}
  burnt:
    when: {sunburn: {under: 14 days}}
    verdict: wait
    until: {sunburn: 14 days}
    because: Burnt.
    strength: convention
  spotty: {when: {spots: few}, verdict: wait, because: Spots., strength: convention}
  peeled: {when: {peels: {includes: deep}}, verdict: wait, because: Peeled., strength: convention}
)";
  Parsed<RuleSet> loaded = load_rule_set(SourceFile("small.yaml", yaml));
  if (!loaded.value) throw std::runtime_error(render(loaded.diagnostics.items().front()));
  return std::move(*loaded.value);
}

}  // namespace candor
