// SPDX-License-Identifier: Apache-2.0
#include "candor/interview/interview.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "candor/interview/lasting.h"
#include "candor/rules/asking_order.h"

namespace candor {

Interview::Interview(Program program, const Days& days, Pace pace)
    : program_(std::move(program)), days_(days), pace_(pace), order_(asking_order(rules())) {
  if (pace_ != Pace::full) soonest_.emplace(program_, days_, pace_);
  const std::size_t count = rules().questions.size();
  index_.resize(count);
  for (std::size_t i = 0; i < count; ++i) index_[order_[i]] = i;
  kept_ = not_answered(count);
  to_confirm_.resize(count);
  unconfirmed_.resize(count);
  contradicts_.resize(count);
  skipped_.resize(count);
  update();
  move_on(order_.back());
}

std::vector<std::size_t> Interview::applying() const {
  std::vector<std::size_t> out;
  for (const std::size_t q : order_) {
    if (applies(q)) out.push_back(q);
  }
  return out;
}

Interview::Position Interview::position(std::size_t question) const {
  Position out;
  for (const std::size_t q : order_) {
    const bool counts = q == question || (reached(q) && !unconfirmed_[q]) || wanted(q);
    if (applies(q) && counts) ++out.total;
  }
  const std::span<const std::size_t> questions = way();
  for (const std::size_t q : questions.first(place_on_way(question))) {
    if (applies(q)) ++out.number;
  }
  ++out.number;
  return out;
}

Interview::Change Interview::reply(const Answer& answer) {
  assert(current_ && answer.state != Answer::State::not_reached);
  const std::size_t question = *current_;
  if (!applies(question) && !answer.given()) return take_back(question);
  kept_.answers[question] = answer;
  kept_.answered_on[question] = days_.as_of;
  kept_.not_confirmed[question] = false;
  kept_.set_aside[question] = false;
  to_confirm_[question] = false;
  unconfirmed_[question] = false;
  skipped_[question] = false;
  if (place_on_way(question) == way().size()) answered_.push_back(question);
  Change change = update();
  move_on(question);
  return change;
}

Interview::Change Interview::keep() {
  assert(current_ && reached(*current_));
  return reply(Answer(kept_.answers[*current_]));
}

Interview::Change Interview::take_back(std::size_t question) {
  forget(question);
  to_confirm_[question] = false;
  unconfirmed_[question] = false;
  skipped_[question] = false;
  std::erase(answered_, question);
  Change change = update();
  move_on(question);
  return change;
}

bool Interview::back() {
  if (!current_ && finished_at_) {
    skipped_.assign(skipped_.size(), false);
    const std::size_t question = *std::exchange(finished_at_, std::nullopt);
    if (applies(question)) {
      current_ = question;
    } else {
      move_on(question);
    }
    return true;
  }
  const std::span<const std::size_t> questions = way();
  const std::size_t end = current_ ? place_on_way(*current_) : questions.size();
  for (std::size_t i = end; i > 0; --i) {
    const std::size_t q = questions[i - 1];
    if (!applies(q) || !reached(q)) continue;
    if (current_ && reached(*current_)) to_confirm_[*current_] = true;
    to_confirm_[q] = true;
    current_ = q;
    return true;
  }
  return false;
}

void Interview::set_appointment(std::optional<Date> appointment) {
  days_.appointment = appointment;
  // A span of days that did not count for the appointment before may count for this one.
  update();
}

void Interview::set_pace(Pace pace) {
  if (pace == pace_) return;
  pace_ = pace;
  soonest_.reset();
  if (pace != Pace::full) soonest_.emplace(program_, days_, pace);
  move_on(order_.back());
}

void Interview::jump(std::size_t question) {
  assert(applies(question) || contradicts(question));
  skipped_[question] = false;
  current_ = question;
}

void Interview::finish() {
  if (!current_) return;
  for (const std::size_t q : order_) skipped_[q] = applies(q) && pending(q);
  finished_at_ = current_;
  current_.reset();
}

const SpanLeftOpen* Interview::span_left_open(std::size_t question) const {
  const auto found =
      std::find_if(spans_left_open_.begin(), spans_left_open_.end(),
                   [&](const SpanLeftOpen& span) { return span.question == question; });
  return found == spans_left_open_.end() ? nullptr : &*found;
}

void Interview::restore(const KeptAnswers& kept) {
  assert(kept.answers.size() == kept_.answers.size());
  kept_ = kept;
  kept_.set_aside.resize(kept.answers.size());
  for (const std::size_t q : order_) {
    unconfirmed_[q] = reached(q) && held(q) != answer(q);
    if (!unconfirmed_[q] || answer(q).given()) continue;
    forget(q);
    unconfirmed_[q] = false;
  }
  answered_.clear();
  for (const std::size_t q : order_) {
    if (reached(q) && !unconfirmed_[q]) answered_.push_back(q);
  }
  gates_.clear();  // of the answers before
  update();
  to_confirm_ = unconfirmed_;
  move_on(order_.back());
}

void Interview::confirm(std::span<const std::size_t> questions) {
  for (const std::size_t q : questions) {
    assert(reached(q));
    kept_.answered_on[q] = days_.as_of;
    unconfirmed_[q] = kept_.not_confirmed[q] = false;
  }
  update();  // marks those that apply again
  for (const std::size_t q : questions) to_confirm_[q] = false;
  move_on(order_.back());
}

void Interview::ask_again(std::span<const std::size_t> questions) {
  for (const std::size_t q : questions) {
    assert(reached(q));
    to_confirm_[q] = applies(q);
  }
  move_on(order_.back());
}

void Interview::leave_open(std::span<const std::size_t> questions) {
  for (const std::size_t q : questions) skipped_[q] = true;
  move_on(order_.back());
}

// The question has not been reached.
void Interview::forget(std::size_t question) {
  kept_.answers[question] = {};
  kept_.answers[question].state = Answer::State::not_reached;
  kept_.answered_on[question].reset();
  kept_.not_confirmed[question] = false;
  kept_.set_aside[question] = false;
}

// The part of a kept answer that counts if its question applies.
Answer Interview::held(std::size_t question) const {
  return held_answer(rules(), kept_, question, days_.as_of);
}

KeptAnswers Interview::kept() const {
  KeptAnswers out = kept_;
  for (const std::size_t q : order_) out.not_confirmed[q] = unconfirmed_[q] && !held(q).given();
  return out;
}

KeptAnswers Interview::counted() const {
  KeptAnswers out = not_answered(answers_.size());
  out.answers = answers_;
  for (std::size_t q = 0; q < answers_.size(); ++q) {
    const bool unconfirmed = unconfirmed_[q] && !kept_.set_aside[q];
    // Also while it is not known whether the question applies.
    const bool open = answer(q).given() && answers_[q].state == Answer::State::not_reached &&
                      (unconfirmed || applies(q));
    if (open || unconfirmed) out.answers[q] = answer(q);
    out.not_confirmed[q] = open;
    const Answer::State state = out.answers[q].state;
    const bool answered =
        state == Answer::State::given || (state == Answer::State::blank && applies(q));
    if (answered) out.answered_on[q] = answered_on(q);
  }
  return out;
}

std::vector<std::size_t> Interview::left() const {
  std::vector<std::size_t> out;
  for (const std::size_t q : order_) {
    if (applies(q) && !reached(q)) out.push_back(q);
  }
  return out;
}

bool Interview::pending(std::size_t question) const {
  if (skipped_[question]) return false;
  if (!applies(question))
    return contradicts_[question] &&
           (unconfirmed_[question] || answered_on(question) != days_.as_of);
  const bool open =
      !reached(question) || unconfirmed_[question] || span_left_open(question) != nullptr;
  if (open) return wanted(question);
  return to_confirm_[question];
}

// The order in which `back` goes back.
std::span<const std::size_t> Interview::way() const { return soonest_ ? answered_ : order_; }

std::size_t Interview::place_on_way(std::size_t question) const {
  const std::span<const std::size_t> questions = way();
  return static_cast<std::size_t>(std::find(questions.begin(), questions.end(), question) -
                                  questions.begin());
}

std::optional<std::size_t> Interview::next_after(std::size_t question) const {
  for (std::size_t i = 1; i <= order_.size(); ++i) {
    const std::size_t q = order_[(index_[question] + i) % order_.size()];
    if (pending(q)) return q;
  }
  return std::nullopt;
}

std::optional<std::size_t> Interview::next_soonest(std::size_t after) {
  std::vector<std::size_t> again = answered_;
  if (const std::size_t place = place_on_way(after); place < again.size())
    std::rotate(again.begin(), again.begin() + static_cast<std::ptrdiff_t>(place) + 1, again.end());
  for (const std::size_t q : again) {
    if (pending(q)) return q;
  }
  std::vector<std::size_t> questions;
  for (const std::size_t q : order_) {
    if (pending(q)) questions.push_back(q);
  }
  if (questions.empty()) return std::nullopt;
  return soonest_->next(questions, answers_, screening_);
}

void Interview::move_on(std::size_t after) {
  current_ = soonest_ ? next_soonest(after) : next_after(after);
}

Interview::Change Interview::update() {
  const std::vector<Gate> before = gates_;
  Change change;
  // An answer of another day is still an answer given where its question does not apply any more;
  // one of today is set aside.
  for (std::size_t q = 0; q < before.size(); ++q) {
    const bool applied = before[q].applies == Truth::yes;
    if (applied && answered_on(q) == days_.as_of) kept_.set_aside[q] = true;
  }
  find_counting(program_, kept_, days_.as_of, screening_.scratch, gates_, answers_);
  for (std::size_t q = 0; q < gates_.size(); ++q) {
    if (!reached(q) || applies(q)) kept_.set_aside[q] = false;
  }
  for (std::size_t i = 0; i < order_.size() && !before.empty(); ++i) {
    const std::size_t q = order_[i];
    if (!reached(q) || (before[q].applies == Truth::yes) == applies(q)) continue;
    (applies(q) ? change.returned : change.set_aside).push_back(q);
    to_confirm_[q] = applies(q);
  }
  screen();
  // Such an answer still counts as one, and is asked about.
  std::erase_if(change.set_aside, [&](std::size_t q) { return contradicts_[q]; });
  return change;
}

// An answer that satisfies no test keeps nothing open, so it is not asked about.
void Interview::find_contradictions() {
  contradicts_.assign(answers_.size(), false);
  Screening without;
  for (const std::uint16_t q : screening_.not_used) {
    Answers answers = answers_;
    answers[q] = {};
    evaluate(program_, answers, days_, without);
    const auto same = [](const OpenQuestion& a, const OpenQuestion& b) {
      return a.question == b.question && a.could_become == b.could_become;
    };
    contradicts_[q] = !std::equal(without.open.begin(), without.open.end(), screening_.open.begin(),
                                  screening_.open.end(), same);
  }
}

void Interview::screen() {
  spans_left_open_ = evaluate_with_spans(program_, answers_, days_, screening_);
  find_contradictions();
  relevant_ = relevant_questions(rules(), screening_);
}

}  // namespace candor
