// SPDX-License-Identifier: Apache-2.0
// Answers with the days they were given on, as files keep them.

#pragma once

#include <optional>
#include <vector>

#include "candor/engine/program.h"
#include "candor/engine/screening.h"
#include "candor/engine/spans.h"
#include "candor/intake/answers.h"

namespace candor {

/// Answers, each with the day it was given on. All have one element for each question.
struct KeptAnswers {
  Answers answers = {};                               // `not_reached`: not asked
  std::vector<std::optional<Date>> answered_on = {};  // nothing: not answered, or on an unknown day
  std::vector<bool> not_confirmed = {};               // named so by the file: open until confirmed
  /// The interviewer changed another answer, by which the question does not apply: it is as if it
  /// had not been answered. An answer that is not set aside contradicts the others instead.
  std::vector<bool> set_aside = {};
};

/// Nothing is answered.
KeptAnswers not_answered(std::size_t questions);

/// The answers, all given on one day. Answers that are `not_reached` have no day.
KeptAnswers given_on(const Answers& answers, Date day);

/// The part of a kept answer that counts on a day if its question applies (see `holding`).
Answer held_answer(const RuleSet& rules, const KeptAnswers& kept, std::size_t question, Date as_of);

/// Finds the gates, and which answers count by them; `scratch` is memory to reuse. Spans of days
/// are not tested yet: see `evaluate_with_spans`.
void find_counting(const Program& program, const KeptAnswers& kept, Date as_of,
                   Screening::Scratch& scratch, std::vector<Gate>& gates, Answers& out);

/// What counts of kept answers on the day of a screening.
struct Standing {
  Answers answers = {};                  // ready to evaluate
  std::vector<bool> not_confirmed = {};  // by question: answered then, and not counted today
};

/// Finds the answers that count on `days.as_of`:
///
/// - an answer given that day, or that still holds (see `holding`), counts;
/// - every other one is `not_reached`, which leaves it open whatever its `if_blank` says, unless
///   its question does not apply today: then it is still an answer given, so that a contradiction
///   clears no one;
/// - a question that does not apply and has no answer, or one that was set aside, is blank;
/// - a span of days counts where its days say the same on the screening date, on the appointment
///   and on the earliest day; otherwise it is `not_reached`.
Standing standing_answers(const Program& program, const KeptAnswers& kept, const Days& days);

/// A span of days that cannot stand for one of its days.
struct SpanLeftOpen {
  std::size_t question = 0;
  SpanFault fault = SpanFault::none;
  Date on = {};  // the day on which its days differ
};

/// Evaluates answers, and makes `not_reached` the spans of days whose days differ on the screening
/// date, on the appointment or on the earliest day. Returns those, in the order of the questions.
std::vector<SpanLeftOpen> evaluate_with_spans(const Program& program, Answers& answers,
                                              const Days& days, Screening& out);

}  // namespace candor
