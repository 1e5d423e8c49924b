// SPDX-License-Identifier: Apache-2.0
// How long a result may be relied on, compared with screenings on later days.

#include <string>

#include <fmt/format.h>

#include "candor/interview/validity.h"
#include "candor/rules/load/load_rule_set.h"
#include "candor/rules/question_uses.h"
#include "support/catch.hpp"
#include "support/generate.h"

using namespace candor;
using namespace candor::testing;

namespace {

constexpr std::chrono::days next_day{1};

// The answers, each given some time before.
KeptAnswers kept_before(const Triple& t) {
  KeptAnswers out = given_on(t.answers, t.intake.days.as_of);
  for (std::size_t q = 0; q < out.answers.size(); ++q) {
    const Answer& answer = out.answers[q];
    const bool dated = t.rules().questions[q].traits().is_dated;
    if (!answer.given() || dated || t.random.chance(50)) continue;
    *out.answered_on[q] -= std::chrono::days(t.random.between(1, 300));
  }
  return out;
}

// Whether the answers to all questions that rules read, and that apply, are as they were.
bool still_hold(const Triple& t, const Answers& then, const Answers& now) {
  const std::vector<bool> read = read_by_rules(t.rules());
  Screening::Scratch scratch;
  std::vector<Gate> gates;
  find_gates(t.program, then, t.intake.days.as_of, scratch, gates);
  for (std::size_t q = 0; q < then.size(); ++q) {
    const bool counts =
        read[q] && gates[q].applies == Truth::yes && then[q].state != Answer::State::not_reached;
    if (counts && !(then[q] == now[q])) return false;
  }
  return true;
}

struct Later {
  bool hold = false;
  bool same_verdict = false;
};

Later on_day(const Triple& t, const KeptAnswers& kept, const Answers& standing,
             const Screening& today, Date day) {
  Screening later;
  evaluate(t.program, standing, {.as_of = t.intake.days.as_of, .appointment = day}, later);
  const Headline& headline = later.on_appointment.headline;
  return {
      .hold = still_hold(t, standing, standing_answers(t.program, kept, {.as_of = day}).answers),
      .same_verdict = !headline.incomplete && headline.at_least == today.headline.at_least};
}

constexpr const char* visits = R"yaml(
candor: 1
id: visits
version: 1.0.0
title: Visits
language: en
intended_use: For tests.
review: {status: draft}
verdicts: {suitable: {label: S, proceed: now}, caution: {label: C, proceed: now}, defer: {label: D, proceed: later}}
questions:
  keloid: {ask: K, type: yes_no, lasts: {yes: always, no: 1 year}}
  allergy: {ask: A, type: yes_no, lasts: 6 months}
  peel: {ask: P, type: time_since, lasts: always, asked_if: {allergy: no}}
  mood: {ask: M, type: yes_no}
  today: {ask: T, type: yes_no}
rules:
  peel: {when: {peel: {under: 4 weeks}}, verdict: defer, until: {peel: 4 weeks}, because: B, strength: convention}
  keloid: {when: {keloid: yes}, verdict: defer, because: B, strength: convention}
  today: {when: {today: yes, keloid: yes}, verdict: caution, because: B, strength: convention}
)yaml";

}  // namespace

