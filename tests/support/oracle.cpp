// SPDX-License-Identifier: Apache-2.0

#include "support/oracle.h"

#include <algorithm>
#include <set>

namespace candor::testing {

void Tally::count(std::string_view name, bool met) {
  const auto at = counts_.find(name);
  if (at == counts_.end()) {
    counts_.emplace(std::string(name), met ? 1 : 0);
  } else if (met) {
    ++at->second;
  }
}

// The calendar ---------------------------------------------------------------------------------

static bool is_leap(int year) {
  if (year % 400 == 0) return true;
  if (year % 100 == 0) return false;
  return year % 4 == 0;
}

static int days_in_year(int year) { return is_leap(year) ? 366 : 365; }

int days_in_month(int year, int month) {
  if (month == 2) return is_leap(year) ? 29 : 28;
  if (month == 4 || month == 6 || month == 9 || month == 11) return 30;
  return 31;
}

Civil civil(Date date) {
  auto left = date.time_since_epoch().count();
  Civil result;
  while (left < 0) {
    --result.year;
    left += days_in_year(result.year);
  }
  while (left >= days_in_year(result.year)) {
    left -= days_in_year(result.year);
    ++result.year;
  }
  while (left >= days_in_month(result.year, result.month)) {
    left -= days_in_month(result.year, result.month);
    ++result.month;
  }
  result.day += static_cast<int>(left);
  return result;
}

Date day_of(Civil civil) {
  int days = civil.day - 1;
  for (int month = 1; month < civil.month; ++month) days += days_in_month(civil.year, month);
  for (int year = 1970; year < civil.year; ++year) days += days_in_year(year);
  for (int year = civil.year; year < 1970; ++year) days -= days_in_year(year);
  return Date{} + std::chrono::days{days};
}

static Date move(Date date, Duration duration, int sign, bool* clipped) {
  switch (duration.unit) {
    case Unit::days: return date + std::chrono::days{sign * duration.amount};
    case Unit::weeks: return date + std::chrono::days{sign * duration.amount * 7};
    case Unit::months:
    case Unit::years: break;
  }
  Civil to = civil(date);
  const int months = duration.unit == Unit::years ? duration.amount * 12 : duration.amount;
  for (int i = 0; i < months; ++i) {
    to.month += sign;
    if (to.month == 13) {
      to.month = 1;
      ++to.year;
    }
    if (to.month == 0) {
      to.month = 12;
      --to.year;
    }
  }
  const int last = days_in_month(to.year, to.month);
  if (to.day > last) {
    to.day = last;
    if (clipped != nullptr) *clipped = true;
  }
  return day_of(to);
}

Date later(Date date, Duration duration, bool* clipped) { return move(date, duration, 1, clipped); }

Date earlier(Date date, Duration duration, bool* clipped) {
  return move(date, duration, -1, clipped);
}

std::string iso(Date date) {
  const auto padded = [](int number, std::size_t width) {
    std::string text = std::to_string(number);
    while (text.size() < width) text.insert(0, "0");
    return text;
  };
  const Civil day = civil(date);
  return padded(day.year, 4) + "-" + padded(day.month, 2) + "-" + padded(day.day, 2);
}

// One day --------------------------------------------------------------------------------------

namespace {

using Questions = std::set<std::size_t>;

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

/// The answers as they stand on one day.
class Day {
 public:
  Day(const RuleSet& rules, const Answers& answers, Date as_of, Date today, Tally& met)
      : rules_(rules), answers_(answers), as_of_(as_of), today_(today), met_(met) {}

  Truth gate(std::size_t question) const {
    const auto& asked_if = rules_.questions[question].asked_if;
    return asked_if ? value(*asked_if) : Truth::yes;
  }

