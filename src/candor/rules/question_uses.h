// SPDX-License-Identifier: Apache-2.0
// Where a rule set uses the answer to a question.

#pragma once

#include <cstddef>
#include <vector>

#include "candor/rules/model.h"

namespace candor {

/// The entries that use a question, in the rule set's order.
struct QuestionUses {
  std::vector<std::size_t> rules = {};      // in `when` or `until`
  std::vector<std::size_t> questions = {};  // in `asked_if`
  std::vector<const CareItem*> care = {};
  std::vector<const PlanItem*> plan = {};
};

/// The uses of a question: in tests on it, directly or in named conditions. The pointers are into
/// `rules`.
QuestionUses uses_of(const RuleSet& rules, std::size_t question);

/// Which questions some rule reads, by question: in `when` or `until`, or in the gate of a question
/// that it reads.
std::vector<bool> read_by_rules(const RuleSet& rules);

/// Whether the condition can have another value on a later day, for the same answers.
bool depends_on_day(const RuleSet& rules, const Condition& condition);

/// Whether the day that care counts from decides if the item is given: it may be done by then, or
/// its window over.
bool depends_on_care_day(const RuleSet& rules, const CareItem& item);

}  // namespace candor
