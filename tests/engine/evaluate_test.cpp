// SPDX-License-Identifier: Apache-2.0
// The meaning of a verdict, row by row. A row's outcome reads
//   headline[!] at_least..at_most [earliest] [rules] open=... unused=...
// with `!` for an unsettled screening.
#include <string>

#include <fmt/format.h>

#include "candor/engine/program.h"
#include "candor/rules/load/load_rule_set.h"
#include "support/catch.hpp"

using namespace candor;

namespace {

constexpr std::string_view rules_yaml = R"(
candor: 1
id: test
version: 1.0.0
title: Test
intended_use: Tests.
verdicts:
  fine: {label: Fine, proceed: now}
  care: {label: Care, proceed: now}
  wait: {label: Wait, proceed: later}
  wait_long: {label: Wait long, proceed: later}
  ask: {label: Ask, proceed: no}
  stop: {label: Stop, proceed: no}
questions:
  drug: {ask: Last dose, type: time_since, accepts: [never, ongoing], if_blank: never}
  days: {ask: Days ago, type: time_since, accepts: [never, ongoing], if_blank: nothing}
  burn: {ask: Last burn, type: time_since, accepts: [never], if_blank: nothing}
  done: {ask: Done, type: set, choices: {peel: Peel, laser: Laser}, if_blank: none}
  peel: {ask: Last peel, type: time_since, asked_if: {done: {includes: peel}}}
  spots: {ask: Spots, type: choice, choices: {none: None, few: Few, many: Many}, if_blank: none}
  smokes: {ask: Smokes, type: yes_no, if_blank: no}
  pregnant: {ask: Pregnant, type: yes_no, if_blank: no}
  depth: {ask: Depth, type: number, max: 5, step: 0.25, if_blank: nothing}
rules:
  drug-recent: {when: {drug: {under: 6 months}}, verdict: wait, until: {drug: 6 months}, because: B., strength: convention}
  drug-over: {when: {drug: {over: 6 months, at_most: 12 months}}, verdict: care, because: B., strength: convention}
  days-recent: {when: {days: {under: 180 days}}, verdict: wait, until: {days: 180 days}, because: B., strength: convention}
  burnt: {when: {burn: {under: 14 days}}, verdict: wait, waits_for: Healing., because: B., strength: convention}
  peeled: {when: {peel: {under: 4 weeks}}, verdict: wait_long, until: {peel: 4 weeks, drug: 1 week}, because: B., strength: convention}
  spots-many: {when: {spots: many}, verdict: wait_long, until: 3 weeks, because: B., strength: convention}
  spots-few: {when: {spots: few}, verdict: care, because: B., strength: convention}
  smoker: {when: {smokes: yes}, verdict: care, because: B., strength: convention}
  pregnancy: {when: {pregnant: yes}, verdict: ask, because: B., strength: convention}
  laser: {when: {done: {includes: laser}}, verdict: stop, because: B., strength: convention}
  deep: {when: {depth: {over: 1.5}}, verdict: care, because: B., strength: convention}
)";

const Program& program() {
  static const Program compiled = [] {
    auto loaded = load_rule_set(SourceFile("test.yaml", std::string(rules_yaml)));
    for (const Diagnostic& d : loaded.diagnostics.items()) UNSCOPED_INFO(render(d));
    REQUIRE(loaded.value.has_value());
    return Program(std::move(*loaded.value));
  }();
  return compiled;
}

std::string headline_of(const Headline& headline) {
  const auto& verdicts = program().rules().verdicts;
  return fmt::format("{}{}",
                     headline.incomplete ? "incomplete" : verdicts[headline.at_least].id.text,
                     headline.settled ? "" : "!");
}

Screening screen(std::string_view answers, Days days) {
  const RuleSet& rules = program().rules();
  const auto parsed = parse_answers_json(rules, answers, days.as_of);
  for (const Diagnostic& d : parsed.diagnostics.items()) UNSCOPED_INFO(render(d));
  REQUIRE(parsed.value.has_value());
  Screening out;
  evaluate(program(), *parsed.value, days, out);
  return out;
}

std::string summary(const Screening& s) {
  const RuleSet& rules = program().rules();
  std::string out = headline_of(s.headline);
  out += fmt::format(" {}..{}", rules.verdicts[s.headline.at_least].id.text,
                     rules.verdicts[s.headline.at_most].id.text);
  if (s.earliest) out += " " + to_string(*s.earliest);
  out += " [";
  for (const Reason& r : s.reasons)
    out += (out.ends_with('[') ? "" : " ") + rules.rules[r.rule].id.text;
  out += "]";
  for (const OpenQuestion& q : s.open) {
    out += fmt::format(" open={}:{}", rules.questions[q.question].id.text,
                       rules.verdicts[q.could_become].id.text);
  }
  for (const std::uint16_t q : s.not_used) out += " unused=" + rules.questions[q].id.text;
  if (s.then.given) out += " then " + headline_of(s.then.headline);
  return out;
}

}  // namespace

