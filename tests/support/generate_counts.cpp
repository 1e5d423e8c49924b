// SPDX-License-Identifier: Apache-2.0
// Which constructs of the language a generated rule set uses.

#include "support/generate.h"

#include <algorithm>

namespace candor::testing {

namespace {

template <class T>
void count_bounds(const Bounds<T>& bounds, std::string_view type, Tally& seen) {
  const std::string prefix = std::string(type) + " test: ";
  int several = 0;
  const auto one = [&](bool there, std::string_view word) {
    seen.count(prefix + std::string(word), there);
    several += there ? 1 : 0;
  };
  one(bounds.under.has_value(), "under");
  one(bounds.over.has_value(), "over");
  one(bounds.at_least.has_value(), "at_least");
  one(bounds.at_most.has_value(), "at_most");
  seen.count(prefix + "several bounds", several > 1);
}

void count_test(const Test& test, Tally& seen) {
  const auto& of = test.of;
  if (const auto* choice = std::get_if<ChoiceTest>(&of)) {
    seen.count(choice->negated ? "choice test: not" : "choice test: is");
  }
  if (const auto* yes_no = std::get_if<YesNoTest>(&of)) {
    seen.count(yes_no->yes ? "yes_no test: yes" : "yes_no test: no");
  }
  if (const auto* set = std::get_if<SetTest>(&of)) {
    switch (set->kind) {
      case SetTest::Kind::none: seen.count("set test: none"); break;
      case SetTest::Kind::any: seen.count("set test: any"); break;
      case SetTest::Kind::all: seen.count("set test: all"); break;
    }
  }
  if (const auto* number = std::get_if<NumberTest>(&of)) {
    seen.count("number test: equal", number->equal.has_value());
    count_bounds(number->bounds, "number", seen);
  }
  if (const auto* time = std::get_if<TimeTest>(&of)) {
    switch (time->kind) {
      case TimeTest::Kind::never: seen.count("time test: never"); break;
      case TimeTest::Kind::ongoing: seen.count("time test: ongoing"); break;
      case TimeTest::Kind::bounds: count_bounds(time->bounds, "time", seen); break;
    }
  }
}

void count_condition(const Condition& condition, std::string_view where, Tally& seen) {
  switch (condition.kind) {
    case Condition::Kind::all: seen.count("all"); break;
    case Condition::Kind::any: seen.count("any"); break;
    case Condition::Kind::negation: seen.count("not"); break;
    case Condition::Kind::named: seen.count("is, in " + std::string(where)); break;
    case Condition::Kind::test: count_test(condition.test, seen); break;
  }
  for (const Condition& part : condition.parts) count_condition(part, where, seen);
}

bool tests_gated(const RuleSet& rules, const Condition& condition) {
  if (condition.kind == Condition::Kind::test) {
    return rules.questions[condition.test.question].asked_if.has_value();
  }
  return std::any_of(condition.parts.begin(), condition.parts.end(),
                     [&](const Condition& part) { return tests_gated(rules, part); });
}

void count_questions(const RuleSet& rules, Tally& seen) {
  for (const Question& question : rules.questions) {
    seen.count("question: " + std::string(to_string(question.type)));
    seen.count("question: 64 choices", question.choices.size() == most_choices);
    seen.count("question: min", question.min.has_value());
    seen.count("question: max", question.max.has_value());
    seen.count("question: accepts never", question.accepts_never);
    seen.count("question: accepts ongoing", question.accepts_ongoing);
    switch (question.if_blank.kind) {
      case IfBlank::Kind::open: break;
      case IfBlank::Kind::nothing: seen.count("if_blank: nothing"); break;
      case IfBlank::Kind::answer:
        seen.count("if_blank: " + std::string(to_string(question.type)));
        seen.count("if_blank: a duration", question.if_blank.ago.has_value());
        break;
    }
    seen.count("if_blank: behind a gate",
               question.asked_if && question.if_blank.kind != IfBlank::Kind::open);
    if (!question.asked_if) continue;
    seen.count("asked_if");
    seen.count("asked_if: on a gated question", tests_gated(rules, *question.asked_if));
    count_condition(*question.asked_if, "asked_if", seen);
  }
}

void count_rules(const RuleSet& rules, Tally& seen) {
  for (const Rule& rule : rules.rules) {
    count_condition(rule.when, "a rule", seen);
    seen.count("rule: of the first verdict", rule.verdict == 0);
    seen.count("rule: waits_for alone", !rule.waits_for.empty() && !rule.until);
    seen.count("rule: waits_for beside until", !rule.waits_for.empty() && rule.until);
    if (!rule.until) continue;
    seen.count("until: a duration", rule.until->after_screening.has_value());
    seen.count("until: one question", rule.until->after.size() == 1);
    seen.count("until: several questions", rule.until->after.size() > 1);
  }
}

void count_care(const RuleSet& rules, Tally& seen) {
  for (const CareGroup group : {CareGroup::before, CareGroup::after, CareGroup::call_us}) {
    const std::string prefix = "care " + std::string(to_string(group)) + ": ";
    for (const CareItem& item : rules.care[static_cast<std::size_t>(group)]) {
      seen.count(prefix + "from and to", item.from && item.to);
      seen.count(prefix + "only from", item.from && !item.to);
      seen.count(prefix + "only to", !item.from && item.to);
      seen.count(prefix + "no window", !item.from && !item.to);
      seen.count(prefix + "part of a day", (item.from && item.from->hours % 24 != 0) ||
                                               (item.to && item.to->hours % 24 != 0));
      if (item.when) count_condition(*item.when, "care", seen);
      seen.count(prefix + "done_when", item.done_when.has_value());
      if (item.done_when) count_condition(*item.done_when, "care", seen);
    }
  }
  for (const PlanItem& item : rules.plan) {
    seen.count("plan item");
    if (item.when) count_condition(*item.when, "plan", seen);
  }
}

}  // namespace

void count_constructs(const RuleSet& rules, Tally& seen) {
  std::string pattern = "verdicts:";
  for (const Proceed proceed : {Proceed::now, Proceed::later, Proceed::no}) {
    for (const Verdict& verdict : rules.verdicts) {
      if (verdict.proceed != proceed) continue;
      pattern += " " + std::string(to_string(proceed));
      break;
    }
  }
  seen.count(pattern);
  seen.count("verdicts: one", rules.verdicts.size() == 1);
  seen.count("verdicts: nine", rules.verdicts.size() == 9);
  count_questions(rules, seen);
  for (const NamedCondition& condition : rules.conditions) {
    count_condition(condition.when, "a named condition", seen);
  }
  count_rules(rules, seen);
  count_care(rules, seen);
}

}  // namespace candor::testing
