// SPDX-License-Identifier: Apache-2.0
// Kept answers on another day, read by an interview and without one; and spans of days.
#include "candor/interview/kept_answers.h"

#include <string>

#include <nlohmann/json.hpp>

#include "candor/interview/kept_file.h"
#include "candor/interview/lasting.h"
#include "candor/interview/saved_interview.h"
#include "candor/report/result/result_json.h"
#include "support/catch.hpp"
#include "support/generate.h"
#include "support/interviews.h"

using namespace candor;
using namespace candor::testing;

namespace {

Date some_day_after(Random& random, Date day) {
  const Date later = day + std::chrono::days(random.pick(std::vector<int>{0, 1, 20, 90, 400}));
  return is_screening_date(later) ? later : day;
}

std::string result_of(const Triple& t, const Answers& answers, const KeptAnswers& kept,
                      const Days& days) {
  Screening screening;
  evaluate(t.program, answers, days, screening);
  return result_json(
             {.rules = t.rules(), .answers = answers, .screening = screening, .kept = &kept})
      .dump(2);
}

Days days_from(const Triple& t, Date as_of) {
  Days days{.as_of = as_of};
  const std::optional<Date> appointment = t.intake.days.appointment;
  if (appointment && *appointment >= as_of && is_screening_date(*appointment))
    days.appointment = appointment;
  return days;
}

}  // namespace

TEST_CASE("kept answers count alike on another day, resumed or read as answers") {
  Tally constructs, forms, ways, seen;
  std::string failure;
  for_each_triple({.seed = 3'300'001, .triples = 1'500}, constructs, forms, [&](const Triple& t) {
    Answers meant = t.answers;
    for (Answer& answer : meant) {
      if (answer.state == Answer::State::not_reached) answer = {};
    }
    Interview first(t.program, {.as_of = t.intake.days.as_of});
    answer_all(first, meant, t.generator, 0, t.random, ways);
    const Days days = days_from(t, some_day_after(t.random, t.intake.days.as_of));
    const KeptAnswers kept = first.counted();

    Interview again(t.program, days);
    again.restore(kept);
    Interview resumed(t.program, days);
    const std::string saved = saved_interview_json(again);
    const auto file = parse_kept_file(t.rules(), saved, days.as_of);
    if (!file.value) {
      failure = render(file.diagnostics.items().front()) + saved + describe(t);
      return false;
    }
    resumed.restore(file.value->kept);

    Standing standing = standing_answers(t.program, kept, days);
    KeptAnswers read = kept;
    read.not_confirmed = standing.not_confirmed;
    const std::string wanted = result_of(t, standing.answers, read, days);
    const KeptAnswers counted = again.counted();
    const std::string got = result_of(t, again.answers(), counted, days);
    const KeptAnswers recounted = resumed.counted();
    if (got != wanted) failure = "read as answers\n" + wanted + "\nresumed\n" + got + "\n";
    if (got != result_of(t, resumed.answers(), recounted, days))
      failure = "saved and resumed again, the result differs from\n" + got + "\n";
    for (std::size_t q = 0; q < kept.answers.size(); ++q) {
      const bool given = kept.answers[q].given();
      seen.count("an answer holds", given && standing.answers[q] == kept.answers[q] &&
                                        days.as_of != t.intake.days.as_of);
      seen.count("an answer does not hold", standing.not_confirmed[q]);
      seen.count("a part of an answer holds",
                 given && standing.answers[q].given() && standing.answers[q] != kept.answers[q]);
      seen.count("a contradiction", again.contradicts(q));
    }
    if (!failure.empty()) failure += describe(t);
    return failure.empty();
  });
  CHECK(failure == "");
  for (const auto& name :
       {"an answer holds", "an answer does not hold", "a part of an answer holds"})
    CHECK(seen.counts().at(name) > 0);
}

TEST_CASE("a span of days that counts is as good as any of its days") {
  Tally constructs, forms, seen;
  std::string failure;
  for_each_triple({.seed = 3'400'001, .triples = 3'000}, constructs, forms, [&](const Triple& t) {
    Answers answers = t.answers;
    const Days& days = t.intake.days;
    for (std::size_t q = 0; q < answers.size(); ++q) {
      const bool dated = t.rules().questions[q].traits().is_dated && answers[q].given() &&
                         answers[q].time == Answer::Time::date;
      if (dated) answers[q].days_before = t.random.pick(std::vector<std::uint32_t>{0, 1, 30, 365});
    }
    Answers counted = answers;
    Screening wanted;
    const auto left = evaluate_with_spans(t.program, counted, days, wanted);
    seen.count("left open", !left.empty());
    const auto outcome = [&](const Answers& of) {
      Screening screening;
      evaluate(t.program, of, days, screening);
      auto json = result_json({.rules = t.rules(), .answers = of, .screening = screening});
      for (const char* key : {"answers", "reasons", "answered_on"}) json.erase(key);
      return json.dump(2);
    };
    for (int tries = 0; tries < 3 && failure.empty(); ++tries) {
      Answers days_of = counted;
      for (Answer& answer : days_of) {
        if (!answer.given() || !answer.is_span()) continue;
        seen.count("counts");
        const auto back = t.random.below(answer.days_before + 1);
        answer.date -= std::chrono::days(back);
        answer.days_before = 0;
      }
      if (outcome(days_of) != outcome(counted))
        failure = outcome(counted) + "\nbut on other days of the spans\n" + outcome(days_of);
    }
    for (const SpanLeftOpen& span : left) {
      if (counted[span.question].state != Answer::State::not_reached) failure = "not left open";
    }
    if (!failure.empty()) failure += describe(t);
    return failure.empty();
  });
  CHECK(failure == "");
  CHECK(seen.counts().at("counts") > 100);
  CHECK(seen.counts().at("left open") > 100);
}
