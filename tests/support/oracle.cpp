// SPDX-License-Identifier: Apache-2.0
// The verdict of a day, the looks ahead, and the care that follows.

#include "support/oracle.h"

#include <algorithm>
#include <map>

#include "support/oracle_day.h"

namespace candor::testing {

void Tally::count(std::string_view name, bool met) {
  const auto at = counts_.find(name);
  if (at == counts_.end()) {
    counts_.emplace(std::string(name), met ? 1 : 0);
  } else if (met) {
    ++at->second;
  }
}

namespace {

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
    care.to = add_days(care_day, later_day(item.to->hours));
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
  // What an item asks for may come true only by the day that care counts from.
  const Day then(rules, answers, as_of, outcome.care_day.value_or(as_of), met);
  const auto is_done = [&](const CareItem& item) {
    if (!item.done_when) return false;
    const Truth today_is = day.value(*item.done_when);
    const Truth then_is = then.value(*item.done_when);
    met.count("done_when: true", then_is == Truth::yes);
    met.count("done_when: open", then_is == Truth::open);
    met.count("done_when: false", then_is == Truth::no);
    met.count("done_when: true only then", today_is != Truth::yes && then_is == Truth::yes);
    met.count("done_when: true only today", today_is == Truth::yes && then_is != Truth::yes);
    return then_is == Truth::yes;
  };
  for (const CareGroup group : {CareGroup::before, CareGroup::after, CareGroup::call_us}) {
    const auto& items = rules.care[static_cast<std::size_t>(group)];
    for (std::size_t item = 0; item < items.size(); ++item) {
      const Truth holds = day.value(items[item].when);
      if (holds == Truth::no) continue;
      if (is_done(items[item])) continue;
      if (outcome.care_day && items[item].to) {
        const Date end = add_days(*outcome.care_day, later_day(items[item].to->hours));
        met.count("care window over", end < as_of);
        if (end < as_of) continue;
      }
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

}  // namespace candor::testing
