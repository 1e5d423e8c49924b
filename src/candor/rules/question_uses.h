// SPDX-License-Identifier: Apache-2.0
// Where the answer to a question is used.

#pragma once

#include <cstddef>
#include <vector>

#include "candor/rules/model.h"

namespace candor {

/// What uses a question: indices, each in the rule set's order.
struct QuestionUses {
  std::vector<std::size_t> rules = {};      // in `when` or `until`
  std::vector<std::size_t> questions = {};  // in `asked_if`
  std::vector<const CareItem*> care = {};
  std::vector<const PlanItem*> plan = {};
};

/// The uses of a question, by tests on it and by named conditions that hold such tests. The
/// pointers are into `rules`.
QuestionUses uses_of(const RuleSet& rules, std::size_t question);

}  // namespace candor
