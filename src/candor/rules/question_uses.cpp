// SPDX-License-Identifier: Apache-2.0
#include "candor/rules/question_uses.h"

#include <algorithm>
#include <optional>

#include "candor/rules/dependencies.h"

namespace candor {
namespace {

class Finder {
 public:
  Finder(const RuleSet& rules, std::size_t question) : question_(question) {
    named_.resize(rules.conditions.size());
    for (const Dependent& item : find_dependencies(rules).order) {
      if (item.kind != Dependent::Kind::condition) continue;
      named_[item.index] = uses(rules.conditions[item.index].when);
    }
  }

  bool uses(const Condition& condition) const {
    if (condition.kind == Condition::Kind::named) return named_[condition.named];
    if (condition.kind == Condition::Kind::test) return condition.test.question == question_;
    return std::any_of(condition.parts.begin(), condition.parts.end(),
                       [&](const Condition& part) { return uses(part); });
  }

  bool uses(const std::optional<Condition>& condition) const {
    return condition && uses(*condition);
  }

  bool uses(const Rule& rule) const {
    if (uses(rule.when)) return true;
    return rule.until &&
           std::any_of(rule.until->after.begin(), rule.until->after.end(),
                       [&](const Until::After& after) { return after.question == question_; });
  }

 private:
  std::size_t question_;
  std::vector<bool> named_ = {};
};

// Looks at each named condition and gate once.
class DayFinder {
 public:
  explicit DayFinder(const RuleSet& rules)
      : rules_(rules), named_(rules.conditions.size()), gates_(rules.questions.size()) {}

  bool depends(const Condition& condition) {
    if (condition.kind == Condition::Kind::named) {
      return first(named_, condition.named) && depends(rules_.conditions[condition.named].when);
    }
    if (condition.kind == Condition::Kind::test) {
      const Question& question = rules_.questions[condition.test.question];
      if (question.traits().is_dated) return true;
      return question.asked_if && first(gates_, condition.test.question) &&
             depends(*question.asked_if);
    }
    return std::any_of(condition.parts.begin(), condition.parts.end(),
                       [&](const Condition& part) { return depends(part); });
  }

 private:
  static bool first(std::vector<bool>& seen, std::size_t index) {
    const bool is_first = !seen[index];
    seen[index] = true;
    return is_first;
  }

  const RuleSet& rules_;
  std::vector<bool> named_;
  std::vector<bool> gates_;
};

// Looks at each named condition and question once.
class ReadFinder {
 public:
  explicit ReadFinder(const RuleSet& rules)
      : rules_(rules), named_(rules.conditions.size()), read_(rules.questions.size()) {}

  void read(const Condition& condition) {
    if (condition.kind == Condition::Kind::named && !named_[condition.named]) {
      named_[condition.named] = true;
      read(rules_.conditions[condition.named].when);
    }
    if (condition.kind == Condition::Kind::test) read(condition.test.question);
    for (const Condition& part : condition.parts) read(part);
  }

  void read(std::size_t question) {
    if (read_[question]) return;
    read_[question] = true;
    const auto& gate = rules_.questions[question].asked_if;
    if (gate) read(*gate);
  }

  const std::vector<bool>& found() const { return read_; }

 private:
  const RuleSet& rules_;
  std::vector<bool> named_;
  std::vector<bool> read_;
};

}  // namespace

std::vector<bool> read_by_rules(const RuleSet& rules) {
  ReadFinder finder(rules);
  for (const Rule& rule : rules.rules) {
    finder.read(rule.when);
    if (!rule.until) continue;
    for (const Until::After& after : rule.until->after) finder.read(after.question);
  }
  return finder.found();
}

QuestionUses uses_of(const RuleSet& rules, std::size_t question) {
  const Finder finder(rules, question);
  QuestionUses out;
  for (std::size_t r = 0; r < rules.rules.size(); ++r) {
    if (finder.uses(rules.rules[r])) out.rules.push_back(r);
  }
  for (std::size_t q = 0; q < rules.questions.size(); ++q) {
    if (finder.uses(rules.questions[q].asked_if)) out.questions.push_back(q);
  }
  for (const auto& group : rules.care) {
    for (const CareItem& item : group) {
      if (finder.uses(item.when) || finder.uses(item.done_when)) out.care.push_back(&item);
    }
  }
  for (const PlanItem& item : rules.plan) {
    if (finder.uses(item.when)) out.plan.push_back(&item);
  }
  return out;
}

bool depends_on_day(const RuleSet& rules, const Condition& condition) {
  return DayFinder(rules).depends(condition);
}

bool depends_on_care_day(const RuleSet& rules, const CareItem& item) {
  return (item.done_when && depends_on_day(rules, *item.done_when)) ||
         (item.to && item.to->hours < 0);
}

}  // namespace candor
