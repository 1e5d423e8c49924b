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

/// Decides whether formulas can hold together for an intake, by a SAT solver (CaDiCaL). Every
/// answer is exact, and always the same for the same calls in the same order.
///
/// Formulas may be made after the prover; it learns of them as they are asked about.
class Prover {
 public:
  Prover(const IntakeSpace& space, const Formulas& formulas);
  ~Prover();
  Prover(const Prover&) = delete;
  Prover& operator=(const Prover&) = delete;

  /// Adds another part beside those of the space, with the classes of `part`, for statements about
  /// two intakes that differ in one question. Its index counts on from the space's parts.
  std::size_t add_part(std::size_t part);

  /// Whether all of them hold for some intake.
  bool possible(std::span<const Formula> all_of);
  bool possible(std::initializer_list<Formula> all_of);

  /// An intake of which all of them hold, by part (those added included).
  std::optional<Intake> find(std::span<const Formula> all_of);
  std::optional<Intake> find(std::initializer_list<Formula> all_of);

  /// Such an intake with the fewest questions answered; among these one that contradicts no gate
  /// when there is one, if `preferred` (`RuleFormulas::consistent`) is that.
  std::optional<Intake> smallest(std::span<const Formula> all_of, Formula preferred = always_true);

  /// After `possible` or `find` said no: the places in `all_of` of some that cannot hold together,
  /// none of which could be left out.
  std::vector<std::size_t> reasons(std::span<const Formula> all_of);

  /// An intake of which all of `must` hold, and as many of `may`, taken in turn, as can be:
  /// `held` says which.
  std::optional<Intake> most(std::span<const Formula> must, std::span<const Formula> may,
                             std::vector<bool>& held);

 private:
  const Formulas& formulas() const noexcept;

  struct State;
  std::unique_ptr<State> state_;
  std::unique_ptr<State> counting_;  // made when first needed
};

}  // namespace candor
