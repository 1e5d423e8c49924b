// SPDX-License-Identifier: Apache-2.0
// What is proved about a rule set for its tests: properties, and gaps that nothing can close.
// Private to this folder.

#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <vector>

#include "candor/proof/prover.h"
#include "candor/proof/rule_formulas.h"
#include "candor/testing/coverage.h"
#include "candor/testing/prove_properties.h"
#include "candor/testing/test_suite.h"

namespace candor {

/// The conditions of the properties, whose tests the space of a suite's proofs tells apart.
std::vector<const Condition*> conditions_of(const std::vector<Property>& properties);

/// The formulas and the prover for one suite, on its screening date. The program and the suite must
/// outlive it.
class SuiteProof {
 public:
  SuiteProof(const Program& program, const TestSuite& suite);

  const IntakeSpace& space() const noexcept { return space_; }
  const RuleFormulas& rules() const noexcept { return rules_; }
  Formulas& formulas() noexcept { return formulas_; }
  Prover& prover() noexcept { return prover_; }

  /// Proves or refutes. A counterexample is evaluated before it is given: `InternalError` names
  /// the property when the engine does not say of it what the formulas said.
  PropertyOutcome prove(const Property& property);

  /// An intake shows the item exactly where this is true. Not for `answered`, `left_blank`,
  /// `choice` and `member_out`: any answer can be given.
  Formula shows(const CoverageItem& item);
  static bool is_answer(CoverageItem::Kind kind) noexcept;

  /// Marks what no case shows and no intake can.
  void mark_impossible(std::vector<CoverageItem>& items);

 private:
  // The same intake with another answer to one question.
  struct Twin {
    std::size_t part = 0;
    std::unique_ptr<RuleFormulas> rules = {};
  };
  struct Pair;

  PropertyOutcome prove_of_one(const Property& property);
  PropertyOutcome prove_of_two(const Property& property);
  Twin& twin(std::size_t question);
  Formula verdict(const Property& property);
  Formula worse(const RuleFormulas& one, const RuleFormulas& than);
  Pair ordered(const Property& property, std::size_t twin);
  Pair compared(const Property& property, std::size_t twin);
  Witness replay(const Property& property, const Answers& answers) const;
  using Known = std::map<std::size_t, Statement>;  // by named condition
  Statement forced(const Condition& condition, const Condition& test, bool by, Known& known);

  const Program& program_;
  std::vector<const Condition*> also_;
  IntakeSpace space_;
  Formulas formulas_ = {};
  RuleFormulas rules_;
  Prover prover_;
  std::map<std::size_t, Twin> twins_ = {};  // by question
};

}  // namespace candor
