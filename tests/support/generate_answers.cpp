// SPDX-License-Identifier: Apache-2.0
// Random answers and days for one rule set.

#include "support/generate.h"

#include <algorithm>

#include "support/generate_text.h"

namespace candor::testing {

namespace {

Date ymd(int year, int month, int day) { return day_of({year, month, day}); }

Date add(Date date, int days) { return date + std::chrono::days{days}; }

Date month_end(int year, int month) { return ymd(year, month, days_in_month(year, month)); }

Date screening_date(Random& random, Tally& forms) {
  if (random.chance(10)) {
    forms.count("as_of: a leap day");
    return ymd(random.pick(std::vector<int>{1904, 1996, 2000, 2024, 2028, 2096}), 2, 29);
  }
  const int month = random.between(1, 12);
  const int year = random.between(2019, 2032);
  if (random.chance(25)) {
    forms.count("as_of: a month's end");
    return month_end(year, month);
  }
  if (random.chance(10)) {
    forms.count("as_of: the first of a month");
    return ymd(year, month, 1);
  }
  if (random.chance(3)) {
    forms.count("as_of: the first or last day there is");
    return random.chance(50) ? ymd(1900, 1, 1) : ymd(2999, 12, 31);
  }
  forms.count("as_of: any day");
  const int years = random.between(-30, 30);
  return add(ymd(year + years, month, 1), random.between(0, 30));
}

std::string in_quotes(const std::string& text) { return "\"" + text + "\""; }

}  // namespace

IntakeGenerator::IntakeGenerator(const RuleSet& rules)
    : rules_(rules), numbers_(rules.questions.size()), durations_(rules.questions.size()) {
  for (const Question& question : rules.questions) {
    if (question.asked_if) gather(*question.asked_if);
  }
  for (const NamedCondition& condition : rules.conditions) gather(condition.when);
  for (const Rule& rule : rules.rules) {
    gather(rule.when);
    if (!rule.until) continue;
    for (const Until::After& after : rule.until->after) {
      durations_[after.question].push_back(after.wait);
    }
  }
  for (const auto& group : rules.care) {
    for (const CareItem& item : group) {
      if (item.when) gather(*item.when);
    }
  }
}

void IntakeGenerator::gather(const Condition& condition) {
  for (const Condition& part : condition.parts) gather(part);
  if (condition.kind != Condition::Kind::test) return;
  const std::size_t question = condition.test.question;
  if (const auto* of = std::get_if<NumberTest>(&condition.test.of)) {
    for (const auto& bound :
         {of->equal, of->bounds.under, of->bounds.over, of->bounds.at_least, of->bounds.at_most}) {
      if (bound) numbers_[question].push_back(bound->millionths);
    }
  }
  if (const auto* of = std::get_if<TimeTest>(&condition.test.of)) {
    for (const auto& bound :
         {of->bounds.under, of->bounds.over, of->bounds.at_least, of->bounds.at_most}) {
      if (bound) durations_[question].push_back(*bound);
    }
  }
}

Duration IntakeGenerator::duration(Random& random, std::size_t question) const {
  const auto& thresholds = durations_[question];
  if (thresholds.empty() || random.chance(15)) return common_duration(random);
  return random.pick(thresholds);
}

std::string IntakeGenerator::answer(Random& random, std::size_t question, Date as_of,
                                    Tally& forms) const {
  const Question& asked = rules_.questions[question];
  switch (asked.type) {
    case QuestionType::choice: return in_quotes(choice(random, asked));
    case QuestionType::yes_no: {
      static const Strings ways = {"\"yes\"", "\"no\"", "true", "false"};
      const std::string& way = random.pick(ways);
      forms.count("yes_no: " + way);
      return way;
    }
    case QuestionType::set: return set(random, asked, forms);
    case QuestionType::number: return number(random, question, forms);
    case QuestionType::time_since: return time(random, question, as_of, forms);
  }
  return "null";
}

std::string IntakeGenerator::choice(Random& random, const Question& question) const {
  const std::size_t count = question.choices.size();
  const std::size_t choice = count > 8 && random.chance(60)
                                 ? random.pick(std::vector<std::size_t>{0, 1, count - 1})
                                 : random.below(count);
  return question.choices[choice].id.text;
}

std::string IntakeGenerator::set(Random& random, const Question& question, Tally& forms) const {
  if (random.chance(12)) {
    forms.count("set: none");
    return "\"none\"";
  }
  if (random.chance(12)) {
    forms.count("set: []");
    return "[]";
  }
  if (random.chance(20)) {
    forms.count("set: one id");
    return in_quotes(choice(random, question));
  }
  Strings ids;
  for (const Choice& member : question.choices) ids.push_back(member.id.text);
  if (random.chance(50)) {
    forms.count("set: a list");
    Strings members = random.some(ids, static_cast<std::size_t>(random.between(1, 4)));
    for (std::string& member : members) member = in_quotes(member);
    return list(members);
  }
  const bool whole = random.chance(30);
  const int known = random.between(20, 90);
  random.shuffle(ids);
  Strings members;
  bool all_known = true;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (i == 0 || whole || random.chance(known)) {
      members.push_back(in_quotes(ids[i]) + ": " + (random.chance(40) ? "true" : "false"));
    } else {
      all_known = false;
      if (random.chance(50)) members.push_back(in_quotes(ids[i]) + ": null");
    }
  }
  random.shuffle(members);
  forms.count(all_known ? "set: an object, all known" : "set: an object, partly known");
  return mapping(members);
}

