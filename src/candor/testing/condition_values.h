// SPDX-License-Identifier: Apache-2.0
// The value of every part of a condition for one intake, for measuring coverage.

#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "candor/engine/truth.h"
#include "candor/intake/answers.h"
#include "candor/rules/model.h"

namespace candor {

/// Evaluates conditions of a rule set by recursion over the model. Unlike `evaluate`, it gives the
/// value of any condition, and can replace the value of one test. For rules and gates both agree.
class ConditionValues {
 public:
  /// The rule set and the answers must outlive the object.
  ConditionValues(const RuleSet& rules, const Answers& answers, Date as_of);

  /// The value of a question's `asked_if`; yes if it has none.
  Truth gate(std::size_t question);

  Truth value(const Condition& condition);

  /// The value of the condition if the test `replaced` in it had the value `by`.
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

/// The tests in a condition and in the named conditions it uses, each once, in order of appearance.
std::vector<const Condition*> tests_in(const RuleSet& rules, const Condition& condition);

}  // namespace candor
