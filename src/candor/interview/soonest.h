// SPDX-License-Identifier: Apache-2.0
// Which question to ask next, so that the verdict is settled after as few as possible.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "candor/engine/program.h"
#include "candor/engine/screening.h"
#include "candor/intake/answers.h"

namespace candor {

/// How much an interview asks.
enum class Pace : std::uint8_t {
  full,   // every question that applies, in the asking order
  quick,  // what can still change the verdict or the earliest day, and what a later day needs
  triage  // the same, until a rule applies that does not proceed now; see `stops_triage`
};

/// Whether an answer can still change something, by question: the verdict or the earliest day, or
/// the verdict on the earliest day or on the appointment.
std::vector<bool> relevant_questions(const RuleSet& rules, const Screening& screening);

/// Whether a rule applies that does not proceed now: then triage stops. It goes on where the
/// screening is settled but for its earliest day, so that what is settled has the final day.
bool stops_triage(const RuleSet& rules, const Screening& screening);

/// Chooses questions. Every class of answers that the rule set can tell apart counts as equally
/// likely, whatever the other answers; of the sets, none and each member alone.
///
/// Questions that could lead to the most restrictive verdict still possible come first: all of them
/// have to be answered, unless one of the answers gives that verdict. In triage, so do those that
/// could lead to any verdict that does not proceed now. Among them, the best one has the greatest
/// chance of giving such a verdict for each question it takes, counting the questions that its
/// answers add. Without such a chance, it is the one that leaves the fewest questions on average.
class Soonest {
 public:
  Soonest(Program program, const Days& days, Pace pace);

  /// The best of these questions; of equally good ones, the first. Precondition: there is one;
  /// all of them apply, and none has an answer in `answers`, whose screening is given.
  std::size_t next(std::span<const std::size_t> questions, const Answers& answers,
                   const Screening& screening);

 private:
  struct Chance {
    double ends = 0;   // the probability that the goal is reached
    double takes = 0;  // the expected number of questions
  };

  Chance chance(std::size_t question, std::uint16_t goal, int depth);
  void add_follow_ups(std::size_t question, std::uint16_t goal, int depth, Chance& sum);
  double expected_left(std::size_t question);

  Program program_;
  Days days_;
  Pace pace_;
  std::uint16_t stop_ = 0;                                 // the first verdict not to proceed now
  std::vector<std::vector<Answer>> classes_ = {};          // by question
  std::vector<std::vector<std::size_t>> follow_ups_ = {};  // by question: those it can add
  Answers answers_ = {};
  Screening tried_ = {};
  std::vector<Gate> gates_ = {};
};

}  // namespace candor
