// SPDX-License-Identifier: Apache-2.0
#include "candor/report/document/rule_set_words.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "candor/base/ascii.h"
#include "candor/report/layout/escape.h"
#include "candor/report/layout/words.h"

namespace candor {
namespace {

std::size_t count_strength(const RuleSet& rules, Strength strength) {
  return static_cast<std::size_t>(
      std::count_if(rules.rules.begin(), rules.rules.end(),
                    [&](const Rule& rule) { return rule.evidence.strength == strength; }));
}

}  // namespace

std::string counts_in_words(const RuleSet& rules) {
  std::size_t care = 0;
  for (const std::vector<CareItem>& group : rules.care) care += group.size();
  return fmt::format(
      "{}, {}, {}, {} and {}. {} on split evidence, {} on weak evidence, {} on convention "
      "alone.",
      counted(rules.questions.size(), "question"), counted(rules.rules.size(), "rule"),
      counted(care, "care item"), counted(rules.plan.size(), "plan item"),
      counted(rules.sources.size(), "source"),
      counted(count_strength(rules, Strength::split), "rule"),
      count_strength(rules, Strength::weak), count_strength(rules, Strength::convention));
}

std::span<const std::string_view> how_to_read() noexcept {
  static constexpr std::array<std::string_view, 5> texts{
      "A rule applies, does not apply, or is open because an answer is missing. The verdict is the "
      "most restrictive one among the rules that apply, or the first verdict if none does.",
      "A missing answer is not a no. While an open rule could make the verdict more "
      "restrictive, nothing goes ahead.",
      "Times count back from the screening date, by the calendar. `ongoing` means no time ago, and "
      "`never` longer ago than any time: \"less than 6 months ago\" includes `ongoing`, and "
      "\"at least 6 months ago\" includes `never`.",
      "A test of a question that is asked only sometimes holds only if the question is asked. So "
      "`not (...)` of such a test holds if the question is not asked.",
      "Evidence. Consensus: the sources agree. Majority: most do. Split: they disagree, and "
      "the positions are given. Weak: only low-authority sources say it. Convention: no "
      "source is claimed."};
  return texts;
}

std::string_view changes_note() noexcept {
  return "Everything else is as in the rule set it extends. The digest above covers both.";
}

std::string_view sign_off_statement() noexcept {
  return "I have read this rule set and take responsibility for its use as intended above.";
}

std::string_view sign_off_note() noexcept {
  return "To record your signature, add this to the rule set. If its content changes later, the "
         "digest no longer matches, and candor refuses the rule set until it is reviewed again.";
}

std::string heading_of(const Change& change) {
  return capitalized(std::string(to_string(change.part)));
}

std::string_view treatment_in_words(Proceed proceed) noexcept {
  switch (proceed) {
    case Proceed::now: return "may proceed";
    case Proceed::later: return "may proceed later";
    case Proceed::no: return "does not proceed on the basis of this screening";
  }
  return "";
}

std::string number_in_words(const Question& question) {
  std::string text(question.traits().in_words);
  if (question.min) text += fmt::format(" from {}", to_string(*question.min));
  if (question.max) text += fmt::format(" to {}", to_string(*question.max));
  if (!question.unit.empty()) text += fmt::format(" {}", question.unit.text);
  return fmt::format("{}, in steps of {}", text, to_string(question.step));
}

std::string type_in_words(const Question& question) {
  if (question.traits().is_number) return escape_markdown(number_in_words(question));
  return fmt::format("{}{}{}", question.traits().in_words,
                     question.accepts_never ? "; `never`" : "",
                     question.accepts_ongoing ? "; `ongoing`" : "");
}

std::string lasts_in_words(const Question& question) {
  std::string text;
  const auto add = [&](std::string_view answer, const Lasting& lasting) {
    if (lasting.kind == Lasting::Kind::same_day) return;
    const bool always = lasting.kind == Lasting::Kind::always;
    if (!text.empty()) text += ", ";
    if (!answer.empty()) text += fmt::format("`{}` ", answer);
    text += "lasts " + (always ? "always" : to_string(lasting.duration));
  };
  add("", question.lasts.every);
  for (const Lasts::Named& named : question.lasts.named) add(named.answer, named.lasting);
  if (question.fixed) text += text.empty() ? "cannot be changed" : "; cannot be changed";
  return text;
}

Part part_of(CareGroup group) noexcept {
  switch (group) {
    case CareGroup::before: return Part::before;
    case CareGroup::after: return Part::after;
    case CareGroup::call_us: return Part::call_us;
  }
  return Part::before;
}

std::size_t rules_of(const RuleSet& rules, std::size_t verdict) {
  return static_cast<std::size_t>(
      std::count_if(rules.rules.begin(), rules.rules.end(),
                    [&](const Rule& rule) { return rule.verdict == verdict; }));
}

std::size_t citations_of(const RuleSet& rules, std::size_t source) {
  std::size_t count = 0;
  const auto add = [&](const Evidence& evidence) {
    count += static_cast<std::size_t>(
        std::count(evidence.sources.begin(), evidence.sources.end(), source));
  };
  for (const Rule& rule : rules.rules) add(rule.evidence);
  for (const std::vector<CareItem>& group : rules.care) {
    for (const CareItem& item : group) add(item.evidence);
  }
  for (const PlanItem& item : rules.plan) add(item.evidence);
  return count;
}

}  // namespace candor
