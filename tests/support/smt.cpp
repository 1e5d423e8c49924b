// SPDX-License-Identifier: Apache-2.0
#include "support/smt.h"

#include <fmt/format.h>

#include "candor/rules/dependencies.h"
#include "support/calendar.h"

namespace candor::testing {
namespace {

struct Both {
  std::string holds;
  std::string may_hold;
};

constexpr int never_kind = 1, ongoing_kind = 2;

class Script {
 public:
  Script(const RuleSet& rules, Date as_of) : rules_(rules), as_of_(as_of) {}

  std::string write() {
    for (std::size_t q = 0; q < rules_.questions.size(); ++q) declare(q);
    for (const Dependent& item : find_dependencies(rules_).order) {
      const bool named = item.kind == Dependent::Kind::condition;
      const auto& gate = rules_.questions[named ? 0 : item.index].asked_if;
      const Both value = named  ? both(rules_.conditions[item.index].when)
                         : gate ? both(*gate)
                                : Both{"true", "true"};
      define(fmt::format("{}_{}", named ? "named" : "gate", item.index), value);
    }
    for (std::size_t r = 0; r < rules_.rules.size(); ++r)
      define(fmt::format("rule_{}", r), both(rules_.rules[r].when));
    return std::move(out_);
  }

 private:
  void line(const std::string& text) { out_ += text + "\n"; }

  void define(const std::string& name, const Both& value) {
    line(fmt::format("(define-fun t_{} () Bool {})", name, value.holds));
    line(fmt::format("(define-fun p_{} () Bool {})", name, value.may_hold));
  }

  // Numbers of SMT-LIB have no sign.
  static std::string number(std::int64_t value) {
    return value < 0 ? fmt::format("(- {})", -value) : std::to_string(value);
  }

  // An answer is an integer (`kind` beside it of times); members of a set are 0 no, 1 yes, 2 not
  // known.
  void declare(std::size_t q) {
    const Question& question = rules_.questions[q];
    line(fmt::format("(declare-const given_{} Bool)", q));
    if (question.type == QuestionType::set) {
      for (std::size_t m = 0; m < question.choices.size(); ++m) {
        line(fmt::format("(declare-const member_{}_{} Int)", q, m));
        line(fmt::format("(assert (<= 0 member_{0}_{1} 2))", q, m));
      }
      // Where nothing is known of any member, the set is not answered.
      std::string known;
      for (std::size_t m = 0; m < question.choices.size(); ++m)
        known += fmt::format(" (not (= member_{}_{} 2))", q, m);
      line(fmt::format("(assert (or (not given_{}){}))", q, known));
      return;
    }
    line(fmt::format("(declare-const answer_{} Int)", q));
    const std::string answer = fmt::format("answer_{}", q);
    switch (question.type) {
      case QuestionType::choice:
        line(fmt::format("(assert (and (<= 0 {0}) (< {0} {1})))", answer, question.choices.size()));
        break;
      case QuestionType::yes_no: line(fmt::format("(assert (<= 0 {} 1))", answer)); break;
      case QuestionType::number: declare_number(question, answer); break;
      case QuestionType::time_since:
        line(fmt::format("(declare-const kind_{} Int)", q));
        line(fmt::format("(assert (<= 0 kind_{} 2))", q));
        if (!question.accepts_never)
          line(fmt::format("(assert (not (= kind_{} {})))", q, never_kind));
        if (!question.accepts_ongoing)
          line(fmt::format("(assert (not (= kind_{} {})))", q, ongoing_kind));
        line(fmt::format("(assert (<= 0 {}))", answer));  // days ago
        break;
      case QuestionType::set: break;
    }
  }

  void declare_number(const Question& question, const std::string& answer) {
    const std::int64_t from = question.min ? question.min->millionths : 0;
    const std::string steps = answer + "_steps";
    line(fmt::format("(declare-const {} Int)", steps));
    line(fmt::format("(assert (= {} (+ {} (* {} {}))))", answer, number(from),
                     number(question.step.millionths), steps));
    if (question.min)
      line(fmt::format("(assert (>= {} {}))", answer, number(question.min->millionths)));
    if (question.max)
      line(fmt::format("(assert (<= {} {}))", answer, number(question.max->millionths)));
  }

  Both both(const Condition& condition) const {
    switch (condition.kind) {
      case Condition::Kind::named:
        return {fmt::format("t_named_{}", condition.named),
                fmt::format("p_named_{}", condition.named)};
      case Condition::Kind::negation: {
        const Both part = both(condition.parts[0]);
        return {fmt::format("(not {})", part.may_hold), fmt::format("(not {})", part.holds)};
      }
      case Condition::Kind::test: return test(condition.test);
      case Condition::Kind::all:
      case Condition::Kind::any: break;
    }
    const std::string_view op = condition.kind == Condition::Kind::all ? "and" : "or";
    Both out{fmt::format("({}", op), fmt::format("({}", op)};
    for (const Condition& part : condition.parts) {
      const Both of = both(part);
      out.holds += " " + of.holds;
      out.may_hold += " " + of.may_hold;
    }
    return {out.holds + ")", out.may_hold + ")"};
  }

  // The test of an answer; of a blank, of what stands for it; then the gate.
  Both test(const Test& test) const {
    const std::size_t q = test.question;
    const Question& question = rules_.questions[q];
    const Both own = of_answer(test, given(q));
    Both blank{"false", "true"};
    if (question.if_blank.kind == IfBlank::Kind::nothing) blank = {"false", "false"};
    if (question.if_blank.kind == IfBlank::Kind::answer) blank = of_answer(test, filled(q));
    const auto either = [&](const std::string& answered, const std::string& not_answered) {
      return fmt::format("(ite given_{} {} {})", q, answered, not_answered);
    };
    const std::string holds = either(own.holds, blank.holds);
    const std::string may_hold = either(own.may_hold, blank.may_hold);
    return {fmt::format("(and t_gate_{} {})", q, holds),
            fmt::format("(and (or p_gate_{0} given_{0}) {1})", q, may_hold)};
  }

