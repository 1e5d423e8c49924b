// SPDX-License-Identifier: Apache-2.0
// The state of an interview: the answers so far, and the question to ask next.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "candor/engine/program.h"
#include "candor/engine/screening.h"
#include "candor/intake/answers.h"
#include "candor/interview/kept_answers.h"
#include "candor/interview/soonest.h"

namespace candor {

/// Asks one person the questions of a rule set, one at a time. Does no input or output.
///
/// At full pace, questions are asked in their `asking_order`. Only questions that apply, whose
/// `asked_if` is true, are asked. Answers are never lost: going back keeps them, and so does a
/// change that makes a question inapplicable; when the question comes up again, its answer is there
/// to confirm.
///
/// At another `Pace`, the next question is the one that settles soonest (`Soonest`), and only
/// questions that are still `wanted` are asked.
///
/// The interview is at a question (`current`) or, when no question is left, at its review.
class Interview {
 public:
  /// Precondition: `days.as_of` is a screening date, and the appointment is not before it.
  Interview(Program program, const Days& days, Pace pace = Pace::full);

  const Program& program() const noexcept { return program_; }
  const RuleSet& rules() const noexcept { return program_.rules(); }
  const Days& days() const noexcept { return days_; }
  Pace pace() const noexcept { return pace_; }

  /// The question to ask; nothing at the review.
  std::optional<std::size_t> current() const noexcept { return current_; }

  /// Whether the question applies to this person by the answers so far.
  bool applies(std::size_t question) const { return gates_[question].applies == Truth::yes; }

  /// Whether the question has been answered, "not known" included.
  bool reached(std::size_t question) const {
    return kept_.answers[question].state != Answer::State::not_reached;
  }

  /// Whether an answer to the question can still change the verdict or the earliest day, or the
  /// verdict on the earliest day or on the appointment.
  bool relevant(std::size_t question) const { return relevant_[question]; }

  /// Whether the pace asks for an answer to the question, once it applies.
  bool wanted(std::size_t question) const {
    return pace_ == Pace::full || (relevant_[question] && !stopped());
  }

  /// Whether the question is still to be asked, or its answer to be confirmed.
  bool pending(std::size_t question) const;

  /// Whether this is a triage, and a rule applies that ends it.
  bool stopped() const { return pace_ == Pace::triage && stops_triage(rules(), screening_); }

  /// The answer, kept even while the question does not apply.
  const Answer& answer(std::size_t question) const { return kept_.answers[question]; }

  /// The day the answer was given on; nothing if it was not given or the day is not known.
  std::optional<Date> answered_on(std::size_t question) const {
    return kept_.answered_on[question];
  }

  /// Whether the answer has to be confirmed or changed before the review.
  bool to_confirm(std::size_t question) const { return to_confirm_[question]; }

  /// Whether the answer was given on another day, has not been confirmed, and does not hold today,
  /// or not all of it: see `holding`.
  bool unconfirmed(std::size_t question) const { return unconfirmed_[question]; }

  /// Whether an answer that was not set aside stands against the others, by which its question does
  /// not apply, and so keeps rules open. Such a question is asked although it does not apply,
  /// unless it was answered today.
  bool contradicts(std::size_t question) const { return contradicts_[question]; }

  /// Why a span of days does not count, if that is the answer: its days differ today, on the
  /// appointment or on the earliest day. The day is to be asked for.
  const SpanLeftOpen* span_left_open(std::size_t question) const;

  /// The questions that apply, in the order of asking.
  std::vector<std::size_t> applying() const;

  /// The number of a question among all that apply or, at another pace than the full one, among
  /// those answered, in that order, and those still wanted. The total changes with the answers.
  struct Position {
    std::size_t number = 0;  // from 1
    std::size_t total = 0;
  };
  Position position(std::size_t question) const;

  /// The effect of an answer on other questions.
  struct Change {
    std::vector<std::size_t> set_aside = {};  // answered, and no longer apply
    std::vector<std::size_t> returned = {};   // answered before, and apply again: to confirm
  };

  /// Answers the current question and moves on to the next one, in the order of asking and wrapping
  /// around, that is unanswered or to be confirmed; otherwise to the review. At another pace than
  /// the full one, to the first one to be confirmed since `back`, otherwise to the one that settles
  /// soonest. A blank answer means "not known"; of a question that does not apply (see
  /// `contradicts`) it takes the answer back. Precondition: there is a current question.
  Change reply(const Answer& answer);

