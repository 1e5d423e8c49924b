// SPDX-License-Identifier: Apache-2.0
#include "candor/interview/validity.h"

#include <algorithm>
#include <vector>

#include "candor/interview/lasting.h"
#include "candor/rules/question_uses.h"

namespace candor {
namespace {

Date last_day_of(const Question& question, const Answer& answer, std::optional<Date> answered_on,
                 Date as_of) {
  if (!answer.given()) return as_of;
  // Of the answers whose day is not known, only those count that last always.
  if (!answered_on) return latest_screening_date;
  return std::max(as_of, holds_until(question, answer, *answered_on));
}

}  // namespace

std::optional<Validity> find_validity(const Program& program, const Answers& answers,
                                      const Screening& screening, const KeptAnswers* kept) {
  const auto headline = headline_until(program, answers, screening);
  if (!headline) return std::nullopt;
  const Date as_of = screening.days.as_of;
  Screening::Scratch scratch;
  std::vector<Gate> gates;
  find_gates(program, answers, as_of, scratch, gates);
  const std::vector<bool> read = read_by_rules(program.rules());
  Validity out{.headline = *headline,
               .until = headline->last,
               .rule = headline->rule,
               .question = headline->question};
  for (std::size_t q = 0; q < answers.size(); ++q) {
    if (!read[q] || gates[q].applies != Truth::yes) continue;
    if (answers[q].state == Answer::State::not_reached) continue;
    const std::optional<Date> day = kept != nullptr ? kept->answered_on[q] : as_of;
    const Date last = last_day_of(program.rules().questions[q], answers[q], day, as_of);
    if (last >= out.until) continue;
    out.until = last;
    out.rule.reset();
    out.question = static_cast<std::uint16_t>(q);
  }
  return out;
}

}  // namespace candor