TEST_CASE("durations compare by the calendar, to the day") {
  struct Row {
    std::string as_of, answers, outcome;
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      // six months, to the day
      {"2026-11-22", R"({"drug": "2026-05-22"})", "fine fine..fine []"},
      {"2026-11-22", R"({"drug": "2026-05-23"})", "wait wait..wait 2026-11-23 [drug-recent] then fine"},
      {"2026-11-22", R"({"drug": "2026-05-21"})", "care care..care [drug-over]"},
      {"2026-11-22", R"({"drug": "2025-11-22"})", "care care..care [drug-over]"},
      {"2026-11-22", R"({"drug": "2025-11-21"})", "fine fine..fine []"},
      {"2026-11-22", R"({"drug": "6 months"})", "fine fine..fine []"},
      {"2026-11-22", R"({"drug": "5 months"})", "wait wait..wait 2026-12-22 [drug-recent] then fine"},
      {"2026-11-22", R"({"drug": "26 weeks"})", "wait wait..wait 2026-11-24 [drug-recent] then fine"},
      {"2026-11-22", R"({"drug": "2026-11-22"})", "wait wait..wait 2027-05-22 [drug-recent] then fine"},
      {"2026-11-22", R"({"drug": "0 days"})", "wait wait..wait 2027-05-22 [drug-recent] then fine"},
      // 180 days are not six months
      {"2026-11-22", R"({"drug": "180 days"})", "wait wait..wait 2026-11-26 [drug-recent] then fine"},
      {"2026-11-22", R"({"days": "180 days"})", "fine fine..fine []"},
      {"2026-11-22", R"({"days": "6 months"})", "fine fine..fine []"},
      {"2026-08-30", R"({"drug": "6 months"})", "care care..care [drug-over]"},
      {"2026-08-30", R"({"days": "6 months"})", "fine fine..fine []"},
      {"2026-08-01", R"({"drug": "180 days"})", "wait wait..wait 2026-08-02 [drug-recent] then fine"},
      // ends of months: 31 August plus six months is 28 February, or 29 in a leap year
      {"2026-02-28", R"({"drug": "2025-08-31"})", "fine fine..fine []"},
      {"2026-02-27", R"({"drug": "2025-08-31"})", "wait wait..wait 2026-02-28 [drug-recent] then fine"},
      {"2028-02-28", R"({"drug": "2027-08-31"})", "wait wait..wait 2028-02-29 [drug-recent] then fine"},
      {"2028-02-29", R"({"drug": "2027-08-31"})", "fine fine..fine []"},
      {"2026-08-31", R"({"drug": "6 months"})", "care care..care [drug-over]"},
      // a leap day, a year on
      {"2029-02-28", R"({"drug": "2028-02-29"})", "care care..care [drug-over]"},
      {"2029-03-01", R"({"drug": "2028-02-29"})", "fine fine..fine []"},
      // ongoing is today, and never is infinitely long ago
      {"2026-11-22", R"({"drug": "ongoing"})", "wait wait..wait [drug-recent]"},
      {"2026-11-22", R"({"drug": "never"})", "fine fine..fine []"},
      {"2026-11-22", R"({"drug": "200 years"})", "fine fine..fine []"},
      // clang-format on
  }));
  CAPTURE(row.as_of, row.answers);
  CHECK(summary(screen(row.answers, {*parse_date(row.as_of), std::nullopt})) == row.outcome);
}

