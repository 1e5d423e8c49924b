// SPDX-License-Identifier: Apache-2.0
// What a quick interview leaves out cannot change the verdict or the earliest day, tested by
// trying.

#include <optional>
#include <string>

#include "candor/report/result/result.h"
#include "support/catch.hpp"
#include "support/generate.h"
#include "support/interviews.h"

using namespace candor;
using namespace candor::testing;

namespace {

struct Finding {
  std::string verdict = {};
  std::optional<Date> earliest = {};
  bool operator==(const Finding&) const = default;
};

Finding finding_of(const RuleSet& rules, const Screening& screening) {
  return {std::string(verdict_id(rules, screening.headline)), screening.earliest};
}

// The answers of the interview, with random ones, blanks included, for the questions left out.
Answers something(const Triple& t, const Interview& interview) {
  Tally forms;
  Answers out(t.answers.size());
  const int blank = t.random.pick(std::vector<int>{0, 20, 60});
  for (std::size_t q = 0; q < out.size(); ++q) {
    if (interview.applies(q) && interview.reached(q)) {
      out[q] = interview.answer(q);
    } else if (!t.random.chance(blank)) {
      const std::string json = "{\"" + t.rules().questions[q].id.text + "\": " +
                               t.generator.answer(t.random, q, t.intake.days.as_of, forms) + "}";
      out[q] = parse_answers_json(t.rules(), json, t.intake.days.as_of).value.value()[q];
    }
  }
  return whole_intake(t.rules(), out, t.intake.days.as_of);
}

}  // namespace

TEST_CASE("nothing that a quick interview leaves out can change the verdict or the earliest day") {
  Tally constructs, forms, ways;
  std::string failure;
  for_each_triple({.seed = 3'200'001, .triples = 2'000}, constructs, forms, [&](const Triple& t) {
    Interview interview(t.program, t.intake.days, Pace::quick);
    while (interview.current()) {
      const std::size_t question = *interview.current();
      ways.count("asked for the day alone",
                 !interview.screening().undated.empty() && interview.screening().headline.settled);
      const Answer& meant = t.answers[question];
      interview.reply(meant.given() ? meant : Answer{});
    }
    const Finding wanted = finding_of(t.rules(), interview.screening());
    ways.count("something is left out", !interview.left().empty());
    ways.count("nothing is left out", interview.left().empty());
    ways.count("a day, with something left out", wanted.earliest && !interview.left().empty());
    ways.count("incomplete", wanted.verdict == "incomplete");
    for (int trial = 0; trial < 20 && failure.empty(); ++trial) {
      Screening screening;
      evaluate(t.program, something(t, interview), t.intake.days, screening);
      const Finding got = finding_of(t.rules(), screening);
      if (got == wanted) continue;
      failure = "wanted " + wanted.verdict + ", got " + got.verdict + "\n" + describe(t);
    }
    return failure.empty();
  });
  CHECK(failure == "");
  for (const auto& name : {"asked for the day alone", "something is left out",
                           "nothing is left out", "a day, with something left out", "incomplete"}) {
    CAPTURE(name);
    CHECK(ways.counts().contains(name));
  }
}
