// SPDX-License-Identifier: Apache-2.0
#include "candor/interview/interview.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "candor/rules/asking_order.h"

namespace candor {

Interview::Interview(Program program, const Days& days, bool quick)
    : program_(std::move(program)), days_(days), quick_(quick), order_(asking_order(rules())) {
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
    const bool counts = applies(q) && (!quick_ || q == question || reached(q) || relevant_[q]);
    if (!counts) continue;
    ++out.total;
    if (index_[q] <= index_[question]) ++out.number;
  }
  return out;
}

Interview::Change Interview::reply(const Answer& answer) {
  assert(current_ && answer.state != Answer::State::not_reached);
  const std::size_t question = *current_;
  kept_[question] = answer;
  to_confirm_[question] = false;
  unconfirmed_[question] = false;
  skipped_[question] = false;
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
  const std::size_t end = current_ ? index_[*current_] : order_.size();
  for (std::size_t i = end; i > 0; --i) {
    const std::size_t q = order_[i - 1];
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
  screen();
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
    if (questions[q] && reached(q)) to_confirm_[q] = unconfirmed_[q] = true;
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
  if (to_confirm_[question]) return true;
  return !reached(question) && (!quick_ || relevant_[question]);
}

std::optional<std::size_t> Interview::next_after(std::size_t question) const {
  for (std::size_t i = 1; i <= order_.size(); ++i) {
    const std::size_t q = order_[(index_[question] + i) % order_.size()];
    if (pending(q)) return q;
  }
  return std::nullopt;
}

void Interview::move_on(std::size_t after) { current_ = next_after(after); }

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
  relevant_.assign(order_.size(), false);
  for (const OpenQuestion& open : screening_.open) relevant_[open.question] = true;
  for (const std::uint16_t q : screening_.undated) relevant_[q] = true;
}

}  // namespace candor
