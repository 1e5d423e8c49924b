// SPDX-License-Identifier: Apache-2.0
#include "candor/report/result/told_in_person.h"

#include "candor/report/layout/windows.h"
#include "report/sample.h"

namespace candor::testing {
namespace {

// Private rules of each kind: by a named condition, by `until`, with a gated question.
constexpr std::string_view private_yaml = R"yaml(
candor: 1
id: quiet
version: "1"
title: T
intended_use: U
verdicts:
  go: {label: Go, proceed: now}
  care: {label: Care, proceed: now}
  defer: {label: Wait, proceed: later}
  stop: {label: Stop, proceed: no}
sections: {body: Your body, mind: Your mind, life: Your life, feet: Your feet}
questions:
  carries: {section: body, ask: Carries?, type: yes_no}
  weeks: {section: body, ask: Weeks?, type: number, asked_if: {carries: yes}}
  pill: {section: mind, ask: Pill?, type: time_since, accepts: [never, ongoing]}
  sober: {section: life, ask: Sober?, type: yes_no, if_blank: yes}
  shoes: {section: feet, ask: Shoes?, type: yes_no, if_blank: no}
  gate: {ask: Gate?, type: yes_no, if_blank: no}
  behind_gate: {ask: Behind?, type: yes_no, asked_if: {gate: yes}}
conditions:
  inner: {carries: yes}
  expecting: {is: inner}
rules:
  carrying: {when: {is: expecting}, verdict: stop, because: Carries., client: {private: yes}, strength: convention}
  pill-now:
    {when: {pill: {under: 1 year}}, verdict: defer, until: {pill: 1 year}, because: Pill., waits_for: A letter.,
     client: {private: yes}, strength: convention}
  not-sober: {when: {sober: no}, verdict: care, because: Not sober., client: {say: Drink less.}, strength: convention}
  far: {when: {weeks: {over: 3}}, verdict: care, because: Weeks., strength: convention}
  gated: {when: {behind_gate: yes}, verdict: care, because: Gated., strength: convention}
care:
  before:
    always: {say: Always.}
    of-carrying: {when: {not: {is: expecting}}, say: Of carrying.}
    of-weeks: {when: {any: [{weeks: {over: 1}}, {sober: yes}]}, say: Of weeks.}
    of-pill: {done_when: {pill: {over: 5 years}}, say: Of pill.}
plan:
  plain: {say: Plain.}
  of-pill: {when: {not: {pill: never}}, say: Plan of pill.}
)yaml";

Sample quiet(std::string_view json, std::string_view appointment = "") {
  auto loaded = load_rule_set(SourceFile("quiet.yaml", std::string(private_yaml)));
  for (const Diagnostic& diagnostic : loaded.diagnostics.items()) UNSCOPED_INFO(render(diagnostic));
  REQUIRE(loaded.value.has_value());
  const Date as_of = *parse_date("2026-11-22");
  const Program program(*std::move(loaded.value));
  auto answers = parse_answers_json(program.rules(), json, as_of);
  REQUIRE(answers.value.has_value());
  Sample sample = {program.rules(), *std::move(answers.value), {}};
  evaluate(program, sample.answers, {as_of, parse_date(appointment)}, sample.screening);
  return sample;
}

std::vector<std::string> rules_left_out(const Sample& sample) {
  std::vector<std::string> ids;
  const ToldInPerson told(sample.result());
  for (const std::uint32_t rule : told.left_out().rules)
    ids.push_back(sample.rules.rules[rule].id.text);
  return ids;
}

std::vector<std::string> questions_told(const Sample& sample) {
  std::vector<std::string> ids;
  const ToldInPerson told(sample.result());
  for (std::size_t q = 0; q < sample.rules.questions.size(); ++q) {
    if (told.question(q)) ids.push_back(sample.rules.questions[q].id.text);
  }
  return ids;
}

std::vector<std::string> sayings_left_out(const Sample& sample) {
  std::vector<std::string> texts;
  const ToldInPerson told(sample.result());
  for (const GivenCare& given : told.left_out().care)
    texts.push_back(item_of(sample.rules, given).say.text);
  for (const GivenPlan& given : told.left_out().plan)
    texts.push_back(sample.rules.plan[given.item].say.text);
  return texts;
}

using Ids = std::vector<std::string>;

TEST_CASE("told in person: nothing while no private rule applies or is open") {
  const Sample sample = quiet(R"({"carries": false, "pill": "never", "sober": false})");
  CHECK(ToldInPerson(sample.result()).left_out().empty());
  CHECK(questions_told(sample).empty());
}

TEST_CASE("told in person: the rule, its questions through names and gates, and what reads them") {
  const Sample sample = quiet(R"({"carries": true, "pill": "never"})");
  CHECK(rules_left_out(sample) == Ids{"carrying"});
  CHECK(questions_told(sample) == Ids{"carries", "weeks"});
}

TEST_CASE("told in person: care that reads a question in `when` or `done_when`, and plan") {
  const Sample sample = quiet(R"({"carries": false, "pill": "ongoing"})");
  CHECK(rules_left_out(sample) == Ids{"pill-now"});
  CHECK(questions_told(sample) == Ids{"pill"});
  CHECK(sayings_left_out(sample) == Ids{"Of pill.", "Plan of pill."});
}

TEST_CASE("told in person: a rule that is open hides its open question and its care") {
  const Sample sample = quiet(R"({"pill": "2026-10-01"})");
  CHECK(rules_left_out(sample) == Ids{"pill-now"});
  const ToldInPerson told(sample.result());
  CHECK(questions_told(sample) == Ids{"carries", "weeks", "pill"});
  CHECK(told.left_out().open.size() == 1);
  CHECK(sayings_left_out(sample) == Ids{"Of carrying.", "Of weeks.", "Of pill.", "Plan of pill."});
}

TEST_CASE("told in person: a rule that no longer applies on the appointment was a reason today") {
  const Sample sample = quiet(R"({"carries": false, "pill": "2026-01-01"})", "2027-02-01");
  REQUIRE(sample.screening.on_appointment.rules.empty());
  CHECK(rules_left_out(sample) == Ids{"pill-now"});
}

TEST_CASE("asked again: sections and questions that rules read, more than a week ahead") {
  const std::string_view answers = R"({"carries": true, "pill": "never"})";
  CHECK(asked_again(quiet(answers).result()).empty());
  CHECK(asked_again(quiet(answers, "2026-11-29").result()).empty());
  const Sample sample = quiet(answers, "2026-11-30");
  CHECK(asked_again(sample.result()) ==
        Ids{"Your body", "Your mind", "Your life", "gate", "behind gate"});
  const ToldInPerson told(sample.result());
  CHECK(asked_again(sample.result(), &told) == Ids{"Your mind", "Your life", "Gate?", "Behind?"});
}

}  // namespace
}  // namespace candor::testing