TEST_CASE("validity: the verdict or the first answer that no longer holds ends it") {
  struct Row {
    std::string_view why, answers, headline, headline_ends, valid, ends;
  };
  const Row row = GENERATE(values<Row>({
      {"a rule ends it",
       R"({"keloid": "no", "allergy": "no", "peel": "2026-11-20", "today": "no"})", "2026-12-17",
       "peel", "2026-11-22", "today"},
      {"an answer that no rule reads does not end it",
       R"({"keloid": "yes", "allergy": "no", "peel": "2026-01-01", "today": "no", "mood": "yes"})",
       "2999-12-31", "", "2026-11-22", "today"},
      {"a blank holds on its day", R"({"keloid": "yes", "allergy": "no", "peel": "2026-01-01"})",
       "2999-12-31", "", "2026-11-22", "today"},
      {"unsettled", R"({"keloid": "no"})", "", "", "", ""},
  }));
  CAPTURE(row.why);
  const Program program(load_rule_set(SourceFile("visits.yaml", visits)).value.value());
  const RuleSet& rules = program.rules();
  const Days days{.as_of = *parse_date("2026-11-22")};
  const Answers answers = parse_answers_json(rules, row.answers, days.as_of).value.value();
  Screening screening;
  evaluate(program, answers, days, screening);
  const auto validity = find_validity(program, answers, screening);
  const auto rule = [&](std::optional<std::uint32_t> index) {
    return index ? rules.rules[*index].id.text : std::string();
  };
  const auto question = [&](std::optional<std::uint16_t> index) {
    return index ? rules.questions[*index].id.text : std::string();
  };
  CHECK((validity ? to_string(validity->headline.last) : "") == row.headline);
  if (!validity) return;
  CHECK(rule(validity->headline.rule) + question(validity->headline.question) == row.headline_ends);
  CHECK(to_string(validity->until) == row.valid);
  CHECK(rule(validity->rule) + question(validity->question) == row.ends);
}

TEST_CASE("validity: a question that was not asked ends nothing, and a gate can") {
  const Program program(load_rule_set(SourceFile("visits.yaml", visits)).value.value());
  const RuleSet& rules = program.rules();
  const Days days{.as_of = *parse_date("2026-11-22")};
  Answers answers =
      parse_answers_json(rules, R"({"keloid": "yes", "allergy": "no", "peel": "2026-01-01"})",
                         days.as_of)
          .value.value();
  answers[*rules.find_question("today")].state = Answer::State::not_reached;
  KeptAnswers kept = given_on(answers, days.as_of);
  Screening screening;
  evaluate(program, answers, days, screening);
  const std::size_t allergy = *rules.find_question("allergy");
  auto validity = find_validity(program, answers, screening, &kept);
  REQUIRE(validity);
  CHECK(to_string(validity->until) == "2027-05-21");
  CHECK(validity->question == allergy);
  kept.answered_on[allergy] = *parse_date("2026-06-22");
  validity = find_validity(program, answers, screening, &kept);
  CHECK(to_string(validity->until) == "2026-12-21");
}

TEST_CASE("validity: until that day verdict and answers hold, and on the next one not both") {
  Tally constructs, forms, ways;
  std::string failure;
  for_each_triple({.seed = 15'100'001, .triples = 3'000}, constructs, forms, [&](const Triple& t) {
    const Date as_of = t.intake.days.as_of;
    const KeptAnswers kept = kept_before(t);
    const Answers answers = standing_answers(t.program, kept, {.as_of = as_of}).answers;
    Screening today;
    evaluate(t.program, answers, {.as_of = as_of}, today);
    const auto validity = find_validity(t.program, answers, today, &kept);
    if (!validity) return true;
    const Date last = std::min(validity->until, as_of + std::chrono::days(400));
    for (Date day = as_of; day <= last && failure.empty(); day += next_day) {
      const Later later = on_day(t, kept, answers, today, day);
      if (!later.hold || !later.same_verdict) failure = "not on " + to_string(day);
    }
    if (validity->until < latest_screening_date) {
      const Later after = on_day(t, kept, answers, today, validity->until + next_day);
      if (validity->rule && after.same_verdict) failure = "the verdict goes on";
      // The rest of a set that lasts by its members is taken to hold for the day alone.
      const bool set =
          validity->question && t.rules().questions[*validity->question].traits().takes_several;
      if (validity->question && after.hold && !set) failure = "the answers still hold";
    }
    ways.count("an answer ends it", validity->question.has_value());
    ways.count("an answer ends it later", validity->question && validity->until > as_of);
    ways.count("a rule ends it", validity->rule.has_value());
    if (!failure.empty()) failure += ", until " + to_string(validity->until) + "\n" + describe(t);
    return failure.empty();
  });
  CHECK(failure == "");
  for (const auto& name : {"an answer ends it", "an answer ends it later", "a rule ends it"}) {
    CAPTURE(name);
    CHECK(ways.counts().at(name) > 0);
  }
}
