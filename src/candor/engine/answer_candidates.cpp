// SPDX-License-Identifier: Apache-2.0
#include "candor/engine/answer_candidates.h"

#include <functional>
#include <limits>
#include <set>

namespace candor {
namespace {

Answer given() {
  Answer out;
  out.state = Answer::State::given;
  return out;
}

Answer chosen(std::uint64_t yes) {
  Answer out = given();
  out.yes = yes;
  return out;
}

template <class T, class Each>
void for_bounds(const Bounds<T>& bounds, Each each) {
  for (const auto& bound : {bounds.under, bounds.over, bounds.at_least, bounds.at_most}) {
    if (bound) each(*bound);
  }
}

std::vector<Answer> choices(std::size_t count) {
  std::vector<Answer> out;
  for (std::size_t i = 0; i < count; ++i) out.push_back(chosen(std::uint64_t{1} << i));
  return out;
}

// Thresholds are possible answers themselves, so their neighbors are one step away.
std::vector<Answer> numbers(const Question& question, std::span<const Test> tests) {
  // The limit of `parse_decimal`: twelve digits before the point, and six after it.
  constexpr std::int64_t most = 999'999'999'999'999'999;
  const std::int64_t step = question.step.millionths;
  std::set<std::int64_t> found;
  const auto add = [&](std::int64_t value) {
    const bool in_range = value >= -most && value <= most &&
                          (!question.min || value >= question.min->millionths) &&
                          (!question.max || value <= question.max->millionths);
    if (in_range) found.insert(value);
  };
  const auto threshold = [&](Decimal at) {
    for (const std::int64_t value : {at.millionths - step, at.millionths, at.millionths + step})
      add(value);
  };
  for (const Test& test : tests) {
    const auto* number = std::get_if<NumberTest>(&test.of);
    if (!number) continue;
    if (number->equal) threshold(*number->equal);
    for_bounds(number->bounds, threshold);
  }
  const std::int64_t from = question.min ? question.min->millionths : 0;
  add(from);
  if (question.max) {
    // The last step. It may be below a maximum that is not on a step, and below zero.
    std::int64_t steps = (question.max->millionths - from) / step;
    if (from + steps * step > question.max->millionths) --steps;
    add(from + steps * step);
  }
  std::vector<Answer> out;
  for (const std::int64_t value : found) {
    out.push_back(given());
    out.back().number = Decimal{value};
  }
  return out;
}

// The last day up to `latest` for which `is_past` holds. Precondition: `is_past` also holds for all
// earlier days.
Date last_day(Date latest, Duration wait, const std::function<bool(Date)>& is_past) {
  // Clipping to the end of a month moves a day by at most three.
  constexpr std::chrono::days beyond{4};
  Date day = std::min(latest, minus(latest, wait) + beyond);
  while (!is_past(day)) day -= std::chrono::days{1};
  return day;
}

std::vector<Answer> times(const Question& question, std::span<const Test> tests,
                          std::span<const Duration> waits, Date as_of) {
  constexpr Date oldest = std::chrono::sys_days{std::chrono::year{1000} / 1 / 1};
  std::set<Date, std::greater<>> days{as_of, oldest};
  const auto add = [&](Date day) {
    if (day >= oldest && day <= as_of) days.insert(day);
  };
  const auto threshold = [&](Duration at) {
    const Date reached = last_day(as_of, at, [&](Date day) { return plus(day, at) <= as_of; });
    const Date exceeded = last_day(as_of, at, [&](Date day) { return plus(day, at) < as_of; });
    for (const Date day : {reached, exceeded}) {
      add(day);
      add(day + std::chrono::days{1});
    }
  };
  for (const Test& test : tests) {
    if (const auto* time = std::get_if<TimeTest>(&test.of)) for_bounds(time->bounds, threshold);
  }
  for (const Duration& wait : waits) threshold(wait);

  std::vector<Answer> out;
  const auto add_word = [&](Answer::Time word) {
    out.push_back(given());
    out.back().time = word;
  };
  if (question.accepts_ongoing) add_word(Answer::Time::ongoing);
  for (const Date day : days) {
    out.push_back(given());
    out.back().date = day;
  }
  if (question.accepts_never) add_word(Answer::Time::never);
  return out;
}

std::int64_t days_ago(const Answer& answer, Date as_of) {
  switch (answer.time) {
    case Answer::Time::never: return std::numeric_limits<std::int64_t>::max();
    case Answer::Time::ongoing: return 0;
    case Answer::Time::date: break;
  }
  return (as_of - answer.date).count();
}

}  // namespace

std::vector<Answer> answer_candidates(const Question& question, std::span<const Test> tests,
                                      std::span<const Duration> waits, Date as_of) {
  switch (question.type) {
    case QuestionType::choice: return choices(question.choices.size());
    case QuestionType::yes_no: return {chosen(1), chosen(0)};
    case QuestionType::number: return numbers(question, tests);
    case QuestionType::time_since: return times(question, tests, waits, as_of);
    case QuestionType::set: break;
  }
  return {};
}

std::int64_t answer_order(const Question& question, const Answer& answer, Date as_of) {
  switch (question.type) {
    case QuestionType::number: return answer.number.millionths;
    case QuestionType::time_since: return days_ago(answer, as_of);
    case QuestionType::choice:
    case QuestionType::yes_no:
    case QuestionType::set: break;
  }
  return 0;
}

}  // namespace candor