TEST_CASE("the headline follows from what applies and what is open") {
  struct Row {
    std::string answers, outcome;
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      {"{}", "fine fine..fine []"},
      {R"({"smokes": true})", "care care..care [smoker]"},
      // no date where one of the deferring rules has none, or where the date is not ahead
      {R"({"burn": "3 days"})", "wait wait..wait [burnt]"},
      {R"({"burn": "3 days", "drug": "1 month"})", "wait wait..wait [drug-recent burnt]"},
      // the latest date of the headline's rules; less restrictive deferrals show in `then`
      {R"({"drug": "1 month", "days": "10 days"})", "wait wait..wait 2027-05-11 [drug-recent days-recent] then care"},
      {R"({"drug": "1 month", "spots": "many"})", "wait_long wait_long..wait_long 2026-12-13 [spots-many drug-recent] then wait_long"},
      // a gate: not asked, asked, and contradicted
      {R"({"done": ["peel"]})", "incomplete! fine..wait_long [] open=peel:wait_long"},
      {R"({"done": ["peel"], "peel": "1 week"})", "wait_long wait_long..wait_long 2026-12-13 [peeled] then fine"},
      {R"({"done": ["peel"], "peel": "4 weeks"})", "fine fine..fine []"},
      {R"({"done": "none", "peel": "1 week"})", "incomplete! fine..wait_long [] open=done:wait_long unused=peel"},
      {R"({"done": "none", "peel": "4 weeks"})", "fine fine..fine [] unused=peel"},
      {R"({"done": {"peel": null, "laser": false}, "peel": "1 week"})", "incomplete! fine..wait_long [] open=done:wait_long"},
      {R"({"done": {"peel": null, "laser": false}, "peel": "4 weeks"})", "fine fine..fine []"},
      // a set known in part
      {R"({"done": {"peel": false}})", "incomplete! fine..stop [] open=done:stop"},
      {R"({"done": {"laser": true}})", "stop stop..stop [laser]"},
      {R"({"done": {"peel": false, "laser": false}})", "fine fine..fine []"},
      // an open rule matters only when it could change what is said
      {R"({"pregnant": true, "done": ["peel"]})", "ask ask..ask [pregnancy]"},
      {R"({"pregnant": true, "done": {"peel": false}})", "ask! ask..stop [pregnancy] open=done:stop"},
      {R"({"drug": "1 month", "done": ["peel"]})", "wait! wait..wait_long 2027-04-22 [drug-recent] open=peel:wait_long then incomplete!"},
      {R"({"spots": "many", "done": ["peel"]})", "wait_long! wait_long..wait_long 2026-12-13 [spots-many] open=peel:wait_long then wait_long!"},
      // the latest of several waits; never adds nothing, ongoing leaves no date
      {R"({"done": ["peel"], "peel": "1 week", "drug": "never"})", "wait_long wait_long..wait_long 2026-12-13 [peeled] then fine"},
      {R"({"done": ["peel"], "peel": "27 days", "drug": "1 day"})", "wait_long wait_long..wait_long 2026-11-28 [peeled drug-recent] then wait"},
      {R"({"done": ["peel"], "peel": "1 week", "drug": "ongoing"})", "wait_long wait_long..wait_long [peeled drug-recent]"},
      // numbers, and a blank that means nothing
      {R"({"depth": 1.5})", "fine fine..fine []"},
      {R"({"depth": "1.75"})", "care care..care [deep]"},
      {R"({"depth": null, "days": "unknown"})", "fine fine..fine []"},
      // clang-format on
  }));
  CAPTURE(row.answers);
  CHECK(summary(screen(row.answers, {*parse_date("2026-11-22"), std::nullopt})) == row.outcome);
}

TEST_CASE("a question not reached is open whatever a blank means") {
  Answers answers = blank_answers(program().rules());
  const std::size_t smokes = *program().rules().find_question("smokes");
  answers[smokes].state = Answer::State::not_reached;
  Screening screening;
  evaluate(program(), answers, {*parse_date("2026-11-22"), std::nullopt}, screening);
  CHECK(summary(screening) == "incomplete! fine..care [] open=smokes:care");
}

TEST_CASE("the appointment is evaluated for its own day") {
  struct Row {
    std::string answers, appointment, on_appointment;
  };
  const Row row = GENERATE(values<Row>({
      {R"({"drug": "5 months"})", "2026-12-21", "wait"},
      {R"({"drug": "5 months"})", "2026-12-22", "fine"},
      {R"({"drug": "ongoing"})", "2027-12-22", "wait"},
      {R"({"drug": "never"})", "2026-11-22", "fine"},
      {R"({"drug": "6 months"})", "2026-11-23", "care"},
      {R"({"done": ["peel"]})", "2026-12-22", "incomplete!"},
  }));
  CAPTURE(row.answers, row.appointment);
  const auto screening =
      screen(row.answers, {*parse_date("2026-11-22"), parse_date(row.appointment)});
  REQUIRE(screening.on_appointment.given);
  CHECK(headline_of(screening.on_appointment.headline) == row.on_appointment);
}

TEST_CASE("a later verdict says what else it waits for besides the date") {
  const auto screening =
      screen(R"({"burn": "4 days"})", {*parse_date("2026-11-22"), parse_date("2026-12-02")});
  CHECK(headline_of(screening.on_appointment.headline) == "fine");
  REQUIRE(screening.on_appointment.waits.size() == 1);
  CHECK(program().rules().rules[screening.on_appointment.waits.front()].id.text == "burnt");
  const auto too_early =
      screen(R"({"burn": "4 days"})", {*parse_date("2026-11-22"), parse_date("2026-12-01")});
  CHECK(headline_of(too_early.on_appointment.headline) == "wait");
  CHECK(too_early.on_appointment.waits.empty());
}

TEST_CASE("what follows something ongoing is the longest wait after it") {
  const auto screening = screen(R"({"drug": "ongoing", "days": "ongoing", "burn": "1 day"})",
                                {*parse_date("2026-11-22"), std::nullopt});
  std::string waits;
  for (const Reason& r : screening.reasons) {
    waits += program().rules().rules[r.rule].id.text + ": " +
             (r.after_it_ends ? to_string(*r.after_it_ends) : std::string("nothing")) + "; ";
  }
  CHECK(waits == "drug-recent: 6 months; days-recent: 180 days; burnt: nothing; ");
}
