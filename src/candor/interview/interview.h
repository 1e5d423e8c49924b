// SPDX-License-Identifier: Apache-2.0
// The state of an interview: what has been answered, which question is next, what a change undoes.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "candor/engine/program.h"
#include "candor/engine/screening.h"
#include "candor/intake/answers.h"

namespace candor {

/// One person asked the questions of a rule set, one at a time, without input or output.
///
/// Questions are asked by section, in the rule set's order of sections (those without one first),
/// and within a section as its author wrote them. Only those that apply are asked: whose `asked_if`
/// is true. An answer is never lost: going back, or a change that makes a question inapplicable,
/// keeps it, and where the question comes up again it is there to confirm.
///
/// A quick interview asks only what can still change the verdict or the earliest day: the questions
/// that an open rule that matters waits for (`Screening::open`), and those that the earliest day
/// waits for (`Screening::undated`).
///
/// The interview stands at a question (`current`) or, when nothing is left to ask, at its review.
class Interview {
 public:
  /// `days.as_of` must be a screening date, and the appointment not before it.
  Interview(Program program, const Days& days, bool quick = false);

  const Program& program() const noexcept { return program_; }
  const RuleSet& rules() const noexcept { return program_.rules(); }
  const Days& days() const noexcept { return days_; }
  bool quick() const noexcept { return quick_; }

  /// The question to ask; nothing at the review.
  std::optional<std::size_t> current() const noexcept { return current_; }

  /// Whether the question is asked of this person, as far as the answers tell.
  bool applies(std::size_t question) const { return gates_[question].applies == Truth::yes; }

  /// Whether the question has been answered, "not known" included.
  bool reached(std::size_t question) const {
    return kept_[question].state != Answer::State::not_reached;
  }

  /// Whether an answer to the question can still change the verdict or the earliest day.
  bool relevant(std::size_t question) const { return relevant_[question]; }

  /// What was answered; kept also while the question does not apply.
  const Answer& answer(std::size_t question) const { return kept_[question]; }

  /// Whether the answer has to be confirmed, or given anew, before the review.
  bool to_confirm(std::size_t question) const { return to_confirm_[question]; }

  /// The questions that apply, in the order they are asked.
  std::vector<std::size_t> applying() const;

  /// Where a question stands among those that count: all that apply or, in a quick interview, those
  /// answered and those that still matter. The total changes with the answers.
  struct Position {
    std::size_t number = 0;  // from 1
    std::size_t total = 0;
  };
  Position position(std::size_t question) const;

  /// What an answer did to other questions.
  struct Change {
    std::vector<std::size_t> set_aside = {};  // answered, and no longer applying
    std::vector<std::size_t> returned = {};   // answered before, and applying again: to confirm
  };

  /// Answers the current question and moves on: to the next one, in the order of asking and from
  /// the beginning again, that is not answered or to be confirmed; else to the review. A blank
  /// answer is "not known".
  Change reply(const Answer& answer);

  /// Confirms the answer that the current question has, and moves on. Only when `reached`.
  Change keep();

  /// Goes to the answered question before this one, whose answer, and in turn those after it, are
  /// then to be confirmed. From a review reached by `finish`, back to where that was. False, and
  /// nothing happens, where there is none.
  bool back();

  /// Goes to a question that applies; once it is answered, to the first one still to ask after it.
  void jump(std::size_t question);

  /// Goes to the review, whatever is left. Until `back`, only questions jumped to and those that a
  /// change makes apply are asked.
  void finish();

  /// Marks every answer as to be confirmed: for answers given on another day.
  void confirm_all();

  /// Puts back an answer of an earlier sitting; it counts once its question applies. Questions are
  /// asked from the first one that is left. A state of `not_reached` leaves it to be asked.
  void restore(const Answers& answers);

  /// The questions that apply and have not been answered, in the order they are asked.
  std::vector<std::size_t> left() const;

  /// The answers as they stand, ready to evaluate. A question that does not apply is blank, as in
  /// any other intake, and so is one whose gate stays unknown whatever is answered. What applies
  /// and has not been answered is not reached, and so is what may still apply: open, whatever its
  /// `if_blank`.
  const Answers& answers() const noexcept { return answers_; }

  /// What these answers come to.
  const Screening& screening() const noexcept { return screening_; }

 private:
  bool pending(std::size_t question) const;
  void move_on(std::size_t after);
  std::optional<std::size_t> next_after(std::size_t question) const;
  void find_answers();
  Change update();

  Program program_;
  Days days_;
  bool quick_;
  std::vector<std::size_t> order_ = {};  // the questions as they are asked
  std::vector<std::size_t> place_ = {};  // by question: its index in `order_`
  Answers kept_ = {};                    // by question; `not_reached` until answered
  std::vector<bool> to_confirm_ = {};    // by question
  std::vector<bool> skipped_ = {};       // by question: left out by `finish`
  std::vector<bool> relevant_ = {};      // by question: can still change verdict or day
  std::vector<Gate> gates_ = {};         // by question
  Answers answers_ = {};                 // by question; see `answers`
  std::optional<std::size_t> current_ = {};
  std::optional<std::size_t> finished_at_ = {};  // where `finish` was called
  Screening screening_ = {};
};

}  // namespace candor
