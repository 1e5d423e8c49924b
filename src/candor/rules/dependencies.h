// SPDX-License-Identifier: Apache-2.0
// The order in which named conditions and gates can be evaluated.

#pragma once

#include <cstddef>
#include <vector>

#include "candor/rules/model.h"

namespace candor {

/// A named condition, or the gate (`asked_if`) of a question.
struct Dependent {
  enum class Kind : std::uint8_t { condition, gate };
  Kind kind = Kind::condition;
  std::size_t index = 0;  // into RuleSet::conditions or RuleSet::questions
};

struct Dependencies {
  /// Every named condition and every question, each after all that it uses.
  std::vector<Dependent> order = {};
  /// Each circle of items that use one another. `order` means nothing when there is one.
  std::vector<std::vector<Dependent>> circles = {};
};

/// Takes time linear in the size of the rule set, and does not recurse along chains.
Dependencies find_dependencies(const RuleSet& rules);

}  // namespace candor
