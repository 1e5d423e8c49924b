// SPDX-License-Identifier: Apache-2.0
// The same answers, given in an interview and as JSON, on generated rule sets and people.

#include <iostream>
#include <string>

#include <nlohmann/json.hpp>

#include "candor/report/result/result_json.h"
#include "support/catch.hpp"
#include "support/generate.h"
#include "support/interviews.h"

using namespace candor;
using namespace candor::testing;

namespace {

std::string result_of(const RuleSet& rules, const Program& program, const Answers& answers,
                      const Days& days) {
  Screening screening;
  evaluate(program, answers, days, screening);
  return result_json({rules, answers, screening}).dump(2);
}

// The answers as a file of answers has them.
std::string as_json(const RuleSet& rules, const Answers& answers) {
  return answers_to_json(rules, answers).dump();
}

}  // namespace

TEST_CASE("an interview gives the result that its answers give as JSON, byte for byte") {
  Tally constructs, forms, ways;
  std::string failure;
  for_each_triple({.seed = 3'000'001, .triples = 2'000}, constructs, forms, [&](const Triple& t) {
    Answers meant = t.answers;
    for (Answer& answer : meant) {
      if (answer.state == Answer::State::not_reached) answer = {};
    }
    Days days = t.intake.days;
    if (days.appointment && !is_screening_date(*days.appointment)) days.appointment.reset();
    const Date as_of = days.as_of;
    const Answers intake = whole_intake(t.rules(), meant, as_of);
    const auto read = parse_answers_json(t.rules(), as_json(t.rules(), intake), as_of);
    const std::string wanted = result_of(t.rules(), t.program, read.value.value(), days);

    Interview interview(t.program, days);
    answer_all(interview, meant, t.generator, 25, t.random, ways);
    if (!interview.left().empty()) failure = "questions are left at the review\n";
    const Answers answers = interview.answers();
    const std::string got = result_of(t.rules(), t.program, answers, days);
    if (got != wanted) failure = "wanted\n" + wanted + "\ngot\n" + got + "\n";
    if (standing_answers(t.program, interview.kept(), days).answers != answers)
      failure = "other answers count of the interview as it is kept\n" + got;
    if (!failure.empty()) failure += describe(t);
    return failure.empty();
  });
  CHECK(failure == "");
  for (const auto& name :
       {"back", "jump", "answered by mistake", "finished too early, and back", "saved and resumed",
        "kept what was there", "corrected from the review", "typed: a number", "typed: an id",
        "typed: a label", "typed: a unit", "typed: a member that is not known"}) {
    CAPTURE(name);
    CHECK(ways.counts().contains(name));
  }
}

TEST_CASE(
    "an interview finished early leaves open what was not asked, whatever a blank would mean") {
  Tally constructs, forms, ways;
  std::string failure;
  std::size_t early = 0;
  for_each_triple({.seed = 3'100'001, .triples = 500}, constructs, forms, [&](const Triple& t) {
    Interview interview(t.program, t.intake.days);
    for (std::size_t asked = t.random.below(6); asked > 0 && interview.current(); --asked) {
      interview.reply(t.answers[*interview.current()].given() ? t.answers[*interview.current()]
                                                              : Answer{});
    }
    interview.finish();
    const Answers answers = interview.answers();
    for (const std::size_t q : interview.left()) {
      ++early;
      if (answers[q].state != Answer::State::not_reached) failure = "a question left is not open\n";
    }
    Screening screening;
    evaluate(t.program, answers, t.intake.days, screening);
    const bool goes_ahead = !screening.headline.incomplete && screening.headline.settled;
    for (const OpenQuestion& open : screening.open) {
      if (goes_ahead)
        failure = "settled, with `" + t.rules().questions[open.question].id.text + "` open\n";
    }
    if (!failure.empty()) failure += describe(t);
    return failure.empty();
  });
  CHECK(failure == "");
  CHECK(early > 500);
}
