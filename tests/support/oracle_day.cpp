// SPDX-License-Identifier: Apache-2.0
// Conditions by plain recursion over the model, with the three values written out.

#include "support/oracle_day.h"

#include <algorithm>
#include <cstdint>

#include "support/calendar.h"

namespace candor::testing {

namespace {

Truth not3(Truth a) {
  if (a == Truth::yes) return Truth::no;
  if (a == Truth::no) return Truth::yes;
  return Truth::open;
}

Truth and3(Truth a, Truth b) {
  if (a == Truth::no || b == Truth::no) return Truth::no;
  if (a == Truth::yes && b == Truth::yes) return Truth::yes;
  return Truth::open;
}

Truth or3(Truth a, Truth b) { return not3(and3(not3(a), not3(b))); }

Truth known(bool holds) { return holds ? Truth::yes : Truth::no; }

bool has(std::uint64_t members, std::size_t choice) {
  return (members >> choice & std::uint64_t{1}) != 0;
}

}  // namespace

Truth Day::gate(std::size_t question) const {
  const auto& asked_if = rules_.questions[question].asked_if;
  return asked_if ? value(*asked_if) : Truth::yes;
}

Truth Day::value(const Condition& condition) const {
  switch (condition.kind) {
    case Condition::Kind::all: {
      Truth all = Truth::yes;
      for (const Condition& part : condition.parts) all = and3(all, value(part));
      return all;
    }
    case Condition::Kind::any: {
      Truth any = Truth::no;
      for (const Condition& part : condition.parts) any = or3(any, value(part));
      return any;
    }
    case Condition::Kind::negation: return not3(value(condition.parts.front()));
    case Condition::Kind::named: return value(rules_.conditions[condition.named].when);
    case Condition::Kind::test: return gated(condition.test);
  }
  return Truth::open;
}

Truth Day::value(const std::optional<Condition>& when) const {
  return when ? value(*when) : Truth::yes;
}

Questions Day::explain(const Condition& condition) const {
  const Truth now = value(condition);
  Questions found;
  const auto add = [&](const Condition& part) { found.merge(explain(part)); };
  switch (condition.kind) {
    case Condition::Kind::all:
      for (const Condition& part : condition.parts) {
        if (now == Truth::yes || value(part) == now) add(part);
      }
      break;
    case Condition::Kind::any:
      for (const Condition& part : condition.parts) {
        if (now == Truth::no || value(part) == now) add(part);
      }
      break;
    case Condition::Kind::negation: add(condition.parts.front()); break;
    case Condition::Kind::named: add(rules_.conditions[condition.named].when); break;
    case Condition::Kind::test: {
      const std::size_t question = condition.test.question;
      const bool fails_itself = gate(question) == Truth::open && now == Truth::no;
      if (gate(question) == Truth::yes || fails_itself) {
        found.insert(question);
      } else {
        met_.count("explained by a gate");
        add(*rules_.questions[question].asked_if);
      }
      break;
    }
  }
  return found;
}

std::optional<Date> Day::until(const Rule& rule) const {
  if (!rule.until) return std::nullopt;
  if (rule.until->after_screening) {
    met_.count("until: after the screening");
    return plus(as_of_, *rule.until->after_screening);
  }
  std::optional<Date> latest;
  for (const Until::After& after : rule.until->after) {
    if (gate(after.question) == Truth::no) {
      met_.count("until: does not apply");
      continue;
    }
    if (gate(after.question) == Truth::open) met_.count("until: gate open");
    const Answer& said = answers_[after.question];
    const IfBlank& if_blank = rules_.questions[after.question].if_blank;
    if (said.state == Answer::State::blank && if_blank.kind == IfBlank::Kind::nothing) {
      met_.count("until: blank is nothing");
      continue;
    }
    const std::optional<Answer> answer = meant(after.question);
    if (!answer) {
      met_.count("until: blank");
      return std::nullopt;
    }
    if (answer->time == Answer::Time::never) {
      met_.count("until: never");
      continue;
    }
    if (answer->time == Answer::Time::ongoing) {
      met_.count("until: ongoing");
      return std::nullopt;
    }
    if (!said.given()) met_.count("until: if_blank");
    const Date end = plus(answer->date, after.wait);
    if (latest) met_.count("until: several dates");
    latest = latest ? std::max(*latest, end) : end;
  }
  met_.count("until: nothing adds a date", !latest);
  return latest;
}

std::optional<Date> Day::after_today(std::optional<Date> date) const {
  if (!date) return std::nullopt;
  met_.count("date not after the day", *date <= today_);
  if (*date <= today_) return std::nullopt;
  return date;
}

Date Day::plus(Date date, Duration duration) const {
  bool clipped = false;
  const Date result = later(date, duration, &clipped);
  met_.count("clipped: plus", clipped);
  return result;
}

std::optional<Answer> Day::meant(std::size_t question) const {
  const Answer& said = answers_[question];
  if (said.state == Answer::State::given) return said;
  if (said.state == Answer::State::not_reached) return std::nullopt;
  const Question& asked = rules_.questions[question];
  if (asked.if_blank.kind != IfBlank::Kind::answer) return std::nullopt;
  Answer answer = asked.if_blank.answer;
  if (asked.if_blank.ago) {
    bool clipped = false;
    answer.time = Answer::Time::date;
    answer.date = earlier(as_of_, *asked.if_blank.ago, &clipped);
    met_.count("clipped: if_blank", clipped);
  }
  if (asked.type == QuestionType::set) answer.known = ~std::uint64_t{0};
  return answer;
}

Truth Day::gated(const Test& test) const {
  Truth gate_now = gate(test.question);
  const Truth alone = ungated(test);
  if (gate_now == Truth::no && answers_[test.question].given()) {
    met_.count("contradiction: does not satisfy the test", alone == Truth::no);
    met_.count("contradiction: would satisfy the test", alone == Truth::yes);
    met_.count("contradiction: partly known set", alone == Truth::open);
    gate_now = Truth::open;
  } else if (gate_now == Truth::no) {
    met_.count("gate closed");
  } else if (gate_now == Truth::open) {
    met_.count("gate open");
  }
  return and3(gate_now, alone);
}

Truth Day::ungated(const Test& test) const {
  const Question& question = rules_.questions[test.question];
  const Answer& said = answers_[test.question];
  if (said.state == Answer::State::not_reached) {
    met_.count("not reached");
    met_.count("not reached: in spite of if_blank", question.if_blank.kind != IfBlank::Kind::open);
    return Truth::open;
  }
  if (said.state == Answer::State::blank && question.if_blank.kind == IfBlank::Kind::nothing) {
    met_.count("blank: nothing");
    return Truth::no;
  }
  const std::optional<Answer> answer = meant(test.question);
  if (!answer) {
    met_.count("blank: open");
    return Truth::open;
  }
  if (!said.given()) met_.count("blank: an answer");
  if (const auto* of = std::get_if<ChoiceTest>(&test.of)) {
    return known(has(of->accepted, answer->choice()));
  }
  if (const auto* of = std::get_if<YesNoTest>(&test.of)) {
    return known((answer->yes == 1) == of->yes);
  }
  if (const auto* of = std::get_if<SetTest>(&test.of)) return set(*of, question, *answer);
  if (const auto* of = std::get_if<NumberTest>(&test.of)) return number(*of, answer->number);
  return time(std::get<TimeTest>(test.of), *answer);
}

Truth Day::set(const SetTest& test, const Question& question, const Answer& answer) const {
  const auto member = [&](std::size_t choice) {
    if (!has(answer.known, choice)) return Truth::open;
    return known(has(answer.yes, choice));
  };
  Truth any_at_all = Truth::no;
  Truth any = Truth::no;
  Truth all = Truth::yes;
  for (std::size_t choice = 0; choice < question.choices.size(); ++choice) {
    any_at_all = or3(any_at_all, member(choice));
    if (!has(test.members, choice)) continue;
    any = or3(any, member(choice));
    all = and3(all, member(choice));
  }
  Truth result = Truth::open;
  switch (test.kind) {
    case SetTest::Kind::none: result = not3(any_at_all); break;
    case SetTest::Kind::any: result = any; break;
    case SetTest::Kind::all: result = all; break;
  }
  met_.count("partly known set leaves a test open", result == Truth::open);
  return result;
}

Truth Day::number(const NumberTest& test, Decimal number) {
  const auto& [under, over, at_least, at_most] = test.bounds;
  bool holds = true;
  if (test.equal) holds = holds && number.millionths == test.equal->millionths;
  if (under) holds = holds && number.millionths < under->millionths;
  if (over) holds = holds && number.millionths > over->millionths;
  if (at_least) holds = holds && number.millionths >= at_least->millionths;
  if (at_most) holds = holds && number.millionths <= at_most->millionths;
  return known(holds);
}

Truth Day::time(const TimeTest& test, const Answer& answer) const {
  switch (test.kind) {
    case TimeTest::Kind::never: return known(answer.time == Answer::Time::never);
    case TimeTest::Kind::ongoing: return known(answer.time == Answer::Time::ongoing);
    case TimeTest::Kind::bounds: break;
  }
  const auto reached = [&](Duration duration) {  // at least that long ago
    if (answer.time == Answer::Time::never) return true;
    const Date since = answer.time == Answer::Time::ongoing ? today_ : answer.date;
    met_.count("time exactly on a threshold", plus(since, duration) == today_);
    return plus(since, duration) <= today_;
  };
  const auto passed = [&](Duration duration) {  // longer ago than that
    if (answer.time == Answer::Time::never) return true;
    const Date since = answer.time == Answer::Time::ongoing ? today_ : answer.date;
    return plus(since, duration) < today_;
  };
  const auto& [under, over, at_least, at_most] = test.bounds;
  bool holds = true;
  if (at_least) holds = holds && reached(*at_least);
  if (under) holds = holds && !reached(*under);
  if (over) holds = holds && passed(*over);
  if (at_most) holds = holds && !passed(*at_most);
  return known(holds);
}

}  // namespace candor::testing
