// SPDX-License-Identifier: Apache-2.0
#include "candor/report/findings.h"

#include <algorithm>

#include <fmt/format.h>

namespace candor {
namespace {

const Answer& effective(const Question& question, const Answer& answer) noexcept {
  const bool filled =
      answer.state == Answer::State::blank && question.if_blank.kind == IfBlank::Kind::answer;
  return filled && !question.if_blank.ago ? question.if_blank.answer : answer;
}

bool is_ongoing(const Question& question, const Answer& answer) noexcept {
  const Answer& counts = effective(question, answer);
  return counts.given() && counts.time == Answer::Time::ongoing;
}

bool contains(const std::vector<std::uint16_t>& questions, std::size_t question) noexcept {
  return std::find(questions.begin(), questions.end(), question) != questions.end();
}

// "6 months after it ends"; different waits one after another.
std::string waits_for_end(const RuleSet& rules, const Answers& answers, const Screening& screening,
                          const Until& until) {
  std::vector<std::string> waits;
  for (const Until::After& after : until.after) {
    const bool goes_on = is_ongoing(rules.questions[after.question], answers[after.question]) &&
                         !contains(screening.not_used, after.question);
    if (!goes_on) continue;
    std::string wait = to_string(after.wait) + " after it ends";
    if (std::find(waits.begin(), waits.end(), wait) == waits.end())
      waits.push_back(std::move(wait));
  }
  return fmt::format("{}", fmt::join(waits, "; "));
}

}  // namespace

std::string_view verdict_id(const RuleSet& rules, const Headline& headline) noexcept {
  if (headline.incomplete) return "incomplete";
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

std::string waits_for(const RuleSet& rules, const Answers& answers, const Screening& screening,
                      const Rule& rule) {
  std::string text = rule.waits_for.text;
  const std::string end =
      rule.until ? waits_for_end(rules, answers, screening, *rule.until) : std::string();
  if (text.empty() || end.empty()) return text + end;
  if (text.ends_with('.')) text.pop_back();
  return fmt::format("{}; {}", text, end);
}

Citations::Citations(const RuleSet& rules, const Screening& screening) : Citations(rules) {
  for (const Reason& reason : screening.reasons) add(rules.rules[reason.rule].evidence);
  for (const GivenCare& given : screening.care) {
    add(rules.care[static_cast<std::size_t>(given.group)][given.item].evidence);
  }
  for (const GivenPlan& given : screening.plan) add(rules.plan[given.item].evidence);
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