  struct Terms {
    std::string answer;
    std::string kind;
    std::vector<std::string> members;
  };

  Terms given(std::size_t q) const {
    Terms out{fmt::format("answer_{}", q), fmt::format("kind_{}", q), {}};
    for (std::size_t m = 0; m < rules_.questions[q].choices.size(); ++m)
      out.members.push_back(fmt::format("member_{}_{}", q, m));
    return out;
  }

  Terms filled(std::size_t q) const {
    const Question& question = rules_.questions[q];
    const Answer& answer = question.if_blank.answer;
    Terms out;
    switch (question.type) {
      case QuestionType::choice: out.answer = std::to_string(answer.choice()); break;
      case QuestionType::yes_no: out.answer = std::to_string(answer.yes); break;
      case QuestionType::number: out.answer = number(answer.number.millionths); break;
      case QuestionType::set:
        for (std::size_t m = 0; m < question.choices.size(); ++m)
          out.members.push_back(std::to_string(answer.yes >> m & 1U));
        break;
      case QuestionType::time_since: {
        const Date date =
            question.if_blank.ago ? earlier(as_of_, *question.if_blank.ago) : answer.date;
        const bool day = answer.time == Answer::Time::date;
        out.answer = number(day ? (as_of_ - date).count() : 0);
        out.kind = std::to_string(answer.time == Answer::Time::never     ? never_kind
                                  : answer.time == Answer::Time::ongoing ? ongoing_kind
                                                                         : 0);
        break;
      }
    }
    return out;
  }

  Both of_answer(const Test& test, const Terms& terms) const {
    if (const auto* choice = std::get_if<ChoiceTest>(&test.of)) {
      std::string any = "(or false";
      for (std::size_t c = 0; c < most_choices; ++c) {
        if ((choice->accepted >> c & 1U) != 0) any += fmt::format(" (= {} {})", terms.answer, c);
      }
      return {any + ")", any + ")"};
    }
    if (const auto* yes_no = std::get_if<YesNoTest>(&test.of)) {
      const std::string is = fmt::format("(= {} {})", terms.answer, yes_no->yes ? 1 : 0);
      return {is, is};
    }
    if (const auto* number_test = std::get_if<NumberTest>(&test.of)) {
      std::string all = "(and true";
      const auto add = [&](std::string_view op, const std::optional<Decimal>& bound) {
        if (bound) all += fmt::format(" ({} {} {})", op, terms.answer, number(bound->millionths));
      };
      add("=", number_test->equal);
      add("<", number_test->bounds.under);
      add(">", number_test->bounds.over);
      add(">=", number_test->bounds.at_least);
      add("<=", number_test->bounds.at_most);
      return {all + ")", all + ")"};
    }
    if (const auto* time = std::get_if<TimeTest>(&test.of)) return of_time(*time, terms);
    return of_set(std::get<SetTest>(test.of), terms);
  }

  // The fewest days ago at which `past` holds: found by looking at one day after the other.
  template <class Past>
  std::int64_t days_until(Past past) const {
    std::int64_t days = 0;
    while (!past(as_of_ - std::chrono::days{days})) ++days;
    return days;
  }

  Both of_time(const TimeTest& test, const Terms& terms) const {
    if (test.kind != TimeTest::Kind::bounds) {
      const int kind = test.kind == TimeTest::Kind::never ? never_kind : ongoing_kind;
      const std::string is = fmt::format("(= {} {})", terms.kind, kind);
      return {is, is};
    }
    const std::string ago =
        fmt::format("(ite (= {} {}) 0 {})", terms.kind, ongoing_kind, terms.answer);
    const auto beyond = [&](const Duration& wait, bool strictly) {
      const std::int64_t days = days_until([&](Date day) {
        return strictly ? later(day, wait) < as_of_ : later(day, wait) <= as_of_;
      });
      return fmt::format("(or (= {} {}) (>= {} {}))", terms.kind, never_kind, ago, days);
    };
    std::string all = "(and true";
    const Bounds<Duration>& b = test.bounds;
    if (b.at_least) all += " " + beyond(*b.at_least, false);
    if (b.over) all += " " + beyond(*b.over, true);
    if (b.under) all += fmt::format(" (not {})", beyond(*b.under, false));
    if (b.at_most) all += fmt::format(" (not {})", beyond(*b.at_most, true));
    return {all + ")", all + ")"};
  }

  Both of_set(const SetTest& test, const Terms& terms) const {
    const bool all = test.kind == SetTest::Kind::all;
    std::string sure = all ? "(and true" : "(or false";
    std::string maybe = sure;
    for (std::size_t m = 0; m < terms.members.size(); ++m) {
      if (test.kind != SetTest::Kind::none && (test.members >> m & 1U) == 0) continue;
      sure += fmt::format(" (= {} 1)", terms.members[m]);
      maybe += fmt::format(" (not (= {} 0))", terms.members[m]);
    }
    if (test.kind == SetTest::Kind::none)
      return {fmt::format("(not {}))", maybe), fmt::format("(not {}))", sure)};
    return {sure + ")", maybe + ")"};
  }

  const RuleSet& rules_;
  Date as_of_;
  std::string out_ = {};
};

}  // namespace

std::string smt_script(const RuleSet& rules, Date as_of) { return Script(rules, as_of).write(); }

}  // namespace candor::testing
