// SPDX-License-Identifier: Apache-2.0
// Counts the intakes for which a formula holds.

#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "candor/proof/formulas.h"
#include "candor/proof/intake_space.h"
#include "candor/proof/rule_formulas.h"

namespace candor {

/// A whole number of any size, in decimal.
using Count = std::string;

/// The sum of counts.
Count sum(const std::vector<Count>& counts);

/// A part of a whole in percent, with two decimals, rounded down: "12.34 %". The smallest parts
/// other than 0 are "under 0.01 %", and only the whole is "100 %".
std::string share(const Count& part, const Count& whole);

/// Counts with a multi-valued decision diagram, which has a level for each part of an intake and
/// shares equal subdiagrams. Counts are exact; when the budget of nodes, or of steps in proportion,
/// is exceeded, there is no count.
class Diagram {
 public:
  static constexpr std::size_t default_budget = 1'000'000;

  /// All arguments must outlive the diagram. Precondition: `rules` was made without `replaced`.
  Diagram(const IntakeSpace& space, const Formulas& formulas, const RuleFormulas& rules,
          std::size_t budget = default_budget);
  ~Diagram();
  Diagram(const Diagram&) = delete;
  Diagram& operator=(const Diagram&) = delete;

  /// The number of intakes for which the formula holds. A blank counts as an answer; an unanswered
  /// set counts once.
  std::optional<Count> count(Formula formula);

  /// The first intake for which the formula holds, in the order of the classes and of the levels of
  /// the diagram. Sets `known` to false when the budget was exceeded.
  std::optional<Intake> find(Formula formula, bool& known);

  /// The number of consistent intakes (`RuleFormulas::consistent`) for each headline: one count for
  /// each verdict, and a last one for `incomplete`.
  std::optional<std::vector<Count>> headlines();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace candor
