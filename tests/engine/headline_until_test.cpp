// SPDX-License-Identifier: Apache-2.0
// How long a verdict holds, compared with the engine day by day.

#include <algorithm>
#include <optional>
#include <string>

#include "candor/engine/headline_until.h"
#include "candor/engine/spans.h"
#include "candor/interview/kept_answers.h"
#include "support/catch.hpp"
#include "support/generate.h"

using namespace candor;
using namespace candor::testing;

namespace {

constexpr std::chrono::days next_day{1};

// The same answers on a later day, as for an appointment.
Outlook outlook_on(const Triple& t, const Answers& answers, Date day) {
  Screening out;
  evaluate(t.program, answers, {.as_of = t.intake.days.as_of, .appointment = day}, out);
  return out.on_appointment;
}

bool same_verdict(const Headline& a, const Headline& b) {
  return a.incomplete == b.incomplete && (a.incomplete || a.at_least == b.at_least);
}

// Replaces some days by spans that end on them or later.
Answers with_spans(const Triple& t) {
  Answers out = t.answers;
  for (Answer& answer : out) {
    if (!answer.given() || answer.date == Date{} || answer.time != Answer::Time::date) continue;
    if (!t.random.chance(40)) continue;
    answer.days_before = static_cast<std::uint32_t>(t.random.between(1, 40));
  }
  return out;
}

// The same answers, with one day of each span.
Answers some_days(const Triple& t, Answers answers) {
  for (Answer& answer : answers) {
    answer.date -= std::chrono::days(t.random.below(answer.days_before + 1));
    answer.days_before = 0;
  }
  return answers;
}

// The first of the days up to `last` on which some day of the spans gives another verdict.
std::optional<Date> first_difference(const Triple& t, const Answers& answers, Date last) {
  const Date as_of = t.intake.days.as_of;
  const Headline today = outlook_on(t, answers, as_of).headline;
  // All days of a year and a half, then some.
  for (Date day = as_of; day <= last;) {
    if (!same_verdict(outlook_on(t, some_days(t, answers), day).headline, today)) return day;
    const bool near = day < as_of + std::chrono::days(550);
    if (!near && day < last - next_day)
      day = std::min(last - next_day, day + std::chrono::days(t.random.between(1, 20'000)));
    else
      day += next_day;
  }
  return std::nullopt;
}

}  // namespace

TEST_CASE("a verdict holds on every day until the one given, and on the next one no longer") {
  Tally constructs, forms, ways;
  std::string failure;
  for_each_triple({.seed = 15'000'001, .triples = 2'000}, constructs, forms, [&](const Triple& t) {
    Answers answers = t.random.chance(40) ? with_spans(t) : t.answers;
    Screening screening;
    const Days days{.as_of = t.intake.days.as_of};
    evaluate_with_spans(t.program, answers, days, screening);
    const auto until = headline_until(t.program, answers, screening);
    if (until.has_value() != screening.headline.settled) failure = "settled";
    if (!until || !failure.empty()) return failure.empty();
    const bool ends = until->last < latest_screening_date;
    if (ends != (until->rule || until->question)) failure = "an end without a cause";
    if (const auto day = first_difference(t, answers, until->last))
      failure = "ends earlier, on " + to_string(*day);
    if (until->rule) {
      const Outlook last = outlook_on(t, answers, until->last);
      const Outlook after = outlook_on(t, answers, until->last + next_day);
      if (same_verdict(last.headline, after.headline)) failure = "does not end on the next day";
      const auto has = [&](const Outlook& outlook) {
        return std::count(outlook.rules.begin(), outlook.rules.end(), *until->rule) != 0;
      };
      if (has(last) == has(after) && !after.headline.incomplete) failure = "another rule ends it";
      ways.count("ends on a day of its own", last.headline.at_least != after.headline.at_least);
      ways.count("becomes incomplete", after.headline.incomplete);
    }
    if (until->question) {
      const Answer& span = answers[*until->question];
      const auto fault = [&](Date day) {
        return span_fault(t.program, *until->question, span, day);
      };
      if (fault(until->last) != SpanFault::none) failure = "the days of a span differ before";
      if (fault(until->last + next_day) == SpanFault::none)
        failure = "the days of a span are alike";
      ways.count("the days of a span differ");
    }
    ways.count("never ends", !ends);
    if (!failure.empty()) failure += ", not after " + to_string(until->last) + "\n" + describe(t);
    return failure.empty();
  });
  CHECK(failure == "");
  for (const auto& name : {"ends on a day of its own", "becomes incomplete", "never ends",
                           "the days of a span differ"}) {
    CAPTURE(name);
    CHECK(ways.counts().at(name) > 0);
  }
}
