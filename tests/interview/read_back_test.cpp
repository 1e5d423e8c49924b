// SPDX-License-Identifier: Apache-2.0
#include "candor/interview/read_back.h"

#include <algorithm>
#include <vector>

#include "candor/rules/built_in.h"
#include "candor/rules/load/load_rule_set.h"
#include "support/catch.hpp"
#include "support/generate.h"

using namespace candor;
using namespace candor::testing;

TEST_CASE("a form that a client filled in is confirmed section by section, in few keys") {
  const Program program(
      *load_rule_set(SourceFile("r", std::string(find_built_in("microneedling")->yaml))).value);
  const IntakeGenerator generator(program.rules());
  Random random(4'100'001);
  Tally forms;
  std::vector<std::size_t> keys;
  for (int form = 0; form < 2'000; ++form) {
    const Intake intake = generator.intake(random, forms);
    const auto answers =
        parse_answers_json(program.rules(), intake.json, intake.days.as_of).value.value();
    KeptAnswers kept = given_on(answers, intake.days.as_of);
    for (std::size_t q = 0; q < answers.size(); ++q) {
      kept.not_confirmed[q] = answers[q].given();
      if (!answers[q].given()) kept.answers[q].state = Answer::State::not_reached;
    }
    Interview interview(program, {.as_of = intake.days.as_of});
    interview.restore(kept);
    for (const Answer& answer : interview.answers()) REQUIRE_FALSE(answer.given());
    std::size_t count = 0;
    for (auto section = next_read_back(interview); section; section = next_read_back(interview)) {
      REQUIRE_FALSE(section->questions.empty());
      interview.confirm(section->questions);
      ++count;
    }
    keys.push_back(count);
    for (std::size_t q = 0; q < answers.size(); ++q) {
      if (interview.applies(q) && answers[q].given()) REQUIRE(interview.answers()[q] == answers[q]);
    }
  }
  std::sort(keys.begin(), keys.end());
  CHECK(keys[keys.size() / 2] <= 15);
}

TEST_CASE("a section that is not confirmed stays open, and is not asked again") {
  const Program program(
      *load_rule_set(SourceFile("r", std::string(find_built_in("microneedling")->yaml))).value);
  const Date day = *parse_date("2026-11-22");
  const auto answers =
      parse_answers_json(program.rules(), R"({"age": 30, "smoker": "no", "area": "face"})", day)
          .value.value();
  KeptAnswers kept = given_on(answers, day - std::chrono::days(1));
  for (std::size_t q = 0; q < answers.size(); ++q) {
    if (!answers[q].given()) kept.answers[q].state = Answer::State::not_reached;
  }
  Interview interview(program, {.as_of = day});
  interview.restore(kept);
  const auto first = next_read_back(interview);
  REQUIRE(first);
  interview.leave_open(first->questions);
  const auto second = next_read_back(interview);
  REQUIRE(second);
  CHECK(second->questions != first->questions);
  for (const std::size_t q : first->questions) {
    CHECK_FALSE(interview.answers()[q].given());
    CHECK(interview.counted().not_confirmed[q]);
    CHECK(interview.current() != q);
  }
}
