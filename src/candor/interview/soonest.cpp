// SPDX-License-Identifier: Apache-2.0
#include "candor/interview/soonest.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "candor/engine/class_answers.h"
#include "candor/rules/question_uses.h"

namespace candor {
namespace {

// Sums of the same fractions in another order can differ in the last digits.
constexpr double equally_good = 1e-9;

// Questions that are added by answers to added questions, and so on, hardly change a chance.
constexpr int most_depth = 3;

std::vector<std::size_t> with_verdict(const Screening& screening, std::uint16_t at_least,
                                      std::span<const std::size_t> among) {
  std::vector<std::size_t> out;
  for (const std::size_t q : among) {
    const bool could =
        std::any_of(screening.open.begin(), screening.open.end(), [&](const OpenQuestion& open) {
          return open.question == q && open.could_become >= at_least;
        });
    if (could) out.push_back(q);
  }
  return out;
}

}  // namespace

std::vector<bool> relevant_questions(const RuleSet& rules, const Screening& screening) {
  std::vector<bool> out(rules.questions.size());
  for (const OpenQuestion& open : screening.open) out[open.question] = true;
  for (const auto* list :
       {&screening.undated, &screening.then.open, &screening.on_appointment.open})
    for (const std::uint16_t q : *list) out[q] = true;
  return out;
}

bool stops_triage(const RuleSet& rules, const Screening& screening) {
  if (screening.headline.settled && !screening.undated.empty()) return false;
  return rules.verdicts[screening.headline.at_least].proceed != Proceed::now;
}

Soonest::Soonest(Program program, const Days& days, Pace pace)
    : program_(std::move(program)), days_(days), pace_(pace) {
  const RuleSet& rules = program_.rules();
  while (stop_ < rules.verdicts.size() && rules.verdicts[stop_].proceed == Proceed::now) ++stop_;
  for (std::size_t q = 0; q < rules.questions.size(); ++q) {
    classes_.push_back(class_answers(program_, q, days_.as_of));
    follow_ups_.push_back(uses_of(rules, q).questions);
  }
}

std::size_t Soonest::next(std::span<const std::size_t> questions, const Answers& answers,
                          const Screening& screening) {
  assert(!questions.empty());
  answers_ = answers;
  std::uint16_t goal = 0;
  for (const OpenQuestion& open : screening.open) goal = std::max(goal, open.could_become);
  if (pace_ == Pace::triage) goal = std::min(goal, stop_);
  std::vector<std::size_t> best = with_verdict(screening, goal, questions);
  if (best.empty()) best.assign(questions.begin(), questions.end());
  if (best.size() == 1) return best.front();

  std::size_t found = best.front();
  double most = 0;
  const bool can_end = goal >= stop_ && goal > screening.headline.at_least;
  for (std::size_t i = 0; can_end && i < best.size(); ++i) {
    const Chance of = chance(best[i], goal, 0);
    const double ratio = of.ends / of.takes;
    if (ratio <= most + equally_good) continue;
    most = ratio;
    found = best[i];
  }
  if (most > 0) return found;

  double fewest = 0;
  for (const std::size_t q : best) {
    const double left = expected_left(q);
    if (q != best.front() && left >= fewest - equally_good) continue;
    fewest = left;
    found = q;
  }
  return found;
}

// With or without the questions that its answers add, whichever is better: they can be asked later.
Soonest::Chance Soonest::chance(std::size_t question, std::uint16_t goal, int depth) {
  Chance alone;
  Chance all;
  const Answer before = answers_[question];
  for (const Answer& answer : classes_[question]) {
    answers_[question] = answer;
    ++alone.takes;
    ++all.takes;
    if (find_headline(program_, answers_, days_.as_of, tried_.scratch).at_least >= goal) {
      ++alone.ends;
      ++all.ends;
    } else if (depth < most_depth) {
      add_follow_ups(question, goal, depth, all);
    }
  }
  answers_[question] = before;
  const auto classes = static_cast<double>(classes_[question].size());
  const bool with = all.ends * alone.takes > alone.ends * all.takes;
  const Chance& better = with ? all : alone;
  return {.ends = better.ends / classes, .takes = better.takes / classes};
}

void Soonest::add_follow_ups(std::size_t question, std::uint16_t goal, int depth, Chance& sum) {
  if (follow_ups_[question].empty()) return;
  find_gates(program_, answers_, days_.as_of, tried_.scratch, gates_);
  std::vector<std::size_t> added;
  for (const std::size_t q : follow_ups_[question]) {
    const bool asked = answers_[q].state == Answer::State::not_reached;
    if (asked && gates_[q].applies == Truth::yes) added.push_back(q);
  }
  std::vector<Chance> chances;
  chances.reserve(added.size());
  for (const std::size_t q : added) chances.push_back(chance(q, goal, depth + 1));
  std::stable_sort(chances.begin(), chances.end(), [](const Chance& a, const Chance& b) {
    return a.ends * b.takes > b.ends * a.takes;
  });
  double goes_on = 1;
  for (const Chance& of : chances) {
    if (of.ends == 0) break;
    sum.takes += goes_on * of.takes;
    sum.ends += goes_on * of.ends;
    goes_on *= 1 - of.ends;
  }
}

double Soonest::expected_left(std::size_t question) {
  const Answer before = answers_[question];
  std::size_t left = 0;
  for (const Answer& answer : classes_[question]) {
    answers_[question] = answer;
    evaluate(program_, answers_, days_, tried_);
    const std::vector<bool> relevant = relevant_questions(program_.rules(), tried_);
    left += static_cast<std::size_t>(std::count(relevant.begin(), relevant.end(), true));
  }
  answers_[question] = before;
  return static_cast<double>(left) / static_cast<double>(classes_[question].size());
}

}  // namespace candor
