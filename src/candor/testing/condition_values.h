// SPDX-License-Identifier: Apache-2.0
// The value of each part of a condition, for one intake: what coverage looks at.

#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "candor/engine/truth.h"
#include "candor/intake/answers.h"
#include "candor/rules/model.h"

namespace candor {

/// The conditions of a rule set as answers make them on a screening date: by plain recursion over
/// the model, so that any condition has a value, and one with a test in it replaced too. What it
/// says of rules and gates is what `evaluate` says.
class ConditionValues {
 public:
  /// The rule set and the answers must outlive the values.
  ConditionValues(const RuleSet& rules, const Answers& answers, Date as_of);

  /// The value of a question's `asked_if`; yes without one.
  Truth gate(std::size_t question);

  Truth value(const Condition& condition);

  /// The value the condition would have if one test in it, `replaced`, had that value.
  Truth value(const Condition& condition, const Condition& replaced, Truth by);

 private:
  struct Replacement {
    const Condition* test = nullptr;
    Truth by = Truth::open;
  };
  using Known = std::vector<std::optional<Truth>>;  // by named condition

  Truth value(const Condition& condition, const Replacement& replacement, Known& known);
  Truth test(const Test& test);

  const RuleSet& rules_;
  const Answers& answers_;
  Date as_of_;
  Known gates_;  // by question
  Known named_;
  Known named_then_;  // with a test replaced
};

/// The tests in a condition, those of the named conditions it uses included, each once, in the
/// order in which they are met.
std::vector<const Condition*> tests_in(const RuleSet& rules, const Condition& condition);

}  // namespace candor
