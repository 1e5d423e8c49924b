// SPDX-License-Identifier: Apache-2.0
// How many intakes there are of which something holds.

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

/// A part of a whole in percent, with two decimals, never rounded up: "12.34 %"; "under 0.01 %" of
/// a part that is not 0, and "100 %" only of the whole.
std::string share(const Count& part, const Count& whole);

/// Counts by a multi-valued decision diagram: one node for each part of an intake and each way that
/// what is left can still turn out, shared wherever it can turn out the same. Exact or nothing:
/// beyond the budget of nodes, and of steps in proportion, there is no count.
class Diagram {
 public:
  static constexpr std::size_t usual_budget = 1'000'000;

  /// All must outlive the diagram. `rules` are the formulas of the space itself, nothing replaced.
  Diagram(const IntakeSpace& space, const Formulas& formulas, const RuleFormulas& rules,
          std::size_t budget = usual_budget);
  ~Diagram();
  Diagram(const Diagram&) = delete;
  Diagram& operator=(const Diagram&) = delete;

  /// The intakes of which the formula holds. Blanks are answers like any other; what is known of
  /// the members of a set that is not answered is not told apart.
  std::optional<Count> count(Formula formula);

  /// An intake of which it holds: the first in the order of the classes, part by part in the order
  /// of the diagram. Sets `known` to false when the budget does not reach to tell.
  std::optional<Intake> find(Formula formula, bool& known);

  /// The intakes that contradict no gate, by headline: one count for each verdict, then that of
  /// `incomplete`.
  std::optional<std::vector<Count>> headlines();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace candor
