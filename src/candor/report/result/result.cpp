// SPDX-License-Identifier: Apache-2.0
#include "candor/report/result/result.h"

#include <algorithm>

#include <fmt/format.h>

#include "candor/report/layout/windows.h"
#include "candor/report/layout/words.h"

namespace candor {

std::string_view verdict_id(const RuleSet& rules, const Headline& headline) noexcept {
  if (headline.incomplete) return incomplete_id;
  return rules.verdicts[headline.at_least].id;
}

std::string_view verdict_label(const RuleSet& rules, const Headline& headline) noexcept {
  if (headline.incomplete) return "Not enough answers yet";
  return rules.verdicts[headline.at_least].label;
}

std::optional<Proceed> proceeds(const RuleSet& rules, const Headline& headline) noexcept {
  if (headline.incomplete) return std::nullopt;
  return rules.verdicts[headline.at_least].proceed;
}

Look look_of(const RuleSet& rules, std::size_t verdict) noexcept {
  switch (rules.verdicts[verdict].proceed) {
    case Proceed::now: return verdict == 0 ? Look::go : Look::wait;
    case Proceed::later: return Look::wait;
    case Proceed::no: return Look::stop;
  }
  return Look::plain;
}

Look look_of(const RuleSet& rules, const Headline& headline) noexcept {
  return headline.incomplete ? Look::wait : look_of(rules, headline.at_least);
}

std::string_view say_of(const Rule& rule) noexcept {
  return rule.client.say.empty() ? rule.because : rule.client.say;
}

std::string waits_for(const RuleSet& rules, const Reason& reason, Reader reader) {
  const Rule& rule = rules.rules[reason.rule];
  std::string text = rule.waits_for.text;
  if (!reason.after_it_ends) return text;
  const std::string wait = to_string(*reason.after_it_ends);
  const std::string_view called = rules.questions[*reason.ongoing].called;
  // Without a name for it, the reason says what has to end.
  const std::string_view why = reader == Reader::client ? say_of(rule) : rule.because;
  const std::string end = called.empty() ? fmt::format("{} after this ends: {}", wait, why)
                                         : fmt::format("{} after the end of {}", wait, called);
  if (text.empty()) return end;
  if (reader == Reader::client) return fmt::format("{} {}", sentence(std::move(text)), end);
  if (text.ends_with('.')) text.pop_back();
  return fmt::format("{}; {}", text, end);
}

std::optional<Date> Result::answered_on(std::size_t question) const {
  return kept != nullptr ? kept->answered_on[question] : screening.days.as_of;
}

std::vector<std::size_t> not_asked(const Result& result) {
  std::vector<std::size_t> out;
  for (std::size_t q = 0; q < result.answers.size(); ++q) {
    const bool asked = result.answers[q].state != Answer::State::not_reached;
    if (!asked && !result.not_confirmed(q)) out.push_back(q);
  }
  return out;
}

std::vector<std::size_t> not_confirmed(const Result& result) {
  std::vector<std::size_t> out;
  for (std::size_t q = 0; q < result.answers.size(); ++q) {
    if (result.not_confirmed(q)) out.push_back(q);
  }
  return out;
}

std::string not_confirmed_in_words(const Result& result, std::size_t question) {
  if (result.needs_day(question)) {
    const Answer& span = result.kept->answers[question];
    return fmt::format("Given as {} to {}: ask for the day.", in_words(span.first_day()),
                       in_words(span.date));
  }
  const std::optional<Date> day = result.answered_on(question);
  if (!day) return "Given on another day and not confirmed.";
  return fmt::format("Given on {} and not confirmed.", in_words(*day));
}

std::string appointment_in_words(const Result& result) {
  std::string words = in_words(*result.screening.days.appointment);
  if (result.appointment_time) words += ", " + to_string(*result.appointment_time);
  return words;
}

std::string earliest_in_words(const Screening& screening) {
  const std::string day = in_words(*screening.earliest);
  return screening.headline.settled ? day + " at the earliest" : "not before " + day;
}

std::string validity_in_words(const Result& result) {
  const Validity& validity = *result.validity;
  const HeadlineUntil& headline = validity.headline;
  std::string words = "For the same answers, the verdict is the same on every later day.";
  if (headline.rule || headline.question) {
    words = fmt::format(
        "For the same answers, the verdict is the same until {}; the next day {} changes it.",
        in_words(headline.last),
        headline.rule ? "the rule " + result.rules.rules[*headline.rule].id.text
                      : "the answer to " + name_of(result.rules.questions[*headline.question]));
  }
  if (validity.until == headline.last) return words + " All answers hold as long.";
  if (validity.until == result.screening.days.as_of)
    return words + " Some answers hold only today: on another day they are asked again.";
  return words + fmt::format(" All answers hold until {}; then this is asked again: {}.",
                             in_words(validity.until),
                             name_of(result.rules.questions[*validity.question]));
}

bool too_early(const Screening& screening) noexcept {
  return screening.days.appointment && screening.earliest &&
         *screening.days.appointment < *screening.earliest;
}

bool has_later_appointment(const Screening& screening) noexcept {
  return screening.on_appointment.given && screening.on_appointment.on > screening.days.as_of;
}

bool goes_ahead_on(const Result& result, Date day) {
  for (const Outlook* outlook : {&result.screening.then, &result.screening.on_appointment}) {
    if (!outlook->given || outlook->on != day) continue;
    return proceeds(result.rules, outlook->headline) == Proceed::now && outlook->waits.empty();
  }
  return true;
}

std::string advice_of(std::string_view say, bool if_applies) {
  return fmt::format("{}{}", if_applies ? "If this applies to you: " : "", say);
}

std::vector<GivenCare> care_of(const Result& result, CareGroup group) {
  std::vector<GivenCare> items;
  for (const GivenCare& given : result.screening.care) {
    if (given.group == group) items.push_back(given);
  }
  std::stable_sort(items.begin(), items.end(), [&](const GivenCare& a, const GivenCare& b) {
    return window_order(group, item_of(result.rules, a)) <
           window_order(group, item_of(result.rules, b));
  });
  return items;
}

Citations::Citations(const RuleSet& rules, std::span<const Reason> reasons) : Citations(rules) {
  for (const Reason& reason : reasons) add(rules.rules[reason.rule].evidence);
}

void Citations::add(const Outlook& outlook) {
  for (const std::uint32_t rule : outlook.rules) add(rules_->rules[rule].evidence);
}

void Citations::add_care(const Screening& screening) {
  for (const GivenCare& given : screening.care) add(item_of(*rules_, given).evidence);
  for (const GivenPlan& given : screening.plan) add(rules_->plan[given.item].evidence);
}

void Citations::add(const Evidence& evidence) {
  for (const std::size_t source : evidence.sources) cited_[source] = true;
  if (evidence.strength == Strength::convention) convention_ = true;
}

std::vector<const Source*> Citations::sources() const {
  std::vector<const Source*> sources;
  for (std::size_t i = 0; i < cited_.size(); ++i) {
    if (cited_[i]) sources.push_back(&rules_->sources[i]);
  }
  return sources;
}

}  // namespace candor
