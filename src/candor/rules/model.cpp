// SPDX-License-Identifier: Apache-2.0
#include "candor/rules/model.h"

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>

namespace candor {
namespace {

template <class T>
std::optional<std::size_t> find(const std::vector<T>& things, std::string_view id) noexcept {
  for (std::size_t i = 0; i < things.size(); ++i) {
    if (things[i].id.text == id) return i;
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_string(Proceed proceed) noexcept {
  switch (proceed) {
    case Proceed::now: return "now";
    case Proceed::later: return "later";
    case Proceed::no: return "no";
  }
  return "";
}

std::string_view to_string(Reading reading) noexcept {
  switch (reading) {
    case Reading::not_said: return "";
    case Reading::full: return "full";
    case Reading::excerpt: return "excerpt";
    case Reading::secondhand: return "secondhand";
  }
  return "";
}

std::string_view to_string(Part part) noexcept {
  switch (part) {
    case Part::rule_set: return "rule set";
    case Part::source: return "source";
    case Part::verdict: return "verdict";
    case Part::section: return "section";
    case Part::question: return "question";
    case Part::condition: return "condition";
    case Part::rule: return "rule";
    case Part::before:
    case Part::after:
    case Part::call_us: return "care item";
    case Part::plan: return "plan item";
    case Part::override_reason: return "override reason";
  }
  return "";
}

std::string_view to_string(Strength strength) noexcept {
  switch (strength) {
    case Strength::not_said: return "";
    case Strength::consensus: return "consensus";
    case Strength::majority: return "majority";
    case Strength::split: return "split";
    case Strength::weak: return "weak";
    case Strength::convention: return "convention";
  }
  return "";
}

std::string_view to_string(CareGroup group) noexcept {
  switch (group) {
    case CareGroup::before: return "before";
    case CareGroup::after: return "after";
    case CareGroup::call_us: return "call_us";
  }
  return "";
}

const Lasting& Lasts::of(std::string_view answer) const noexcept {
  const auto found = std::find_if(named.begin(), named.end(),
                                  [&](const Named& one) { return one.answer.text == answer; });
  return found == named.end() ? every : found->lasting;
}

std::uint64_t all_choices(const Question& question) noexcept {
  const std::size_t count = question.choices.size();
  return count >= most_choices ? ~std::uint64_t{0} : choice_bit(count) - 1;
}

std::string to_string(Offset offset) {
  if (offset.hours == 0) return "appointment";
  const int hours = std::abs(offset.hours);
  const int amount = offset.in_hours ? hours : hours / 24;
  return fmt::format("{} {}{} {}", amount, offset.in_hours ? "hour" : "day", amount == 1 ? "" : "s",
                     offset.hours < 0 ? "before" : "after");
}

std::optional<std::size_t> RuleSet::find_question(std::string_view name) const noexcept {
  return find(questions, name);
}

std::optional<std::size_t> RuleSet::find_verdict(std::string_view name) const noexcept {
  return find(verdicts, name);
}

const Text& next_of(const RuleSet& rules, const Rule& rule) noexcept {
  return rule.client.next.empty() ? rules.verdicts[rule.verdict].next : rule.client.next;
}

}  // namespace candor
