// SPDX-License-Identifier: Apache-2.0
// What a rule set says, as formulas over intakes: a second reading of docs/language.md beside the
// engine's, against which witnesses are replayed.

#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <vector>

#include "candor/proof/formulas.h"
#include "candor/proof/intake_space.h"

namespace candor {

/// A condition in three values: that it holds, and that it holds or is open.
struct Statement {
  Formula holds = always_true;
  Formula may_hold = always_true;
};

/// The formulas of a rule set on the screening date of `space`, which must outlive it.
class RuleFormulas {
 public:
  /// `replaced` stands, for each question it names, in the place of its parts: the same intake with
  /// another answer to that question. Formulas are made in `formulas`.
  RuleFormulas(const IntakeSpace& space, Formulas& formulas,
               const std::map<std::size_t, std::size_t>& replaced = {});

  /// Any condition whose tests the space tells apart.
  Statement statement(const Condition& condition) const;
  Statement statement(const std::optional<Condition>& condition) const;

  const Statement& rule(std::size_t index) const { return rules_[index]; }
  const Statement& named(std::size_t index) const { return named_[index]; }
  const Statement& gate(std::size_t question) const { return gates_[question]; }

  Formula given(std::size_t question) const;

  /// The most restrictive verdict among the rules that apply is this one or a more restrictive.
  Formula at_least(std::size_t verdict) const { return at_least_[verdict]; }

  /// The headline is this verdict; `incomplete` is no verdict yet.
  Formula headline(std::size_t verdict) const;
  Formula incomplete() const;

  /// Treatment goes ahead now or later, so that care is given.
  Formula care_is_given() const;

  /// No question is answered that does not apply.
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
