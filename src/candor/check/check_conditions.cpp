// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "candor/check/checker.h"
#include "candor/engine/answer_candidates.h"
#include "candor/engine/test_value.h"
#include "candor/report/layout/words.h"
#include "candor/rules/question_uses.h"

namespace candor {
namespace {

// A threshold of the tests on one question, as a key: equal durations have equal keys, so that 2
// weeks is 14 days, and 1 year is 12 months.
struct Threshold {
  std::int64_t amount = 0;
  bool by_month = false;  // of durations
  friend auto operator<=>(const Threshold&, const Threshold&) = default;
};

Threshold threshold_of(Decimal at) { return {.amount = at.millionths}; }

Threshold threshold_of(Duration at) {
  switch (at.unit) {
    case Unit::days: return {.amount = at.amount};
    case Unit::weeks: return {.amount = 7 * std::int64_t{at.amount}};
    case Unit::months: return {.amount = at.amount, .by_month = true};
    case Unit::years: return {.amount = 12 * std::int64_t{at.amount}, .by_month = true};
  }
  return {};
}

// The places of the comparisons with one threshold. A negated comparison counts as its opposite:
// not `over` is `at_most`.
struct Comparisons {
  std::string at = {};  // the threshold as written
  std::optional<Place> under = {}, over = {}, at_least = {}, at_most = {};
  bool equal = false;  // tested for equality
};

using Thresholds = std::map<Threshold, Comparisons>;

class ThresholdFinder {
 public:
  ThresholdFinder(const RuleSet& rules, std::size_t question) : rules_(rules), question_(question) {
    for (const Rule& rule : rules.rules) walk(rule.when, false);
  }

  Thresholds take() { return std::move(found_); }

 private:
  void walk(const Condition& condition, bool negated) {
    switch (condition.kind) {
      case Condition::Kind::named: walk(rules_.conditions[condition.named].when, negated); return;
      case Condition::Kind::negation: walk(condition.parts[0], !negated); return;
      case Condition::Kind::all:
      case Condition::Kind::any:
        for (const Condition& part : condition.parts) walk(part, negated);
        return;
      case Condition::Kind::test: break;
    }
    if (condition.test.question != question_) return;
    std::visit([&](const auto& test) { add(test, condition.at, negated); }, condition.test.of);
  }

  void add(const NumberTest& test, Place at, bool negated) {
    if (test.equal) found_[threshold_of(*test.equal)].equal = true;
    add(test.bounds, at, negated);
  }
  void add(const TimeTest& test, Place at, bool negated) { add(test.bounds, at, negated); }
  void add(const ChoiceTest&, Place, bool) {}
  void add(const YesNoTest&, Place, bool) {}
  void add(const SetTest&, Place, bool) {}
  void add(const UnansweredTest&, Place, bool) {}

  template <class T>
  void add(const Bounds<T>& bounds, Place at, bool negated) {
    const auto keep = [&](const std::optional<T>& bound, auto own, auto opposite) {
      if (!bound) return;
      Comparisons& of = found_[threshold_of(*bound)];
      if (of.at.empty()) of.at = to_string(*bound);
      std::optional<Place>& place = of.*(negated ? opposite : own);
      if (!place) place = at;
    };
    keep(bounds.under, &Comparisons::under, &Comparisons::at_least);
    keep(bounds.over, &Comparisons::over, &Comparisons::at_most);
    keep(bounds.at_least, &Comparisons::at_least, &Comparisons::under);
    keep(bounds.at_most, &Comparisons::at_most, &Comparisons::over);
  }

