// SPDX-License-Identifier: Apache-2.0
// Which care items a screening gives: not those that are done, or whose window is over.
#include <string>

#include "candor/engine/program.h"
#include "candor/rules/load/load_rule_set.h"
#include "support/catch.hpp"

using namespace candor;

namespace {

constexpr std::string_view care_yaml = R"(
candor: 1
id: care
version: 1.0.0
title: Care
intended_use: Tests.
verdicts:
  fine: {label: Fine, proceed: now}
  wait: {label: Wait, proceed: later}
questions:
  drug: {ask: Last dose, type: time_since, accepts: [never, ongoing]}
  test: {ask: Was it tried?, type: yes_no}
rules:
  drug: {when: {drug: {under: 6 months}}, verdict: wait, until: {drug: 6 months}, because: B., strength: convention}
care:
  before:
    early: {say: Shave., from: 14 days before, to: 7 days before}
    hours: {say: Eat., to: 25 hours before}
    dose: {say: Keep 6 months., done_when: {drug: {at_least: 6 months}}}
    try-it: {say: Try it., when: {drug: {over: 1 day}}, done_when: {test: yes}}
  after:
    rest: {say: Rest., to: 1 day after}
)";

// The ids of the care that is given, "rest?" for "if it applies".
std::string care_given(std::string_view answers, std::string_view appointment) {
  static const Program program(*load_rule_set(SourceFile("c.yaml", std::string(care_yaml))).value);
  const Date as_of = *parse_date("2026-11-22");
  const auto parsed = parse_answers_json(program.rules(), answers, as_of);
  REQUIRE(parsed.value);
  Screening screening;
  evaluate(program, *parsed.value, {as_of, parse_date(appointment)}, screening);
  std::string out;
  for (const GivenCare& care : screening.care) {
    const auto& item = program.rules().care[static_cast<std::size_t>(care.group)][care.item];
    out += (out.empty() ? "" : " ") + item.id.text + (care.if_applies ? "?" : "");
    CHECK_FALSE((care.to && care.from > care.to));
  }
  return out;
}

}  // namespace

TEST_CASE("care is not given once it is done, or its window over") {
  struct Row {
    std::string answers, appointment, care;
  };
  const Row row = GENERATE(values<Row>({
      // Without a day, nothing is over; what is done today is left out.
      {R"({"drug": "never", "test": "no"})", "", "early hours try-it rest"},
      {R"({"drug": "7 months", "test": "yes"})", "", "early hours rest"},
      // What is not known is not done.
      {R"({"drug": "never"})", "", "early hours try-it rest"},
      // Done by the day that care counts from: the earliest day, or the appointment.
      {R"({"drug": "2 months", "test": "no"})", "", "early hours try-it rest"},
      {R"({"drug": "2 months", "test": "no"})", "2027-06-01", "early hours try-it rest"},
      {R"({"drug": "ongoing", "test": "no"})", "", "early hours dose rest"},
      {R"({"drug": "ongoing", "test": "no"})", "2027-06-01", "early hours dose rest"},
      // The window of `early` ends 7 days before, that day included.
      {R"({"drug": "never", "test": "yes"})", "2026-11-29", "early hours rest"},
      {R"({"drug": "never", "test": "yes"})", "2026-11-28", "hours rest"},
      // 25 hours before can be the day before.
      {R"({"drug": "never", "test": "yes"})", "2026-11-23", "hours rest"},
      {R"({"drug": "never", "test": "yes"})", "2026-11-22", "rest"},
      // The earliest day counts, too.
      {R"({"drug": "2026-05-25", "test": "yes"})", "", "hours rest"},
  }));
  CAPTURE(row.answers, row.appointment);
  CHECK(care_given(row.answers, row.appointment) == row.care);
}