std::string IntakeGenerator::number(Random& random, std::size_t question, Tally& forms) const {
  const Question& asked = rules_.questions[question];
  const std::int64_t step = asked.step.millionths;
  const std::int64_t base = asked.min ? asked.min->millionths : 0;
  const auto& thresholds = numbers_[question];
  std::int64_t value = base + random.between(asked.min ? 0 : -6, 10) * step;
  if (!thresholds.empty() && random.chance(75)) {
    value = random.pick(thresholds);
    value += random.between(-1, 1) * step;
  }
  if (asked.min) value = std::max(value, asked.min->millionths);
  if (asked.max && value > asked.max->millionths) {
    value = base;
    while (value + step <= asked.max->millionths) value += step;
    while (value > asked.max->millionths) value -= step;
  }
  const std::string text = decimal_text(value);
  if (random.chance(25)) {
    forms.count("number: text");
    return in_quotes(text);
  }
  if (random.chance(10)) {
    forms.count("number: with an exponent");
    return std::to_string(value) + "e-6";
  }
  forms.count("number: a number");
  return text;
}

std::string IntakeGenerator::time(Random& random, std::size_t question, Date as_of,
                                  Tally& forms) const {
  const Question& asked = rules_.questions[question];
  if (asked.accepts_never && random.chance(18)) {
    forms.count("time: never");
    return "\"never\"";
  }
  if (asked.accepts_ongoing && random.chance(18)) {
    forms.count("time: ongoing");
    return "\"ongoing\"";
  }
  const Duration threshold = duration(random, question);
  if (random.chance(30)) {
    forms.count("time: a duration");
    Duration ago = threshold;
    if (random.chance(40)) ago.amount = std::max(0, ago.amount + random.between(-1, 1));
    return in_quotes(duration_text(random, ago));
  }
  Date date = add(earlier(as_of, threshold), random.between(-2, 2));
  std::string_view form = "time: a date by a threshold";
  if (random.chance(20)) {
    const Civil near = civil(date);
    date = month_end(near.year, near.month);
    form = "time: a month's end";
  } else if (random.chance(15)) {
    date = add(as_of, -random.between(0, 1000));
    form = "time: any date";
  } else if (random.chance(5)) {
    date = as_of;
    form = "time: today";
  }
  forms.count(form);
  return in_quotes(iso(std::min(date, as_of)));
}

Intake IntakeGenerator::intake(Random& random, Tally& forms) const {
  static const std::vector<int> rates = {0, 5, 15, 15, 30, 30, 60, 95};
  Intake intake;
  intake.days.as_of = screening_date(random, forms);
  const Date as_of = intake.days.as_of;
  const int blank = random.pick(rates);
  const bool interview = random.chance(20);

  Strings members;
  std::vector<Duration> waits;
  for (std::size_t i = 0; i < rules_.questions.size(); ++i) {
    waits.insert(waits.end(), durations_[i].begin(), durations_[i].end());
    const std::string key = in_quotes(rules_.questions[i].id.text) + ": ";
    if (interview && random.chance(30)) {
      forms.count("not reached");
      intake.not_reached.push_back(i);
    } else if (random.chance(blank)) {
      static const Strings ways = {"absent", "null", "\"\"", "\"unknown\""};
      const std::string& way = random.pick(ways);
      forms.count("blank: " + way);
      if (way != "absent") members.push_back(key + way);
    } else {
      members.push_back(key + answer(random, i, as_of, forms));
    }
  }
  random.shuffle(members);
  intake.json = mapping(members);

  if (random.chance(45)) {
    forms.count("no appointment");
  } else if (random.chance(10)) {
    forms.count("appointment: the same day");
    intake.days.appointment = as_of;
  } else if (!waits.empty() && random.chance(60)) {
    forms.count("appointment: by a threshold");
    const Date wait_is_over = later(as_of, random.pick(waits));
    intake.days.appointment = std::max(as_of, add(wait_is_over, random.between(-30, 2)));
  } else {
    forms.count("appointment: any day");
    intake.days.appointment = add(as_of, random.between(1, 500));
  }
  return intake;
}

}  // namespace candor::testing
