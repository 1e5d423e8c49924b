// SPDX-License-Identifier: Apache-2.0
// The engine's words as an outcome, and how two outcomes differ.

#include "support/outcome.h"

#include <cstdint>
#include <string_view>

#include "support/calendar.h"

namespace candor::testing {

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
