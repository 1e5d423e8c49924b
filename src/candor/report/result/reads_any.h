// SPDX-License-Identifier: Apache-2.0
// Which conditions read one of some questions. Private to this folder.

#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "candor/rules/model.h"

namespace candor {

/// Finds, in time linear in the rule set, whether conditions read one of some questions, also
/// through named conditions.
class ReadsAny {
 public:
  enum class Gates : std::uint8_t { ignore, follow };

  /// With `Gates::follow`, a question whose `asked_if` reads one of `questions` is one of them.
  ReadsAny(const RuleSet& rules, std::vector<bool> questions, Gates gates);

  bool operator()(const Condition& condition) const;
  bool operator()(const std::optional<Condition>& condition) const {
    return condition && (*this)(*condition);
  }

  bool question(std::size_t question) const { return questions_[question]; }

 private:
  std::vector<bool> questions_;
  std::vector<bool> conditions_;  // named ones
};

}  // namespace candor
