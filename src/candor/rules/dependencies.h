// SPDX-License-Identifier: Apache-2.0
// Which named conditions and gates must be known before which.

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
  /// Those that use themselves, by the way round. `order` means nothing when there is one.
  std::vector<std::vector<Dependent>> circles = {};
};

/// Walks what conditions and gates use. The cost is linear in the size of the rule set, and the
/// stack does not grow with the length of a chain.
Dependencies find_dependencies(const RuleSet& rules);

}  // namespace candor
