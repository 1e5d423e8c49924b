// SPDX-License-Identifier: Apache-2.0
// One evaluation of answers: the values of all conditions, and their explanations. Private to the
// engine.

#pragma once

#include <algorithm>
#include <cassert>
#include <cstdint>
#include <optional>
#include <vector>

#include "candor/engine/code.h"
#include "candor/engine/screening.h"
#include "candor/intake/answers.h"

namespace candor {

/// Sets everything in the node of a test but its question.
void compile_test(const Test& test, Program::Code& code, Node& out);

/// The value of a test for a given answer.
Truth test_answer(const Program::Code& code, const Node& node, const Answer& answer, Date day);

/// The answer, or the one that a blank stands for.
inline Answer fill_blank(const IfBlank& if_blank, const Answer& answer, Date as_of) {
  const bool filled =
      answer.state == Answer::State::blank && if_blank.kind == IfBlank::Kind::answer;
  if (!filled) return answer;
  Answer out = if_blank.answer;
  if (if_blank.ago) out.date = minus(as_of, *if_blank.ago);
  return out;
}

/// Evaluates answers, for one day after another.
class Evaluation {
 public:
  Evaluation(const Program::Code& code, const Answers& answers, Date as_of,
             Screening::Scratch& scratch)
      : code_(code), rules_(code.rules), given_(answers), as_of_(as_of), scratch_(scratch) {
    assert(answers.size() == rules_.questions.size());
    fill_blanks();
  }

  /// Evaluates everything for a day.
  void evaluate_on(Date day) {
    find_values(day);
    find_headline();
  }

  /// The same, but faster. Precondition: `evaluate_on` was called before, for any day.
  void evaluate_also_on(Date day) {
    day_ = day;
    for (const std::uint32_t i : code_.on_days) scratch_.nodes[i] = value_of(code_.nodes[i]);
    find_headline();
  }

  const Headline& headline() const { return headline_; }

  Truth value(std::uint32_t node) const {
    return node == no_node ? Truth::yes : scratch_.nodes[node];
  }

  bool applies(std::uint32_t rule) const { return value(code_.rule[rule]) == Truth::yes; }

  bool matters(std::uint32_t rule) const {
    if (value(code_.rule[rule]) != Truth::open) return false;
    const std::size_t verdict = code_.verdict[rule];
    const Proceed at_least = proceed(headline_.at_least);
    return verdict > headline_.at_least || at_least == Proceed::now ||
           (at_least == Proceed::later && proceed(verdict) == Proceed::later);
  }

  Proceed proceed(std::size_t verdict) const { return code_.proceed[verdict]; }

  /// The questions whose answers or blanks give a node its value; sorted.
  const std::vector<std::uint16_t>& explain(std::uint32_t root) {
    begin_walk();
    visit(root);
    while (!scratch_.stack.empty()) {
      const std::uint32_t index = scratch_.stack.back();
      scratch_.stack.pop_back();
      explain_node(index);
    }
    std::sort(scratch_.found.begin(), scratch_.found.end());
    const auto end = std::unique(scratch_.found.begin(), scratch_.found.end());
    scratch_.found.erase(end, scratch_.found.end());
    return scratch_.found;
  }

  /// Calls `each(question, could_become)` for the questions that open rules wait for.
  template <class Each>
  void for_open(Each each) {
    if (headline_.settled) return;
    auto& could_become = scratch_.could_become;
    could_become.assign(rules_.questions.size(), 0);
    for (std::uint32_t rule = 0; rule < code_.rule.size(); ++rule) {
      if (!matters(rule)) continue;
      const auto verdict = static_cast<std::uint16_t>(code_.verdict[rule] + 1);
      for (const std::uint16_t q : explain(code_.rule[rule])) {
        could_become[q] = std::max(could_become[q], verdict);
      }
    }
    for (std::size_t q = 0; q < could_become.size(); ++q) {
      if (could_become[q] == 0) continue;
      each(static_cast<std::uint16_t>(q), static_cast<std::uint16_t>(could_become[q] - 1));
    }
  }

