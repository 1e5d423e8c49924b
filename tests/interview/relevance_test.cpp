// SPDX-License-Identifier: Apache-2.0
// What a quick interview leaves out cannot change the verdict or the earliest day, tested by
// trying.

#include <algorithm>
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
  std::string then = {};
  std::string on_appointment = {};
  bool operator==(const Finding&) const = default;
};

Finding finding_of(const RuleSet& rules, const Screening& screening) {
  const auto verdict = [&](const Headline& headline) {
    return std::string(verdict_id(rules, headline));
  };
  return {verdict(screening.headline), screening.earliest, verdict(screening.then.headline),
          verdict(screening.on_appointment.headline)};
}

// A triage says nothing of later days, unless it is settled; and never more than it knows.
bool agrees(const RuleSet& rules, const Screening& triage, const Screening& any) {
  const Finding first = finding_of(rules, triage), all = finding_of(rules, any);
  if (triage.headline.settled)
    return first.verdict == all.verdict && first.earliest == all.earliest;
  for (const Reason& reason : triage.reasons) {
    const bool has = std::any_of(any.reasons.begin(), any.reasons.end(),
                                 [&](const Reason& other) { return other.rule == reason.rule; });
    if (!has) return false;
  }
  const bool day_moved_up = triage.earliest && all.verdict == first.verdict && any.earliest &&
                            *any.earliest < *triage.earliest;
  return !day_moved_up;
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

TEST_CASE("what a triage leaves out can make its verdict stricter or its day later, nothing else") {
  Tally constructs, forms, ways;
  std::string failure;
  for_each_triple({.seed = 3'300'001, .triples = 2'000}, constructs, forms, [&](const Triple& t) {
    Interview interview(t.program, t.intake.days, Pace::triage);
    while (interview.current()) {
      const Answer& meant = t.answers[*interview.current()];
      interview.reply(meant.given() ? meant : Answer{});
    }
    const Screening& triage = interview.screening();
    ways.count("stopped and settled", interview.stopped() && triage.headline.settled);
    ways.count("stopped and unsettled", interview.stopped() && !triage.headline.settled);
    ways.count("a day that is not before", triage.earliest && !triage.headline.settled);
    for (int trial = 0; trial < 20 && failure.empty(); ++trial) {
      Screening screening;
      evaluate(t.program, something(t, interview), t.intake.days, screening);
      if (!agrees(t.rules(), triage, screening)) failure = describe(t);
    }
    return failure.empty();
  });
  CHECK(failure == "");
  for (const auto& [way, count] : ways.counts()) {
    CAPTURE(way);
    CHECK(count > 0);
  }
}

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
    CHECK(ways.counts().at(name) > 0);
  }
}
