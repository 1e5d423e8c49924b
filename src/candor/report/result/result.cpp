// SPDX-License-Identifier: Apache-2.0
#include "candor/report/result/result.h"

#include <fmt/format.h>

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

std::string waits_for(const RuleSet& rules, const Reason& reason) {
  std::string text = rules.rules[reason.rule].waits_for.text;
  if (!reason.after_it_ends) return text;
  // "It" is what the reason is about; anything else is named by its question.
  const Until& until = *rules.rules[reason.rule].until;
  const std::string end =
      until.after.size() == 1
          ? fmt::format("{} after it ends", to_string(*reason.after_it_ends))
          : fmt::format("{} after the end of what `{}` asks about",
                        to_string(*reason.after_it_ends), rules.questions[*reason.ongoing].id.text);
  if (text.empty()) return end;
  if (text.ends_with('.')) text.pop_back();
  return fmt::format("{}; {}", text, end);
}

Citations::Citations(const RuleSet& rules, std::span<const Reason> reasons) : Citations(rules) {
  for (const Reason& reason : reasons) add(rules.rules[reason.rule].evidence);
}

Citations::Citations(const RuleSet& rules, const Screening& screening)
    : Citations(rules, screening.reasons) {
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