  /// The day on which an applying rule's wait ends; nothing when it has none.
  std::optional<Date> end_of_wait(const Rule& rule) const {
    if (!rule.until) return std::nullopt;
    if (rule.until->after_screening) return plus(as_of_, *rule.until->after_screening);
    std::optional<Date> latest;
    for (const Until::After& after : rule.until->after) {
      if (adds_nothing(after.question)) continue;
      const Answer& answer = filled(after.question);
      if (!answer.given() || answer.time == Answer::Time::ongoing) return std::nullopt;
      const Date end = plus(answer.date, after.wait);
      if (!latest || end > *latest) latest = end;
    }
    return latest;
  }

  /// The longest wait that an applying rule demands after something ongoing ends; nullptr for none.
  const Until::After* wait_after_ongoing(const Rule& rule) const {
    const Until::After* longest = nullptr;
    if (!rule.until) return longest;
    for (const Until::After& after : rule.until->after) {
      const Answer& answer = filled(after.question);
      if (!answer.given() || answer.time != Answer::Time::ongoing || does_not_apply(after.question))
        continue;
      if (!longest || plus(as_of_, after.wait) > plus(as_of_, longest->wait)) longest = &after;
    }
    return longest;
  }

  /// `Screening::earliest`. docs/language.md defines it.
  std::optional<Date> earliest() const {
    if (headline_.incomplete || proceed(headline_.at_least) != Proceed::later) return std::nullopt;
    std::optional<Date> latest;
    for (std::uint32_t r = 0; r < code_.rule.size(); ++r) {
      if (code_.verdict[r] != headline_.at_least || !applies(r)) continue;
      const std::optional<Date> end = end_of_wait(rules_.rules[r]);
      if (!end) return std::nullopt;
      if (!latest || *end > *latest) latest = end;
    }
    return latest && *latest > day_ ? latest : std::nullopt;
  }

  Truth gate(std::size_t question) const { return value(code_.gate[question]); }

  bool does_not_apply(std::size_t question) const { return gate(question) == Truth::no; }

  /// Finds the value of every condition, without a verdict.
  void find_values(Date day) {
    day_ = day;
    scratch_.nodes.resize(code_.nodes.size());
    for (std::size_t i = 0; i < code_.nodes.size(); ++i) {
      scratch_.nodes[i] = value_of(code_.nodes[i]);
    }
  }

  /// Whether the question's gate is open because of a question that was not reached.
  bool gate_waits(std::size_t question) {
    if (gate(question) != Truth::open) return false;
    const auto& found = explain(code_.gate[question]);
    return std::any_of(found.begin(), found.end(), [&](std::uint16_t q) {
      return given_[q].state == Answer::State::not_reached;
    });
  }

  /// Calls `each(question)` for the questions of `Screening::undated`.
  template <class Each>
  void for_undated(Each each) {
    if (headline_.incomplete || proceed(headline_.at_least) != Proceed::later) return;
    auto& undated = scratch_.could_become;
    undated.assign(rules_.questions.size(), 0);
    for (std::uint32_t r = 0; r < code_.rule.size(); ++r) {
      if (code_.verdict[r] != headline_.at_least || !applies(r)) continue;
      if (!mark_undated(rules_.rules[r])) return;
    }
    for (std::size_t q = 0; q < undated.size(); ++q) {
      if (undated[q] != 0) each(static_cast<std::uint16_t>(q));
    }
  }

 private:
  void fill_blanks() {
    scratch_.answers.resize(given_.size());
    for (const std::uint16_t q : code_.blanks_answered) {
      scratch_.answers[q] = fill_blank(rules_.questions[q].if_blank, given_[q], as_of_);
    }
  }

  // The answer, or the one that its blank stands for.
  const Answer& filled(std::size_t question) const {
    return code_.blank_is_answer[question] != 0 ? scratch_.answers[question] : given_[question];
  }

  bool means_nothing(std::size_t question) const {
    return given_[question].state == Answer::State::blank && code_.blank_is_nothing[question] != 0;
  }

  // False when no answers to the open questions give the rule a last day.
  bool mark_undated(const Rule& rule) {
    if (!rule.until) return false;
    bool dated = rule.until->after_screening.has_value();
    for (const Until::After& after : rule.until->after) {
      if (adds_nothing(after.question)) continue;
      const Answer& answer = filled(after.question);
      if (answer.given() && answer.time == Answer::Time::ongoing) return false;
      dated = true;
      if (answer.given()) continue;
      if (gate(after.question) == Truth::yes) {
        scratch_.could_become[after.question] = 1;
      } else {
        for (const std::uint16_t q : explain(code_.gate[after.question])) {
          scratch_.could_become[q] = 1;
        }
      }
    }
    return dated;
  }

