// SPDX-License-Identifier: Apache-2.0
#include "candor/report/result/reads_any.h"

#include <algorithm>
#include <utility>

#include "candor/rules/dependencies.h"

namespace candor {

ReadsAny::ReadsAny(const RuleSet& rules, std::vector<bool> questions, Gates gates)
    : questions_(std::move(questions)), conditions_(rules.conditions.size()) {
  for (const Dependent& item : find_dependencies(rules).order) {
    if (item.kind == Dependent::Kind::condition) {
      conditions_[item.index] = (*this)(rules.conditions[item.index].when);
    } else if (gates == Gates::follow && (*this)(rules.questions[item.index].asked_if)) {
      questions_[item.index] = true;
    }
  }
}

bool ReadsAny::operator()(const Condition& condition) const {
  if (condition.kind == Condition::Kind::test) return questions_[condition.test.question];
  if (condition.kind == Condition::Kind::named) return conditions_[condition.named];
  return std::any_of(condition.parts.begin(), condition.parts.end(),
                     [&](const Condition& part) { return (*this)(part); });
}

}  // namespace candor
