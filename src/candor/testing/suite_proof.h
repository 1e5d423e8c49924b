// SPDX-License-Identifier: Apache-2.0
// Proofs about a rule set for its tests: properties, and coverage gaps that no intake can close.
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

/// The conditions of the properties, whose tests the intake space must distinguish.
std::vector<const Condition*> conditions_of(const std::vector<Property>& properties);

/// The formulas and the prover for one suite on its screening date. The program and the suite must
/// outlive it.
class SuiteProof {
 public:
  SuiteProof(const Program& program, const TestSuite& suite);

  const IntakeSpace& space() const noexcept { return space_; }
  const RuleFormulas& rules() const noexcept { return rules_; }
  Formulas& formulas() noexcept { return formulas_; }
  Prover& prover() noexcept { return prover_; }

  /// Proves or refutes a property. Evaluates a counterexample before returning it, and throws
  /// `InternalError` when the engine disagrees with the formulas.
  PropertyOutcome prove(const Property& property);

  /// True for intakes that show the item, screened without an appointment: for all of them, unless
  /// the item depends on a later day. Not for `is_answer` items: any answer can be given.
  Formula shows(const CoverageItem& item);

  /// Whether the item is about an answer alone: `answered`, `left_blank`, `choice`, `member_out`.
  static bool is_answer(CoverageItem::Kind kind) noexcept;

  /// Marks the uncovered items that no intake can show.
  void mark_impossible(std::vector<CoverageItem>& items);

 private:
  // A second intake that differs in the answer to one question.
  struct Twin {
    std::size_t part = 0;
    std::unique_ptr<RuleFormulas> rules = {};
  };
  struct Pair;

  PropertyOutcome prove_single(const Property& property);
  PropertyOutcome prove_pair(const Property& property);
  Twin& twin(std::size_t question);
  Formula verdict(const Property& property);
  Formula worse(const RuleFormulas& one, const RuleFormulas& than);
  Pair ordered(const Property& property, std::size_t twin);
  Pair compared(const Property& property, std::size_t twin);
  Witness replay(const Property& property, const Answers& answers) const;
  Formula may_show(const CoverageItem& item);
  const CareItem& care_item(const CoverageItem& item) const;
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