  bool adds_nothing(std::size_t question) const {
    const Answer& answer = filled(question);
    return does_not_apply(question) || means_nothing(question) ||
           (answer.given() && answer.time == Answer::Time::never);
  }

  // A test means "`asked_if` and the test". An answer contradicts a false gate, and keeps the test
  // open: a contradiction never clears anyone.
  Truth test_value(const Node& node) const {
    const std::size_t q = node.question;
    const Answer& answer = filled(q);
    Truth tested = Truth::open;
    if (answer.given())
      tested = node.op == Node::Op::choice ? truth((answer.yes & node.bits) != 0)  // most of them
                                           : test_answer(code_, node, answer, day_);
    else if (means_nothing(q))
      tested = Truth::no;
    if (code_.gate[q] == no_node) return tested;
    const Truth applies = gate(q);
    return both(applies == Truth::no && given_[q].given() ? Truth::open : applies, tested);
  }

  Truth value_of(const Node& node) const {
    if (node.is_test()) return test_value(node);
    const std::uint32_t* part = code_.children.data() + node.first;
    const std::uint32_t* end = part + node.count;
    if (node.op == Node::Op::negation) return negate(scratch_.nodes[*part]);
    const bool all = node.op == Node::Op::all;
    Truth out = all ? Truth::yes : Truth::no;
    for (; part != end; ++part) {
      out = all ? both(out, scratch_.nodes[*part]) : either(out, scratch_.nodes[*part]);
    }
    return out;
  }

  void find_headline() {
    Headline out;
    unsigned at_least = 0, at_most = 0, any_open = 0;
    // Branch-free: which rules apply is unpredictable.
    for (std::size_t r = 0; r < code_.rule.size(); ++r) {
      const Truth state = scratch_.nodes[code_.rule[r]];
      const unsigned verdict = code_.verdict[r];
      at_least = std::max(at_least, state == Truth::yes ? verdict : 0U);
      at_most = std::max(at_most, state != Truth::no ? verdict : 0U);
      any_open |= static_cast<unsigned>(state == Truth::open);
    }
    out.at_least = static_cast<std::uint16_t>(at_least);
    out.at_most = static_cast<std::uint16_t>(at_most);
    headline_ = out;
    if (any_open != 0) {
      for (std::uint32_t r = 0; r < code_.rule.size() && out.settled; ++r)
        out.settled = !matters(r);
    }
    out.incomplete = !out.settled && proceed(out.at_least) == Proceed::now;
    headline_ = out;
  }

  void begin_walk() {
    scratch_.found.clear();
    scratch_.stack.clear();
    scratch_.seen.resize(code_.nodes.size(), 0);
    if (++scratch_.walk == 0) {
      std::fill(scratch_.seen.begin(), scratch_.seen.end(), 0);
      scratch_.walk = 1;
    }
  }

  void visit(std::uint32_t node) {
    if (scratch_.seen[node] == scratch_.walk) return;
    scratch_.seen[node] = scratch_.walk;
    scratch_.stack.push_back(node);
  }

  void explain_node(std::uint32_t index) {
    const Node& node = code_.nodes[index];
    if (node.is_test()) {
      // When the gate is open, the answer to the question itself explains a test that fails.
      const std::uint32_t gate = code_.gate[node.question];
      const bool own = value(gate) == Truth::yes ||
                       (value(gate) == Truth::open && scratch_.nodes[index] == Truth::no);
      if (own)
        scratch_.found.push_back(node.question);
      else
        visit(gate);
      return;
    }
    const Truth own = scratch_.nodes[index];
    for (std::uint32_t i = 0; i < node.count; ++i) {
      const std::uint32_t part = code_.children[node.first + i];
      const bool tells = node.op == Node::Op::negation || scratch_.nodes[part] == own;
      if (tells) visit(part);
    }
  }

  const Program::Code& code_;
  const RuleSet& rules_;
  const Answers& given_;
  Date as_of_;
  Date day_ = {};
  Headline headline_ = {};
  Screening::Scratch& scratch_;
};

}  // namespace candor
