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

Answer not_reached_answer() {
  Answer out;
  out.state = Answer::State::not_reached;
  return out;
}

// What counts of an answer whose question has this gate. `held` is what holds of it today.
Answer counting(const Gate& gate, const Answer& kept, const Answer& held, bool set_aside) {
  if (gate.applies == Truth::yes) return held;
  const bool answered = kept.state != Answer::State::not_reached && !set_aside;
  if (answered && kept.given()) return gate.applies == Truth::no ? kept : held;
  if (!gate.waits) return {};
  return answered ? held : not_reached_answer();
}

}  // namespace

KeptAnswers not_answered(std::size_t questions) {
  KeptAnswers out;
  out.answers.resize(questions);
  for (Answer& answer : out.answers) answer.state = Answer::State::not_reached;
  out.answered_on.resize(questions);
  out.not_confirmed.resize(questions);
  out.set_aside.resize(questions);
  return out;
}

KeptAnswers given_on(const Answers& answers, Date day) {
  KeptAnswers out = not_answered(answers.size());
  out.answers = answers;
  for (std::size_t q = 0; q < answers.size(); ++q) {
    if (answers[q].state != Answer::State::not_reached) out.answered_on[q] = day;
  }
  return out;
}

Answer held_answer(const RuleSet& rules, const KeptAnswers& kept, std::size_t question,
                   Date as_of) {
  if (kept.not_confirmed[question]) return not_reached_answer();
  return holding(rules.questions[question], kept.answers[question], kept.answered_on[question],
                 as_of);
}

void find_counting(const Program& program, const KeptAnswers& kept, Date as_of,
                   Screening::Scratch& scratch, std::vector<Gate>& gates, Answers& out) {
  const std::size_t count = kept.answers.size();
  assert(count == program.rules().questions.size() && kept.set_aside.size() == count);
  Answers held(count);
  for (std::size_t q = 0; q < count; ++q) held[q] = held_answer(program.rules(), kept, q, as_of);
  out = held;
  // Gates have no cycles, so each pass settles the questions whose gates depend on settled ones.
  for (Answers before; before != out;) {
    before = out;
    find_gates(program, before, as_of, scratch, gates);
    for (std::size_t q = 0; q < count; ++q)
      out[q] = counting(gates[q], kept.answers[q], held[q], kept.set_aside[q]);
  }
}

Standing standing_answers(const Program& program, const KeptAnswers& kept, const Days& days) {
  Standing out;
  Screening screening;
  std::vector<Gate> gates;
  find_counting(program, kept, days.as_of, screening.scratch, gates, out.answers);
  evaluate_with_spans(program, out.answers, days, screening);
  out.not_confirmed.resize(out.answers.size());
  for (std::size_t q = 0; q < out.answers.size(); ++q) {
    const bool counts = gates[q].applies == Truth::yes || !kept.set_aside[q];
    out.not_confirmed[q] = counts && kept.answers[q].given() && !out.answers[q].given();
  }
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
