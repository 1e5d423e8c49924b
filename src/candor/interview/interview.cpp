// SPDX-License-Identifier: Apache-2.0
#include "candor/interview/interview.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "candor/rules/asking_order.h"

namespace candor {

Interview::Interview(Program program, const Days& days, Pace pace)
    : program_(std::move(program)), days_(days), pace_(pace), order_(asking_order(rules())) {
  if (pace_ != Pace::full) soonest_.emplace(program_, days_, pace_);
  const std::size_t count = rules().questions.size();
  index_.resize(count);
  for (std::size_t i = 0; i < count; ++i) index_[order_[i]] = i;
  kept_.resize(count);
  for (Answer& answer : kept_) answer.state = Answer::State::not_reached;
  to_confirm_.resize(count);
  unconfirmed_.resize(count);
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
  kept_[question] = answer;
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
  return reply(Answer(kept_[*current_]));
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

void Interview::jump(std::size_t question) {
  assert(applies(question));
  skipped_[question] = false;
  current_ = question;
}

void Interview::finish() {
  if (!current_) return;
  for (const std::size_t q : order_) skipped_[q] = applies(q) && pending(q);
  finished_at_ = current_;
  current_.reset();
}

void Interview::unconfirm(const std::vector<bool>& questions) {
  assert(questions.size() == kept_.size());
  for (const std::size_t q : order_) {
    if (!questions[q] || !reached(q)) continue;
    to_confirm_[q] = unconfirmed_[q] = true;
    std::erase(answered_, q);
  }
  find_answers();
  screen();
  move_on(order_.back());
}

void Interview::unconfirm_all() { unconfirm(std::vector<bool>(kept_.size(), true)); }

void Interview::restore(const Answers& answers) {
  assert(answers.size() == kept_.size());
  kept_ = answers;
  unconfirmed_.assign(unconfirmed_.size(), false);
  answered_.clear();
  for (const std::size_t q : order_) {
    if (reached(q)) answered_.push_back(q);
  }
  update();
  to_confirm_.assign(to_confirm_.size(), false);
  move_on(order_.back());
}

std::vector<std::size_t> Interview::left() const {
  std::vector<std::size_t> out;
  for (const std::size_t q : order_) {
    if (applies(q) && !reached(q)) out.push_back(q);
  }
  return out;
}

bool Interview::pending(std::size_t question) const {
  if (!applies(question) || skipped_[question]) return false;
  if (!reached(question) || unconfirmed_[question]) return wanted(question);
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

// Gates have no cycles, so each pass settles the questions whose gates depend on settled ones only.
void Interview::find_answers() {
  answers_.assign(kept_.size(), {});
  for (Answers before; before != answers_;) {
    before = answers_;
    find_gates(program_, before, days_.as_of, screening_.scratch, gates_);
    for (std::size_t q = 0; q < answers_.size(); ++q) {
      answers_[q] = {};
      const bool counts = applies(q) && !unconfirmed_[q];
      if (counts) answers_[q] = kept_[q];
      if (gates_[q].waits || (applies(q) && !counts))
        answers_[q].state = Answer::State::not_reached;
    }
  }
}

Interview::Change Interview::update() {
  const std::vector<Gate> before = gates_;
  find_answers();
  Change change;
  for (std::size_t i = 0; i < order_.size() && !before.empty(); ++i) {
    const std::size_t q = order_[i];
    if (!reached(q) || (before[q].applies == Truth::yes) == applies(q)) continue;
    (applies(q) ? change.returned : change.set_aside).push_back(q);
    to_confirm_[q] = applies(q);
  }
  screen();
  return change;
}

void Interview::screen() {
  evaluate(program_, answers_, days_, screening_);
  relevant_ = relevant_questions(rules(), screening_);
}

}  // namespace candor
