// SPDX-License-Identifier: Apache-2.0
// The meaning of a rule set as formulas over intakes. This is a second implementation of
// docs/language.md, independent of the engine, which replays every witness.

#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

#include "candor/proof/formulas.h"
#include "candor/proof/intake_space.h"

namespace candor {

/// A three-valued condition: where it holds, and where it holds or is open.
struct Statement {
  Formula holds = always_true;
  Formula may_hold = always_true;
};

/// The formulas of a rule set on the screening date of `space`, which must outlive it.
class RuleFormulas {
 public:
  /// Creates formulas in `formulas`. `replaced` maps questions to parts to use instead of their
  /// own, which gives the same intake with another answer to those questions.
  RuleFormulas(const IntakeSpace& space, Formulas& formulas,
               const std::map<std::size_t, std::size_t>& replaced = {});

  /// The formulas of a condition. Precondition: the space distinguishes its tests.
  Statement statement(const Condition& condition) const;
  Statement statement(const std::optional<Condition>& condition) const;

  const Statement& rule(std::size_t index) const { return rules_[index]; }
  const Statement& named(std::size_t index) const { return named_[index]; }
  const Statement& gate(std::size_t question) const { return gates_[question]; }

  Formula given(std::size_t question) const;

  /// A rule with this verdict, or a more restrictive one, applies.
  Formula at_least(std::size_t verdict) const { return at_least_[verdict]; }

  /// The headline is this verdict, or that there is no verdict yet.
  Formula headline(std::size_t verdict) const;
  Formula incomplete() const;

  /// Treatment goes ahead now or later, so care is given.
  Formula care_is_given() const;

  /// Every answered question applies.
  Formula consistent() const;

 private:
  Statement test(const Test& test) const;
  Statement answered(const Test& test) const;

  const IntakeSpace& space_;
  Formulas& formulas_;
  std::map<std::size_t, std::size_t> replaced_;
  std::vector<Statement> named_ = {};
  std::vector<Statement> gates_ = {};
  std::vector<Statement> rules_ = {};
  std::vector<Formula> at_least_ = {};
};

}  // namespace candor
