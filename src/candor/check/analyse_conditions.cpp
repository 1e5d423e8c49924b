// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "candor/check/analyser.h"
#include "candor/engine/test_value.h"
#include "candor/proof/answer_candidates.h"
#include "candor/report/layout/words.h"
#include "candor/rules/question_uses.h"

namespace candor {
namespace {

// Tests on one question, as ends of the intervals they accept. A duration's key is what it is
// worth: 2 weeks is 14 days, and 1 year 12 months.
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

// Where the comparisons with one threshold stand, the negated ones under the name of what they are:
// not `over` is `at_most`.
struct Comparisons {
  std::string at = {};  // the threshold as written
  std::optional<Place> under = {}, over = {}, at_least = {}, at_most = {};
  bool equal = false;  // tested for itself
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

void Analyser::look_at_questions() {
  for (std::size_t q = 0; q < rules_.questions.size(); ++q) {
    const Question& question = rules_.questions[q];
    const Thing thing{question.id, &question.accepted};
    if (question.asked_if && !prover_.possible({said_.gate(q).holds})) {
      find(
          codes::question_never_asked, question.asked_if->at, thing,
          {.message = fmt::format("question `{}` is never asked: no answers satisfy its `asked_if`",
                                  question.id.text),
           .help = "mend its `asked_if`, or take the question out"});
    }
    const QuestionUses uses = uses_of(rules_, q);
    if (uses.rules.empty() && uses.questions.empty() && uses.care.empty() && uses.plan.empty()) {
      find(codes::unused_question, question.id.at, thing,
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
    find(codes::question_without_effect, question.id.at, thing,
         {.message = fmt::format("whatever is answered to question `{}` makes no difference",
                                 question.id.text),
          .help = "test for some of its answers, or do not ask it"});
  }
}

void Analyser::look_at_conditions() {
  for (std::size_t i = 0; i < rules_.conditions.size(); ++i) {
    const NamedCondition& named = rules_.conditions[i];
    look_at_constant(named.when, {named.id}, true);
    look_at_parts(named.when, {named.id});
  }
  for (std::size_t r = 0; r < rules_.rules.size(); ++r) {
    const Rule& rule = rules_.rules[r];
    if (reachable_[r]) look_at_parts(rule.when, {rule.id, &rule.accepted});
  }
  for (const Question& question : rules_.questions) {
    if (!question.asked_if) continue;
    const Thing thing{question.id, &question.accepted};
    if (prover_.possible({said_.statement(question.asked_if).holds})) {
      look_at_constant(*question.asked_if, thing, false);
      look_at_parts(*question.asked_if, thing);
    }
  }
  for (const auto& group : rules_.care) {
    for (const CareItem& item : group) {
      if (!item.when) continue;
      look_at_constant(*item.when, {item.id, &item.accepted}, false);
      look_at_parts(*item.when, {item.id, &item.accepted});
    }
  }
  for (const PlanItem& item : rules_.plan) {
    if (!item.when) continue;
    look_at_constant(*item.when, {item.id, &item.accepted}, false);
    look_at_parts(*item.when, {item.id, &item.accepted});
  }
}

// Whether it is always the same; said of `whole` ones that have a name, and of parts.
bool Analyser::look_at_constant(const Condition& condition, const Thing& thing, bool whole) {
  if (condition.kind == Condition::Kind::named) return false;  // looked at where it stands
  const Statement statement = said_.statement(condition);
  const bool never = !prover_.possible({statement.holds});
  if (!never && prover_.possible({!statement.may_hold})) return false;
  const std::string what = whole ? fmt::format("condition `{}`", thing.id.text)
                                 : fmt::format("a condition of `{}`", thing.id.text);
  find(codes::constant_condition, condition.at, thing,
       {.message = fmt::format("{} {}: {}", what, never ? "never holds" : "always holds",
                               in_words(rules_, condition)),
        .help = never ? "mend it, or take out what depends on it"
                      : "it can be left out, unless it should say something else"});
  return true;
}

void Analyser::look_at_parts(const Condition& condition, const Thing& thing) {
  if (condition.kind == Condition::Kind::test) look_at_leaf(condition, thing);
  for (const Condition& part : condition.parts) {
    if (!look_at_constant(part, thing, false)) look_at_parts(part, thing);
  }
}

void Analyser::look_at_leaf(const Condition& leaf, const Thing& thing) {
  const Question& question = rules_.questions[leaf.test.question];
  const Statement& gate = said_.gate(leaf.test.question);
  const auto answered_with = [&](const auto& chosen) {
    const std::size_t part = space_.first_part(leaf.test.question);
    Formulas::Classes classes;
    for (const AnswerClass& of : space_.parts()[part].classes)
      classes.push_back(of.answer.given() && chosen(of));
    return formulas_.in(part, std::move(classes));
  };
  if (const auto* choice = std::get_if<ChoiceTest>(&leaf.test.of); choice && choice->negated) {
    const std::array<Formula, 2> all_of{!gate.may_hold, !said_.given(leaf.test.question)};
    if (question.asked_if && prover_.possible(all_of)) {
      find(codes::not_on_conditional_question, leaf.at, thing,
           {.message =
                fmt::format("`{{not: ...}}` on `{0}` does not hold where `{0}` does not apply",
                            question.id.text),
            .help =
                fmt::format("to count those too, write `not: {{{}: ...}}`; to keep them out, name "
                            "the choices that are meant",
                            question.id.text),
            .others = {question.id.text},
            .witness = witness(all_of, codes::not_on_conditional_question, thing,
                               [&](const Answers& answers, const Screening&) {
                                 return !answers[leaf.test.question].given();
                               })});
    }
  }
  const auto* time = std::get_if<TimeTest>(&leaf.test.of);
  if (!time || (!tests_months(time->bounds.over) && !tests_months(time->bounds.at_most))) return;
  const bool over = tests_months(time->bounds.over);
  const Duration wait = over ? *time->bounds.over : *time->bounds.at_most;
  const auto on_the_day = [&](const Answer& answer) {
    return answer.given() && answer.time == Answer::Time::date &&
           plus(answer.date, wait) == options_.as_of;
  };
  const Statement said = said_.statement(leaf);
  const std::array<Formula, 3> all_of{
      gate.holds, answered_with([&](const AnswerClass& of) { return on_the_day(of.answer); }),
      over ? !said.may_hold : said.holds};
  // On some screening dates no day is that one: the months have different lengths.
  std::optional<Answers> shown;
  if (prover_.possible(all_of)) {
    shown = witness(
        all_of, codes::over_with_months, thing, [&](const Answers& answers, const Screening&) {
          const Answer& answer = answers[leaf.test.question];
          return (test_value(question, leaf.test, answer, options_.as_of) == Truth::yes) != over;
        });
  }
  find(codes::over_with_months, leaf.at, thing,
       {.message =
            fmt::format("`{}: {}` {} the very day on which {} are over", over ? "over" : "at_most",
                        to_string(wait), over ? "leaves out" : "still counts", to_string(wait)),
        .help = over ? "write `at_least`, unless that one day is meant to be left out"
                     : "write `under`, unless that one day is meant",
        .others = {question.id.text},
        .witness = std::move(shown)});
}

void Analyser::look_at_thresholds() {
  for (std::size_t q = 0; q < rules_.questions.size(); ++q) {
    const Question& question = rules_.questions[q];
    if (!question.traits().is_ordered) continue;
    const Thing thing{question.id, &question.accepted};
    for (const auto& [at_value, comparisons] : ThresholdFinder(rules_, q).take()) {
      const Threshold threshold = at_value;
      const Comparisons& of = comparisons;
      const bool gap = of.under && of.over && !of.at_least && !of.at_most && !of.equal;
      const bool overlap = of.at_least && of.at_most && !of.under && !of.over;
      if (!gap && !overlap) continue;
      const Place at = gap ? later_of(*of.under, *of.over) : later_of(*of.at_least, *of.at_most);
      const Place other = gap ? (at == *of.over ? *of.under : *of.over)
                              : (at == *of.at_most ? *of.at_least : *of.at_most);
      // The answer that is the threshold itself.
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
      const std::array<Formula, 2> all_of{said_.gate(q).holds,
                                          formulas_.in(part, std::move(classes))};
      const DiagnosticCode code = gap ? codes::threshold_gap : codes::threshold_overlap;
      std::optional<Answers> shown;
      if (prover_.possible(all_of)) {
        shown = witness(all_of, code, thing, [&](const Answers& answers, const Screening&) {
          return is_it(answers[q]);
        });
      }
      find(code, at, thing,
           {.message = gap ? fmt::format("neither this nor line {} takes a `{}` of exactly {}",
                                         other.line, question.id.text, of.at)
                           : fmt::format("this and line {} both take a `{}` of exactly {}",
                                         other.line, question.id.text, of.at),
            .help = gap ? "make one of them `at_least` or `at_most`"
                        : "make one of them `over` or `under`",
            .witness = std::move(shown)});
    }
  }
}

}  // namespace candor
