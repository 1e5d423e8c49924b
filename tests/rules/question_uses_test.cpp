// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "candor/rules/load/load_rule_set.h"
#include "candor/rules/question_uses.h"
#include "support/catch.hpp"

using namespace candor;

namespace {

// "rules: a b; questions: c; care: d; plan: e", without empty lists.
std::string uses(const RuleSet& rules, std::string_view question) {
  const QuestionUses found = uses_of(rules, rules.find_question(question).value());
  std::string out;
  const auto add = [&](std::string_view kind, const auto& items, const auto& id) {
    if (!items.empty()) out += (out.empty() ? "" : "; ") + std::string(kind) + ":";
    for (const auto& item : items) out += " " + id(item);
  };
  add("rules", found.rules, [&](std::size_t r) { return rules.rules[r].id.text; });
  add("questions", found.questions, [&](std::size_t q) { return rules.questions[q].id.text; });
  add("care", found.care, [](const CareItem* item) { return item->id.text; });
  add("plan", found.plan, [](const PlanItem* item) { return item->id.text; });
  return out;
}

}  // namespace

TEST_CASE("the uses of a question are found through conditions, gates, dates, care and plan") {
  const auto rules = load_rule_set(SourceFile("uses.yaml", R"yaml(
candor: 1
id: uses
version: 1.0.0
title: Uses
language: en
intended_use: For tests.
review: {status: draft}
verdicts:
  suitable: {label: Suitable, proceed: now}
  defer: {label: Not yet, proceed: later}
questions:
  a: {ask: A?, type: yes_no}
  b: {ask: B?, type: time_since, asked_if: {a: yes}}
  c: {ask: C?, type: yes_no}
  d: {ask: D?, type: yes_no}
  e: {ask: E?, type: yes_no}
conditions:
  inner: {any: [{c: yes}, {not: {d: yes}}]}
  outer: {is: inner, a: yes}
rules:
  direct: {when: {a: yes}, verdict: defer, until: {b: 2 weeks}, because: A., strength: convention}
  named: {when: {not: {is: outer}}, verdict: defer, because: N., strength: convention}
care:
  before:
    item: {when: {is: inner}, say: Do., strength: convention}
    other: {done_when: {any: [{e: yes}, {b: {over: 1 day}}]}, say: Do., strength: convention}
plan:
  next: {when: {d: no}, say: Later., strength: convention}
)yaml"));
  REQUIRE(rules.value);
  CHECK(uses(*rules.value, "a") == "rules: direct named; questions: b");
  CHECK(uses(*rules.value, "b") == "rules: direct; care: other");
  CHECK(uses(*rules.value, "c") == "rules: named; care: item");
  CHECK(uses(*rules.value, "d") == "rules: named; care: item; plan: next");
  CHECK(uses(*rules.value, "e") == "care: other");
  // `b` has a gate without a day, but is itself a day.
  const auto& care = rules.value->care[0];
  CHECK_FALSE(depends_on_day(*rules.value, *care[0].when));
  CHECK(depends_on_day(*rules.value, *care[1].done_when));
}
