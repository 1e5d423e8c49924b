// SPDX-License-Identifier: Apache-2.0
// Proofs and witnesses.

#pragma once

#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "candor/proof/formulas.h"
#include "candor/proof/intake_space.h"

namespace candor {

/// Decides with a SAT solver (CaDiCaL) whether formulas can hold together. Results are exact, and
/// deterministic for the same calls in the same order.
///
/// Formulas may be created after the prover; it encodes them on first use.
class Prover {
 public:
  Prover(const IntakeSpace& space, const Formulas& formulas);
  ~Prover();
  Prover(const Prover&) = delete;
  Prover& operator=(const Prover&) = delete;

  /// Adds a part with the classes of `part`, for statements about two intakes that differ in one
  /// question. Returns its index, which follows those of the space.
  std::size_t add_part(std::size_t part);

  /// Whether all formulas hold for some intake.
  bool possible(std::span<const Formula> all_of);
  bool possible(std::initializer_list<Formula> all_of);

  /// An intake for which all formulas hold, including added parts.
  std::optional<Intake> find(std::span<const Formula> all_of);
  std::optional<Intake> find(std::initializer_list<Formula> all_of);

  /// Such an intake with as few answered questions as possible. If `preferred` can hold as well, it
  /// does; pass `RuleFormulas::consistent` for an intake that contradicts no gate.
  std::optional<Intake> smallest(std::span<const Formula> all_of, Formula preferred = always_true);

  /// The indices in `all_of` of formulas that cannot hold together, none of which can be left out.
  /// Empty if all of them can hold together.
  std::vector<std::size_t> reasons(std::span<const Formula> all_of);

  /// An intake for which all of `must` hold, and greedily, in order, as many of `may` as possible;
  /// `held` tells which.
  std::optional<Intake> most(std::span<const Formula> must, std::span<const Formula> may,
                             std::vector<bool>& held);

 private:
  const Formulas& formulas() const noexcept;

  struct State;
  std::unique_ptr<State> state_;
  std::unique_ptr<State> counting_;  // created on first use
};

}  // namespace candor