  /// Confirms the answer of the current question and moves on. Precondition: it is `reached`.
  Change keep();

  /// Takes an answer back, so that the question is not `reached`.
  Change take_back(std::size_t question);

  /// Goes to the answered question before this one; its answer, and the answers passed on the way,
  /// are then to be confirmed. From a review reached by `finish`, goes back to where `finish` was
  /// called. Returns false, and does nothing, when there is no such question.
  bool back();

  /// Screens for this appointment instead. Precondition: it is not before `days().as_of`.
  void set_appointment(std::optional<Date> appointment);

  /// Asks as much as this pace from now on.
  void set_pace(Pace pace);

  /// Goes to a question; once it is answered, the interview continues with the first question left
  /// after it. Precondition: the question applies, or `contradicts`.
  void jump(std::size_t question);

  /// Goes to the review, even if questions are left. Until `back`, only questions jumped to, and
  /// those that start to apply, are asked.
  void finish();

  /// Restores kept answers, each with its day. Those given that day count, and those that still
  /// hold; every other one is to be confirmed, and does not count until then. Those that are
  /// `not_reached` are still to be asked, from the first one on. A blank of another day is too.
  void restore(const KeptAnswers& kept);

  /// Whether the answer is to be confirmed because it was given on another day, and was not left
  /// open by `leave_open` or `finish`.
  bool asks_to_confirm(std::size_t question) const {
    return applies(question) && unconfirmed_[question] && !skipped_[question];
  }

  /// Confirms answers as given today, without a reply to each. Precondition: they are `reached`.
  void confirm(std::span<const std::size_t> questions);

  /// Asks to confirm answers, as after `back`. Precondition: they are `reached`.
  void ask_again(std::span<const std::size_t> questions);

  /// Leaves questions open: they are not asked before `back`.
  void leave_open(std::span<const std::size_t> questions);

  /// The questions that apply and have not been answered, in the order of asking.
  std::vector<std::size_t> left() const;

  /// The answers so far, ready to evaluate. A question that does not apply is blank, as in any
  /// other intake; so is one whose gate stays unknown whatever else is answered. A question that
  /// applies, or may still apply, and is unanswered or unconfirmed, is `not_reached`, which leaves
  /// it open whatever its `if_blank` says.
  const Answers& answers() const noexcept { return answers_; }

  /// Every answer as a saved interview keeps it, set aside or not.
  KeptAnswers kept() const;

  /// The answers that the screening rests on, with their days, and those not confirmed.
  KeptAnswers counted() const;

  /// The screening of `answers`.
  const Screening& screening() const noexcept { return screening_; }

 private:
  void move_on(std::size_t after);
  std::optional<std::size_t> next_after(std::size_t question) const;
  std::optional<std::size_t> next_soonest(std::size_t after);
  std::span<const std::size_t> way() const;
  std::size_t place_on_way(std::size_t question) const;
  void find_contradictions();
  void forget(std::size_t question);
  Answer held(std::size_t question) const;
  Change update();
  void screen();

  Program program_;
  Days days_;
  Pace pace_;
  std::optional<Soonest> soonest_ = {};     // at another pace than the full one
  std::vector<std::size_t> order_ = {};     // the questions in the order of asking
  std::vector<std::size_t> index_ = {};     // by question: its index in `order_`
  std::vector<std::size_t> answered_ = {};  // in the order in which they were answered first
  KeptAnswers kept_ = {};                   // `not_reached` until answered
  std::vector<bool> to_confirm_ = {};       // by question
  std::vector<bool> unconfirmed_ = {};      // by question: see `unconfirmed`
  std::vector<bool> contradicts_ = {};      // by question
  std::vector<SpanLeftOpen> spans_left_open_ = {};
  std::vector<bool> skipped_ = {};   // by question: left out by `finish`
  std::vector<bool> relevant_ = {};  // by question; see `relevant`
  std::vector<Gate> gates_ = {};     // by question
  Answers answers_ = {};             // by question; see `answers`
  std::optional<std::size_t> current_ = {};
  std::optional<std::size_t> finished_at_ = {};  // where `finish` was called
  Screening screening_ = {};
};

}  // namespace candor