  const RuleSet& rules_;
  std::size_t question_;
  Thresholds found_ = {};
};

Place later_of(Place a, Place b) {
  return std::pair(a.file, a.line) < std::pair(b.file, b.line) ? b : a;
}

bool tests_months(const std::optional<Duration>& bound) {
  return bound && (bound->unit == Unit::months || bound->unit == Unit::years);
}

}  // namespace

void Checker::check_questions() {
  for (std::size_t q = 0; q < rules_.questions.size(); ++q) {
    const Question& question = rules_.questions[q];
    const Subject subject{question.id, &question.accepted};
    if (question.asked_if && !prover_.possible({rule_formulas_.gate(q).holds})) {
      report(
          codes::question_never_asked, question.asked_if->at, subject,
          {.message = fmt::format("question `{}` is never asked: no answers satisfy its `asked_if`",
                                  question.id.text),
           .help = "fix its `asked_if`, or remove the question"});
    }
    const QuestionUses uses = uses_of(rules_, q);
    if (uses.rules.empty() && uses.questions.empty() && uses.care.empty() && uses.plan.empty()) {
      report(codes::unused_question, question.id.at, subject,
             {.message = fmt::format("nothing uses the answer to question `{}`", question.id.text),
              .help = "use it in a rule or in care, or do not ask it"});
      continue;
    }
    bool differs = false;
    for (std::size_t p = space_.first_part(q); p < space_.end_part(q); ++p) {
      const IntakePart& part = space_.parts()[p];
      if (part.of == IntakePart::Of::answer) differs |= part.classes.size() > 2;
      if (part.of == IntakePart::Of::members) differs |= part.classes.size() > 1;
    }
    if (differs) continue;
    report(codes::question_without_effect, question.id.at, subject,
           {.message =
                fmt::format("the answer to question `{}` makes no difference", question.id.text),
            .help = "test for some of its answers, or do not ask it"});
  }
}

void Checker::check_conditions() {
  for (std::size_t i = 0; i < rules_.conditions.size(); ++i) {
    const NamedCondition& named = rules_.conditions[i];
    check_constant(named.when, {named.id}, true);
    check_parts(named.when, {named.id});
  }
  for (std::size_t r = 0; r < rules_.rules.size(); ++r) {
    const Rule& rule = rules_.rules[r];
    if (reachable_[r]) check_parts(rule.when, {rule.id, &rule.accepted});
  }
  for (const Question& question : rules_.questions) {
    if (!question.asked_if) continue;
    const Subject subject{question.id, &question.accepted};
    if (prover_.possible({rule_formulas_.statement(question.asked_if).holds})) {
      check_constant(*question.asked_if, subject, false);
      check_parts(*question.asked_if, subject);
    }
  }
  const auto check_optional = [&](const std::optional<Condition>& condition, const auto& item) {
    if (!condition) return;
    check_constant(*condition, {item.id, &item.accepted}, false);
    check_parts(*condition, {item.id, &item.accepted});
  };
  for (const auto& group : rules_.care) {
    for (const CareItem& item : group) {
      check_optional(item.when, item);
      check_optional(item.done_when, item);
    }
  }
  for (const PlanItem& item : rules_.plan) check_optional(item.when, item);
}

// Reports a condition that has the same value for every intake; returns whether it has. `whole`: it
// is a named condition, not a part of one.
bool Checker::check_constant(const Condition& condition, const Subject& subject, bool whole) {
  if (condition.kind == Condition::Kind::named) return false;  // checked where it is defined
  const Statement statement = rule_formulas_.statement(condition);
  const bool never = !prover_.possible({statement.holds});
  if (!never && prover_.possible({!statement.may_hold})) return false;
  const std::string what = whole ? fmt::format("condition `{}`", subject.id.text)
                                 : fmt::format("a condition of `{}`", subject.id.text);
  report(codes::constant_condition, condition.at, subject,
         {.message = fmt::format("{} {}: {}", what, never ? "never holds" : "always holds",
                                 in_words(rules_, condition)),
          .help = never ? "fix it, or remove what depends on it"
                        : "leave it out, unless it was meant to say something else"});
  return true;
}

void Checker::check_parts(const Condition& condition, const Subject& subject) {
  if (condition.kind == Condition::Kind::test) check_test(condition, subject);
  for (const Condition& part : condition.parts) {
    if (!check_constant(part, subject, false)) check_parts(part, subject);
  }
}

void Checker::check_test(const Condition& condition, const Subject& subject) {
  const Test& test = condition.test;
  const Question& question = rules_.questions[test.question];
  const Statement& gate = rule_formulas_.gate(test.question);
  const auto answered_with = [&](const auto& chosen) {
    const std::size_t part = space_.first_part(test.question);
    Formulas::Classes classes;
    for (const AnswerClass& of : space_.parts()[part].classes)
      classes.push_back(of.answer.given() && chosen(of));
    return formulas_.in(part, std::move(classes));
  };
  if (const auto* choice = std::get_if<ChoiceTest>(&test.of); choice && choice->negated) {
    const std::array<Formula, 2> all_of{!gate.may_hold, !rule_formulas_.given(test.question)};
    if (question.asked_if && prover_.possible(all_of)) {
      report(codes::not_on_conditional_question, condition.at, subject,
             {.message =
                  fmt::format("`{{not: ...}}` on `{0}` does not hold where `{0}` does not apply",
                              question.id.text),
              .help = fmt::format(
                  "to include those intakes, write `not: {{{}: ...}}`; to exclude them, "
                  "name the choices you mean",
                  question.id.text),
              .others = {question.id.text},
              .witness = witness(all_of, codes::not_on_conditional_question, subject,
                                 [&](const Answers& answers, const Screening&) {
                                   return !answers[test.question].given();
                                 })});
    }
  }
  const auto* time = std::get_if<TimeTest>(&test.of);
  if (!time || (!tests_months(time->bounds.over) && !tests_months(time->bounds.at_most))) return;
  const bool over = tests_months(time->bounds.over);
  const Duration wait = over ? *time->bounds.over : *time->bounds.at_most;
  const auto on_the_day = [&](const Answer& answer) {
    return answer.given() && answer.time == Answer::Time::date &&
           plus(answer.date, wait) == options_.as_of;
  };
  const Statement statement = rule_formulas_.statement(condition);
  const std::array<Formula, 3> all_of{
      gate.holds, answered_with([&](const AnswerClass& of) { return on_the_day(of.answer); }),
      over ? !statement.may_hold : statement.holds};
  // Months have different lengths: for some screening dates there is no such day.
  std::optional<Answers> shown;
  if (prover_.possible(all_of)) {
    shown = witness(
        all_of, codes::over_with_months, subject, [&](const Answers& answers, const Screening&) {
          const Answer& answer = answers[test.question];
          return (test_value(question, test, answer, options_.as_of) == Truth::yes) != over;
        });
  }
  report(codes::over_with_months, condition.at, subject,
         {.message = fmt::format("`{}: {}` {} the exact day on which {} are over",
                                 over ? "over" : "at_most", to_string(wait),
                                 over ? "excludes" : "includes", to_string(wait)),
          .help = over ? "write `at_least`, unless that day is meant to be excluded"
                       : "write `under`, unless that day is meant to be included",
          .others = {question.id.text},
          .witness = std::move(shown)});
}

void Checker::check_thresholds() {
  for (std::size_t q = 0; q < rules_.questions.size(); ++q) {
    const Question& question = rules_.questions[q];
    if (!question.traits().is_ordered) continue;
    const Subject subject{question.id, &question.accepted};
    for (const auto& [at_value, comparisons] : ThresholdFinder(rules_, q).take()) {
      const Threshold threshold = at_value;
      const Comparisons& of = comparisons;
      const bool gap = of.under && of.over && !of.at_least && !of.at_most && !of.equal;
      const bool overlap = of.at_least && of.at_most && !of.under && !of.over;
      if (!gap && !overlap) continue;
      const Place at = gap ? later_of(*of.under, *of.over) : later_of(*of.at_least, *of.at_most);
      const Place other = gap ? (at == *of.over ? *of.under : *of.over)
                              : (at == *of.at_most ? *of.at_least : *of.at_most);
      // The answer exactly at the threshold.
      const std::size_t part = space_.first_part(q);
      Formulas::Classes classes;
      std::optional<Duration> wait = parse_duration(of.at);
      const auto is_it = [&](const Answer& answer) {
        if (!answer.given()) return false;
        if (question.traits().is_dated) {
          return answer.time == Answer::Time::date && wait &&
                 plus(answer.date, *wait) == options_.as_of;
        }
        return answer_order(question, answer, options_.as_of) == threshold.amount;
      };
      for (const AnswerClass& answer : space_.parts()[part].classes)
        classes.push_back(is_it(answer.answer));
      const std::array<Formula, 2> all_of{rule_formulas_.gate(q).holds,
                                          formulas_.in(part, std::move(classes))};
      const DiagnosticCode code = gap ? codes::threshold_gap : codes::threshold_overlap;
      std::optional<Answers> shown;
      if (prover_.possible(all_of)) {
        shown = witness(all_of, code, subject, [&](const Answers& answers, const Screening&) {
          return is_it(answers[q]);
        });
      }
      report(code, at, subject,
             {.message = gap ? fmt::format("neither this nor line {} covers `{}` at exactly {}",
                                           other.line, question.id.text, of.at)
                             : fmt::format("this and line {} both cover `{}` at exactly {}",
                                           other.line, question.id.text, of.at),
              .help = gap ? "make one of them `at_least` or `at_most`"
                          : "make one of them `over` or `under`",
              .witness = std::move(shown)});
    }
  }
}

}  // namespace candor
