// SPDX-License-Identifier: Apache-2.0
// A second evaluator, straight from the description of the rule language: it walks the model with
// plain recursion, compiles nothing and reuses nothing, and has a calendar of its own. What it says
// is what `evaluate` must say.

#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "candor/engine/screening.h"
#include "candor/intake/answers.h"
#include "candor/rules/model.h"
#include "support/calendar.h"
#include "support/outcome.h"

namespace candor::testing {

/// How often each thing was met, so that a test can tell what it did not exercise.
class Tally {
 public:
  void count(std::string_view name, bool met = true);

  const std::map<std::string, std::uint64_t, std::less<>>& counts() const noexcept {
    return counts_;
  }

 private:
  std::map<std::string, std::uint64_t, std::less<>> counts_;
};

/// What the answers must come to. `met` counts the branches taken.
Outcome expect(const RuleSet& rules, const Answers& answers, const Days& days, Tally& met);

/// The value of a question's `asked_if` on the screening day; yes when it has none.
Truth applies(const RuleSet& rules, const Answers& answers, Date as_of, std::size_t question);

}  // namespace candor::testing
