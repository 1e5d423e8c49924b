// SPDX-License-Identifier: Apache-2.0
#include "candor/interview/lasting.h"

#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "candor/intake/answers.h"
#include "candor/rules/load/load_rule_set.h"
#include "support/catch.hpp"

using namespace candor;

namespace {

Parsed<RuleSet> load_text(std::string_view yaml) {
  return load_rule_set(SourceFile("lasts.yaml", std::string(yaml)));
}

RuleSet rules_of_text(std::string_view yaml) {
  auto loaded = load_text(yaml);
  for (const Diagnostic& d : loaded.diagnostics.items()) UNSCOPED_INFO(render(d));
  return std::move(loaded.value.value());
}

constexpr std::string_view lasting_rules = R"(candor: 1
id: lasts
version: 1.0.0
title: T
intended_use: U
verdicts: {go: {label: Go, proceed: now}, stop: {label: Stop, proceed: no}}
questions:
  plain: {ask: A?, type: yes_no}
  year: {ask: B?, type: yes_no, lasts: 1 year}
  ever: {ask: C?, type: yes_no, lasts: always}
  once: {ask: D?, type: yes_no, lasts: {yes: always}}
  scar: {ask: E?, type: choice, choices: {none: No, family: Family, own: Own}, lasts: {own: always, family: 1 month}}
  had: {ask: F?, type: set, choices: {a: A, b: B, c: C}, lasts: {a: always, b: 10 days}}
  each: {ask: G?, type: set, choices: {a: A, b: B}, lasts: 10 days}
  drug: {ask: H?, type: time_since, accepts: [never, ongoing], lasts: {never: 2 weeks}}
  age: {ask: I?, type: number, lasts: 1 month, fixed: yes}
rules:
  r: {when: {plain: yes}, verdict: stop, because: B., strength: convention}
)";

// The part that holds, as JSON; "open" for nothing.
std::string held(const RuleSet& rules, std::string_view id, std::string_view answer,
                 std::string_view day) {
  const Question& question = rules.questions[*rules.find_question(id)];
  const Date given = *parse_date("2026-01-31");
  Answer read;
  REQUIRE_FALSE(parse_answer(question, answer, given, read));
  if (id == "had" && answer == "a") read.yes |= 2;  // a and b
  const Answer out = holding(question, read, day == "?" ? std::nullopt : std::optional(given),
                             day == "?" ? given : *parse_date(day));
  return out.state == Answer::State::not_reached ? "open" : answer_to_json(question, out).dump();
}

}  // namespace

TEST_CASE("an answer holds while the day it was given plus what it lasts is to come") {
  struct Row {
    std::string question, answer, day, wanted;
  };
  const Row row = GENERATE(values<Row>({
      {"plain", "yes", "2026-01-31", "\"yes\""},
      {"plain", "yes", "2026-02-01", "open"},
      {"plain", "unknown", "2026-01-31", "null"},
      {"year", "no", "2027-01-30", "\"no\""},
      {"year", "no", "2027-01-31", "open"},
      {"year", "unknown", "2026-02-01", "open"},
      {"year", "yes", "?", "open"},
      {"ever", "no", "2999-12-31", "\"no\""},
      {"ever", "no", "?", "\"no\""},
      {"once", "yes", "2999-12-31", "\"yes\""},
      {"once", "no", "2026-02-01", "open"},
      {"scar", "own", "2999-12-31", "\"own\""},
      {"scar", "none", "2026-02-01", "open"},
      {"scar", "family", "2026-02-27", "\"family\""},
      {"scar", "family", "2026-02-28", "open"},
      {"had", "a", "2026-02-09", R"({"a":true,"b":true,"c":null})"},
      {"had", "a", "2026-02-10", R"({"a":true,"b":null,"c":null})"},
      {"had", "a", "?", R"({"a":true,"b":null,"c":null})"},
      {"had", "none", "2026-02-01", "open"},
      {"had", "c", "2026-02-01", "open"},
      {"each", "none", "2026-02-09", "[]"},
      {"each", "none", "2026-02-10", "open"},
      {"drug", "never", "2026-02-13", "\"never\""},
      {"drug", "never", "2026-02-14", "open"},
      {"drug", "ongoing", "2026-02-01", "open"},
      {"drug", "3 days", "2026-02-01", "open"},
      {"age", "30", "2026-02-27", "30"},
  }));
  CAPTURE(row.question, row.answer, row.day);
  CHECK(held(rules_of_text(lasting_rules), row.question, row.answer, row.day) == row.wanted);
}

TEST_CASE("the last day on which an answer holds is the day before it does not") {
  const RuleSet rules = rules_of_text(lasting_rules);
  const Date given = *parse_date("2026-01-31");
  for (const Question& question : rules.questions) {
    for (const auto word : {"yes", "no", "own", "family", "a", "none", "never", "30"}) {
      Answer answer;
      if (parse_answer(question, word, given, answer) || !answer.given()) continue;
      CAPTURE(question.id.text, word);
      const Date last = holds_until(question, answer, given);
      CHECK(holding(question, answer, given, last) == answer);
      if (last == latest_screening_date) continue;
      CHECK(holding(question, answer, given, last + std::chrono::days(1)) != answer);
    }
  }
}

TEST_CASE("`lasts` names answers of the question only") {
  struct Row {
    std::string question, wanted;
  };
  const Row row = GENERATE(values<Row>({
      {"{ask: A?, type: yes_no, lasts: never}", "E404"},
      {"{ask: A?, type: yes_no, lasts: {maybe: always}}", "E302"},
      {"{ask: A?, type: time_since, lasts: {never: always}}", "E302"},
      {"{ask: A?, type: set, choices: {a: A}, lasts: {none: always}}", "E302"},
      {"{ask: A?, type: number, lasts: {3: always}}", "E302"},
      {"{ask: A?, type: number, lasts: [always]}", "E203"},
      {"{ask: A?, type: number, fixed: maybe}", "E207"},
  }));
  const auto parsed = load_text(fmt::format(R"(candor: 1
id: x
version: 1.0.0
title: T
intended_use: U
verdicts: {{go: {{label: Go, proceed: now}}}}
questions:
  plain: {}
rules: {{}}
)",
                                            row.question));
  CAPTURE(row.question);
  REQUIRE_FALSE(parsed.diagnostics.items().empty());
  CHECK(to_string(parsed.diagnostics.items().front().code) == row.wanted);
}
