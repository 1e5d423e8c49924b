// SPDX-License-Identifier: Apache-2.0
#include "candor/testing/condition_values.h"

#include "candor/engine/test_value.h"

namespace candor {
namespace {

void gather_tests(const RuleSet& rules, const Condition& condition, std::vector<bool>& seen,
                  std::vector<const Condition*>& out) {
  switch (condition.kind) {
    case Condition::Kind::test: out.push_back(&condition); return;
    case Condition::Kind::named:
      if (seen[condition.named]) return;
      seen[condition.named] = true;
      gather_tests(rules, rules.conditions[condition.named].when, seen, out);
      return;
    case Condition::Kind::all:
    case Condition::Kind::any:
    case Condition::Kind::negation:
      for (const Condition& part : condition.parts) gather_tests(rules, part, seen, out);
      return;
  }
}

}  // namespace

ConditionValues::ConditionValues(const RuleSet& rules, const Answers& answers, Date as_of)
    : rules_(rules),
      answers_(answers),
      as_of_(as_of),
      gates_(rules.questions.size()),
      named_(rules.conditions.size()) {}

Truth ConditionValues::gate(std::size_t question) {
  if (!gates_[question]) {
    const std::optional<Condition>& asked_if = rules_.questions[question].asked_if;
    gates_[question] = asked_if ? value(*asked_if) : Truth::yes;
  }
  return *gates_[question];
}

Truth ConditionValues::value(const Condition& condition) { return value(condition, {}, named_); }

Truth ConditionValues::value(const Condition& condition, const Condition& replaced, Truth by) {
  named_then_.assign(rules_.conditions.size(), std::nullopt);
  return value(condition, {&replaced, by}, named_then_);
}

Truth ConditionValues::value(const Condition& condition, const Replacement& replacement,
                             Known& known) {
  switch (condition.kind) {
    case Condition::Kind::test:
      return &condition == replacement.test ? replacement.by : test(condition.test);
    case Condition::Kind::named:
      if (!known[condition.named]) {
        known[condition.named] = value(rules_.conditions[condition.named].when, replacement, known);
      }
      return *known[condition.named];
    case Condition::Kind::negation:
      return negate(value(condition.parts.front(), replacement, known));
    case Condition::Kind::all:
    case Condition::Kind::any: break;
  }
  const bool all = condition.kind == Condition::Kind::all;
  Truth out = truth(all);
  for (const Condition& part : condition.parts) {
    const Truth of_part = value(part, replacement, known);
    out = all ? both(out, of_part) : either(out, of_part);
  }
  return out;
}

// "`asked_if` and the test". An answer although the gate is false leaves the test open.
Truth ConditionValues::test(const Test& test) {
  const Question& question = rules_.questions[test.question];
  const Answer& given = answers_[test.question];
  if (std::holds_alternative<UnansweredTest>(test.of)) return truth(!given.given());
  Truth tested = Truth::open;
  if (given.given()) {
    tested = test_value(question, test, given, as_of_);
  } else if (given.state == Answer::State::blank) {
    switch (question.if_blank.kind) {
      case IfBlank::Kind::open: break;
      case IfBlank::Kind::nothing: tested = Truth::no; break;
      case IfBlank::Kind::answer: {
        Answer stands_for = question.if_blank.answer;
        if (question.if_blank.ago) stands_for.date = minus(as_of_, *question.if_blank.ago);
        tested = test_value(question, test, stands_for, as_of_);
        break;
      }
    }
  }
  const Truth applies = gate(test.question);
  return both(applies == Truth::no && given.given() ? Truth::open : applies, tested);
}

std::vector<const Condition*> tests_in(const RuleSet& rules, const Condition& condition) {
  std::vector<const Condition*> out;
  std::vector<bool> seen(rules.conditions.size());
  gather_tests(rules, condition, seen, out);
  return out;
}

}  // namespace candor
