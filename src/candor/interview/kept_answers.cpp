// SPDX-License-Identifier: Apache-2.0
#include "candor/interview/kept_answers.h"

#include <algorithm>
#include <cassert>

#include "candor/interview/lasting.h"

namespace candor {
namespace {

// The first of the days on which the days of a span differ; nothing when they say the same.
std::optional<SpanLeftOpen> find_fault(const Program& program, std::size_t question,
                                       const Answer& answer, const Screening& screening) {
  std::optional<Date> earliest;
  if (screening.then.given) earliest = screening.then.on;
  for (const std::optional<Date>& day :
       {std::optional(screening.days.as_of), screening.days.appointment, earliest}) {
    if (!day) continue;
    const SpanFault fault = span_fault(program, question, answer, *day);
    if (fault != SpanFault::none) return SpanLeftOpen{question, fault, *day};
  }
  return std::nullopt;
}

}  // namespace

KeptAnswers given_on(const Answers& answers, Date day) {
  KeptAnswers out{.answers = answers};
  out.answered_on.resize(answers.size());
  out.not_confirmed.resize(answers.size());
  for (std::size_t q = 0; q < answers.size(); ++q) {
    if (answers[q].state != Answer::State::not_reached) out.answered_on[q] = day;
  }
  return out;
}

Standing standing_answers(const Program& program, const KeptAnswers& kept, const Days& days) {
  const std::vector<Question>& questions = program.rules().questions;
  assert(kept.answers.size() == questions.size());
  Answers held(questions.size());
  for (std::size_t q = 0; q < questions.size(); ++q) {
    held[q].state = Answer::State::not_reached;
    if (kept.not_confirmed[q]) continue;
    held[q] = holding(questions[q], kept.answers[q], kept.answered_on[q], days.as_of);
  }
  Standing out{.answers = held};
  Screening screening;
  std::vector<Gate> gates;
  // Gates have no cycles, so each pass settles the questions whose gates depend on settled ones.
  for (Answers before; before != out.answers;) {
    before = out.answers;
    find_gates(program, before, days.as_of, screening.scratch, gates);
    for (std::size_t q = 0; q < questions.size(); ++q) {
      const bool given = kept.answers[q].given();
      const bool stays_unknown = gates[q].applies == Truth::open && !gates[q].waits;
      out.answers[q] = held[q];
      if (given && gates[q].applies == Truth::no) out.answers[q] = kept.answers[q];
      if (!given && (gates[q].applies == Truth::no || stays_unknown)) out.answers[q] = {};
    }
  }
  evaluate_with_spans(program, out.answers, days, screening);
  out.not_confirmed.resize(questions.size());
  for (std::size_t q = 0; q < questions.size(); ++q)
    out.not_confirmed[q] = kept.answers[q].given() && !out.answers[q].given();
  return out;
}

std::vector<SpanLeftOpen> evaluate_with_spans(const Program& program, Answers& answers,
                                              const Days& days, Screening& out) {
  std::vector<SpanLeftOpen> left;
  evaluate(program, answers, days, out);
  // A span left open can change the earliest day, on which the others are then tested again.
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t q = 0; q < answers.size(); ++q) {
      if (!answers[q].given() || !answers[q].is_span()) continue;
      const auto fault = find_fault(program, q, answers[q], out);
      if (!fault) continue;
      answers[q] = {};
      answers[q].state = Answer::State::not_reached;
      left.push_back(*fault);
      changed = true;
    }
    if (changed) evaluate(program, answers, days, out);
  }
  std::sort(left.begin(), left.end(),
            [](const SpanLeftOpen& a, const SpanLeftOpen& b) { return a.question < b.question; });
  return left;
}

}  // namespace candor
