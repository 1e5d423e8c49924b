// SPDX-License-Identifier: Apache-2.0
#include "candor/engine/headline_until.h"

#include <set>
#include <vector>

#include "candor/engine/evaluation.h"
#include "candor/engine/spans.h"

namespace candor {
namespace {

template <class Each>
void for_thresholds(const Bounds<Duration>& bounds, Each each) {
  for (const auto& bound : {bounds.under, bounds.over, bounds.at_least, bounds.at_most}) {
    if (bound) each(*bound);
  }
}

// The later days on which a test can have another value than on the day before: when as much time
// has passed as the test says, and the day after that. Of a span of days, counted from both ends.
std::set<Date> days_of_change(const Program::Code& code, const Answers& answers, Date as_of) {
  std::set<Date> out;
  for (const Node& node : code.nodes) {
    if (!node.depends_on_day()) continue;
    const Answer answer =
        fill_blank(code.rules.questions[node.question].if_blank, answers[node.question], as_of);
    if (!answer.given() || answer.time != Answer::Time::date) continue;
    for_thresholds(code.times[node.first], [&](Duration duration) {
      for (const Date from : {answer.first_day(), answer.date}) {
        const Date passed = plus(from, duration);
        for (const Date day : {passed, passed + std::chrono::days(1)}) {
          if (day > as_of && day <= latest_screening_date) out.insert(day);
        }
      }
    });
  }
  return out;
}

std::vector<Truth> rule_states(const Program::Code& code, const Evaluation& evaluation) {
  std::vector<Truth> out;
  for (const std::uint32_t node : code.rule) out.push_back(evaluation.value(node));
  return out;
}

}  // namespace

std::optional<HeadlineUntil> headline_until(const Program& program, const Answers& answers,
                                            const Screening& screening) {
  if (!screening.headline.settled) return std::nullopt;
  const Program::Code& code = program.code();
  const Date as_of = screening.days.as_of;
  std::vector<std::uint16_t> spans;
  for (std::size_t q = 0; q < answers.size(); ++q) {
    if (answers[q].given() && answers[q].is_span()) spans.push_back(static_cast<std::uint16_t>(q));
  }
  Screening::Scratch scratch;
  Evaluation evaluation(code, answers, as_of, scratch);
  evaluation.evaluate_on(as_of);
  const std::uint16_t verdict = evaluation.headline().at_least;
  std::vector<Truth> before = rule_states(code, evaluation);
  HeadlineUntil out;
  for (const Date day : days_of_change(code, answers, as_of)) {
    out.last = day - std::chrono::days(1);
    for (const std::uint16_t q : spans) {
      if (span_fault(program, q, answers[q], day) == SpanFault::none) continue;
      out.question = q;
      return out;
    }
    evaluation.evaluate_also_on(day);
    std::vector<Truth> states = rule_states(code, evaluation);
    const Headline& headline = evaluation.headline();
    if (headline.incomplete || headline.at_least != verdict) {
      for (const std::uint32_t rule : code.rules_by_restriction) {
        if (states[rule] == before[rule]) continue;
        out.rule = rule;
        return out;
      }
    }
    before = std::move(states);
  }
  out.last = latest_screening_date;
  return out;
}

}  // namespace candor