  Truth value(const Condition& condition) const {
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

  Truth value(const std::optional<Condition>& when) const {
    return when ? value(*when) : Truth::yes;
  }

  /// The questions that make the condition what it is.
  Questions explain(const Condition& condition) const {
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

  /// The date from which the rule no longer holds, in the past perhaps; none when there is none.
  std::optional<Date> until(const Rule& rule) const {
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

  std::optional<Date> after_today(std::optional<Date> date) const {
    if (!date) return std::nullopt;
    met_.count("date not after the day", *date <= today_);
    if (*date <= today_) return std::nullopt;
    return date;
  }

 private:
  Date plus(Date date, Duration duration) const {
    bool clipped = false;
    const Date result = later(date, duration, &clipped);
    met_.count("clipped: plus", clipped);
    return result;
  }

  /// The answer given, or what the blank stands for; none where that is not an answer.
  std::optional<Answer> meant(std::size_t question) const {
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

  Truth gated(const Test& test) const {
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

  Truth ungated(const Test& test) const {
    const Question& question = rules_.questions[test.question];
    const Answer& said = answers_[test.question];
    if (said.state == Answer::State::not_reached) {
      met_.count("not reached");
      met_.count("not reached: in spite of if_blank",
                 question.if_blank.kind != IfBlank::Kind::open);
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

  Truth set(const SetTest& test, const Question& question, const Answer& answer) const {
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

  static Truth number(const NumberTest& test, Decimal number) {
    const auto& [under, over, at_least, at_most] = test.bounds;
    bool holds = true;
    if (test.equal) holds = holds && number.millionths == test.equal->millionths;
    if (under) holds = holds && number.millionths < under->millionths;
    if (over) holds = holds && number.millionths > over->millionths;
    if (at_least) holds = holds && number.millionths >= at_least->millionths;
    if (at_most) holds = holds && number.millionths <= at_most->millionths;
    return known(holds);
  }

  Truth time(const TimeTest& test, const Answer& answer) const {
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

  const RuleSet& rules_;
  const Answers& answers_;
  Date as_of_;
  Date today_;
  Tally& met_;
};

// The verdict of one day -----------------------------------------------------------------------

struct OneDay {
  Outcome::Headline headline = {};
  std::optional<Date> earliest = {};
  std::vector<Outcome::Reason> reasons = {};
  std::vector<Outcome::Open> open = {};
};

OneDay screen(const RuleSet& rules, const Day& day, Tally& met) {
  OneDay result;
  std::vector<std::size_t> applying;
  std::vector<std::size_t> open;
  for (std::size_t rule = 0; rule < rules.rules.size(); ++rule) {
    const Truth holds = day.value(rules.rules[rule].when);
    if (holds == Truth::yes) applying.push_back(rule);
    if (holds == Truth::open) open.push_back(rule);
  }

  Outcome::Headline& headline = result.headline;
  for (const std::size_t rule : applying) {
    headline.at_least = std::max(headline.at_least, rules.rules[rule].verdict);
  }
  headline.at_most = headline.at_least;
  for (const std::size_t rule : open) {
    headline.at_most = std::max(headline.at_most, rules.rules[rule].verdict);
  }
  const Proceed proceed = rules.verdicts[headline.at_least].proceed;

  std::map<std::size_t, std::size_t> could_become;
  for (const std::size_t rule : open) {
    const std::size_t verdict = rules.rules[rule].verdict;
    const bool worse = verdict > headline.at_least;
    const bool both_later =
        proceed == Proceed::later && rules.verdicts[verdict].proceed == Proceed::later;
    const bool matters = worse || proceed == Proceed::now || both_later;
    met.count("open rule: matters, more restrictive", worse);
    met.count("open rule: matters, would proceed now", proceed == Proceed::now && !worse);
    met.count("open rule: matters, both later", both_later && !worse);
    met.count("open rule: does not matter", !matters);
    if (!matters) continue;
    headline.settled = false;
    for (const std::size_t question : day.explain(rules.rules[rule].when)) {
      could_become[question] = std::max(could_become[question], verdict);
    }
  }
  headline.incomplete = !headline.settled && proceed == Proceed::now;
  for (const auto& [question, verdict] : could_become) result.open.push_back({question, verdict});

  for (std::size_t verdict = rules.verdicts.size(); verdict-- > 0;) {
    for (const std::size_t rule : applying) {
      if (rules.rules[rule].verdict != verdict) continue;
      const auto questions = day.explain(rules.rules[rule].when);
      result.reasons.push_back({rule,
                                day.after_today(day.until(rules.rules[rule])),
                                {questions.begin(), questions.end()}});
    }
  }

  if (proceed == Proceed::later) {
    bool dated = true;
    std::optional<Date> latest;
    for (const std::size_t rule : applying) {
      if (rules.rules[rule].verdict != headline.at_least) continue;
      const std::optional<Date> date = day.until(rules.rules[rule]);
      if (!date) {
        dated = false;
      } else {
        latest = latest ? std::max(*latest, *date) : *date;
      }
    }
    met.count("earliest: one rule has no date", !dated && latest);
    if (dated) result.earliest = day.after_today(latest);
  }
  return result;
}

Outcome::Outlook look(const RuleSet& rules, const Answers& answers, Date as_of, Date on,
                      Tally& met) {
  const OneDay day = screen(rules, Day(rules, answers, as_of, on, met), met);
  Outcome::Outlook outlook{on, day.headline, day.earliest, {}, {}, {}};
  const auto applies_then = [&](std::size_t rule) {
    for (const auto& reason : day.reasons) {
      if (reason.rule == rule) return true;
    }
    return false;
  };
  const OneDay today = screen(rules, Day(rules, answers, as_of, as_of, met), met);
  for (const auto& reason : today.reasons) {
    const bool waits = !rules.rules[reason.rule].waits_for.text.empty();
    if (waits && !applies_then(reason.rule)) outlook.waits.push_back(reason.rule);
  }
  for (const auto& reason : day.reasons) outlook.rules.push_back(reason.rule);
  for (const auto& open : day.open) outlook.open.push_back(open.question);
  return outlook;
}

Date add_days(Date date, int days) { return date + std::chrono::days{days}; }

/// Whole days that hold so many hours: the earlier and the later one where the hours are not whole
/// days.
int earlier_day(int hours) {
  int days = 0;
  while (days * 24 > hours) --days;
  while ((days + 1) * 24 <= hours) ++days;
  return days;
}
int later_day(int hours) {
  int days = 0;
  while (days * 24 < hours) ++days;
  while ((days - 1) * 24 >= hours) --days;
  return days;
}

Outcome::Care window(CareGroup group, const CareItem& item, Date as_of, Date care_day, Tally& met) {
  Outcome::Care care;
  const auto not_past = [&](Date date) {
    met.count("care window already past", date < as_of);
    return std::max(date, as_of);
  };
  if (item.from) {
    care.from = not_past(add_days(care_day, earlier_day(item.from->hours)));
  } else {
    care.from = group == CareGroup::before ? as_of : care_day;
  }
  if (item.to) {
    care.to = not_past(add_days(care_day, later_day(item.to->hours)));
  } else if (group == CareGroup::before) {
    care.to = care_day;
  }
  return care;
}

}  // namespace

Truth applies(const RuleSet& rules, const Answers& answers, Date as_of, std::size_t question) {
  Tally met;
  return Day(rules, answers, as_of, as_of, met).gate(question);
}

Outcome expect(const RuleSet& rules, const Answers& answers, const Days& days, Tally& met) {
  const Date as_of = days.as_of;
  const Day day(rules, answers, as_of, as_of, met);
  const OneDay today = screen(rules, day, met);

  Outcome outcome;
  outcome.as_of = as_of;
  outcome.appointment = days.appointment;
  outcome.headline = today.headline;
  outcome.earliest = today.earliest;
  outcome.reasons = today.reasons;
  outcome.open = today.open;

  for (std::size_t question = 0; question < rules.questions.size(); ++question) {
    if (answers[question].given() && day.gate(question) == Truth::no) {
      outcome.not_used.push_back(question);
    }
  }

  if (outcome.earliest) outcome.then = look(rules, answers, as_of, *outcome.earliest, met);
  if (days.appointment) {
    outcome.on_appointment = look(rules, answers, as_of, *days.appointment, met);
  }

  const Proceed proceed = rules.verdicts[outcome.headline.at_least].proceed;
  if (outcome.headline.incomplete || proceed == Proceed::no) return outcome;

  if (outcome.headline.settled) {
    if (days.appointment && outcome.earliest) {
      outcome.care_day = std::max(*days.appointment, *outcome.earliest);
    } else if (days.appointment) {
      outcome.care_day = days.appointment;
    } else {
      outcome.care_day = outcome.earliest;
    }
  }
  for (const CareGroup group : {CareGroup::before, CareGroup::after, CareGroup::call_us}) {
    const auto& items = rules.care[static_cast<std::size_t>(group)];
    for (std::size_t item = 0; item < items.size(); ++item) {
      const Truth holds = day.value(items[item].when);
      if (holds == Truth::no) continue;
      Outcome::Care care;
      if (outcome.care_day) care = window(group, items[item], as_of, *outcome.care_day, met);
      care.group = group;
      care.item = item;
      care.if_applies = holds == Truth::open;
      outcome.care.push_back(care);
    }
  }
  for (std::size_t item = 0; item < rules.plan.size(); ++item) {
    const Truth holds = day.value(rules.plan[item].when);
    if (holds != Truth::no) outcome.plan.push_back({item, holds == Truth::open});
  }
  return outcome;
}

// The engine's words, and differences ----------------------------------------------------------

namespace {

Outcome::Headline plain(const Headline& headline) {
  return {headline.at_least, headline.at_most, headline.settled, headline.incomplete};
}

std::optional<Outcome::Outlook> plain(const Outlook& outlook) {
  if (!outlook.given) return std::nullopt;
  return Outcome::Outlook{outlook.on,
                          plain(outlook.headline),
                          outlook.earliest,
                          {outlook.rules.begin(), outlook.rules.end()},
                          {outlook.open.begin(), outlook.open.end()},
                          {outlook.waits.begin(), outlook.waits.end()}};
}

std::string show(bool value) { return value ? "yes" : "no"; }
std::string show(std::size_t value) { return std::to_string(value); }
std::string show(Date date) { return iso(date); }
std::string show(CareGroup group) { return std::to_string(static_cast<int>(group)); }

template <class T>
std::string show(const std::optional<T>& value);
template <class T>
std::string show(const std::vector<T>& values);

std::string show(const Outcome::Headline& headline) {
  return "{at_least " + show(headline.at_least) + ", at_most " + show(headline.at_most) +
         ", settled " + show(headline.settled) + ", incomplete " + show(headline.incomplete) + "}";
}
std::string show(const Outcome::Reason& reason) {
  return "{rule " + show(reason.rule) + ", earliest " + show(reason.earliest) + ", questions " +
         show(reason.questions) + "}";
}
std::string show(const Outcome::Open& open) {
  return "{question " + show(open.question) + ", could_become " + show(open.could_become) + "}";
}
std::string show(const Outcome::Outlook& outlook) {
  return "{on " + show(outlook.on) + ", " + show(outlook.headline) + ", earliest " +
         show(outlook.earliest) + ", rules " + show(outlook.rules) + ", open " +
         show(outlook.open) + ", waits " + show(outlook.waits) + "}";
}
std::string show(const Outcome::Care& care) {
  return "{group " + show(care.group) + ", item " + show(care.item) + ", if_applies " +
         show(care.if_applies) + ", " + show(care.from) + " to " + show(care.to) + "}";
}
std::string show(const Outcome::Plan& plan) {
  return "{item " + show(plan.item) + ", if_applies " + show(plan.if_applies) + "}";
}

template <class T>
std::string show(const std::optional<T>& value) {
  return value ? show(*value) : "none";
}

template <class T>
std::string show(const std::vector<T>& values) {
  std::string text = "[";
  for (const T& value : values) text += (text.size() > 1 ? ", " : "") + show(value);
  return text + "]";
}

template <class T>
void compare(std::string& text, std::string_view field, const T& wanted, const T& got) {
  if (wanted == got) return;
  text.append(field).append(": wanted ").append(show(wanted));
  text.append(", got ").append(show(got)).append("\n");
}

}  // namespace

Outcome plain(const Screening& screening) {
  Outcome outcome;
  outcome.as_of = screening.days.as_of;
  outcome.appointment = screening.days.appointment;
  outcome.headline = plain(screening.headline);
  outcome.earliest = screening.earliest;
  for (const auto& reason : screening.reasons) {
    Outcome::Reason same{reason.rule, reason.earliest, {}};
    for (std::uint32_t i = 0; i < reason.questions; ++i) {
      same.questions.push_back(screening.reason_questions.at(reason.first_question + i));
    }
    outcome.reasons.push_back(same);
  }
  for (const auto& open : screening.open) {
    outcome.open.push_back({open.question, open.could_become});
  }
  outcome.not_used.assign(screening.not_used.begin(), screening.not_used.end());
  outcome.then = plain(screening.then);
  outcome.on_appointment = plain(screening.on_appointment);
  outcome.care_day = screening.care_day;
  for (const auto& care : screening.care) {
    outcome.care.push_back({care.group, care.item, care.if_applies, care.from, care.to});
  }
  for (const auto& plan : screening.plan) outcome.plan.push_back({plan.item, plan.if_applies});
  return outcome;
}

std::string difference(const Outcome& wanted, const Outcome& got) {
  std::string text;
  if (wanted == got) return text;
  compare(text, "as_of", wanted.as_of, got.as_of);
  compare(text, "appointment", wanted.appointment, got.appointment);
  compare(text, "headline", wanted.headline, got.headline);
  compare(text, "earliest", wanted.earliest, got.earliest);
  compare(text, "reasons", wanted.reasons, got.reasons);
  compare(text, "open", wanted.open, got.open);
  compare(text, "not_used", wanted.not_used, got.not_used);
  compare(text, "then", wanted.then, got.then);
  compare(text, "on_appointment", wanted.on_appointment, got.on_appointment);
  compare(text, "care_day", wanted.care_day, got.care_day);
  compare(text, "care", wanted.care, got.care);
  compare(text, "plan", wanted.plan, got.plan);
  return text;
}

}  // namespace candor::testing
