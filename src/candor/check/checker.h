// SPDX-License-Identifier: Apache-2.0
// The steps of a check. Private to this folder.

#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "candor/check/check.h"
#include "candor/proof/prover.h"
#include "candor/proof/rule_formulas.h"

namespace candor {

/// A care item and where it stands in the rule set.
struct Placed {
  CareGroup group = CareGroup::before;
  std::uint32_t index = 0;
  const CareItem* item = nullptr;
};

/// Runs the checks one after another, and collects their findings.
class Checker {
 public:
  Checker(const Program& program, const CheckOptions& options);

  CheckResult run();

 private:
  // Whether evaluating the witness confirms the finding.
  using Shows = std::function<bool(const Answers&, const Screening&)>;

  // The item that a finding is about.

  struct Subject {
    const Text& id;
    const std::vector<Accepted>* accepted = nullptr;  // null: it cannot accept findings
  };

  struct Details {
    std::string message;
    std::string help = {};
    std::vector<std::string> others = {};
    std::optional<Answers> witness = {};
  };

  void report(DiagnosticCode code, Place at, const Subject& subject, Details details);
  Answers witness(std::span<const Formula> all_of, DiagnosticCode code, const Subject& subject,
                  const Shows& shows);

  void record_intake(const Intake& intake);

  // check_rules.cpp
  void check_rules();
  bool check_reachable(std::size_t rule);
  void check_duplicates();
  bool same_rule(std::size_t a, std::size_t b);
  void check_decisive(std::size_t rule);
  void check_wait(std::size_t rule);
  void find_implications();
  std::string list_of(const std::vector<std::size_t>& rules, std::string_view last) const;

  // check_conditions.cpp
  void check_questions();
  void check_conditions();
  void check_parts(const Condition& condition, const Subject& subject);
  bool check_constant(const Condition& condition, const Subject& subject, bool whole);
  void check_test(const Condition& condition, const Subject& subject);
  void check_thresholds();

  // check_care.cpp
  void check_care();
  void check_done(const Placed& placed);
  void check_contradictions();
  std::optional<Answers> witness_of_care(std::vector<Formula> all_of,
                                         const std::vector<Placed>& items, const Subject& subject);
  void check_sources();
  void check_review(const std::optional<ReviewBy>& review_by, const Subject& subject,
                    std::string_view what);
  void check_acceptances();

  // check_texts.cpp
  void check_texts();

  const Program& program_;
  const RuleSet& rules_;
  CheckOptions options_;
  IntakeSpace space_;
  Formulas formulas_ = {};
  RuleFormulas rule_formulas_;
  Prover prover_;
  Screening screening_ = {};
  CheckResult out_ = {};
  std::vector<std::size_t> same_as_ = {};  // by rule: the first equivalent rule
  std::vector<bool> reachable_ = {};       // by rule
  // For each intake found so far: the rules that apply, and those that may. A statement that one of
  // these intakes refutes needs no proof.
  std::vector<std::vector<bool>> applied_ = {};
  std::vector<std::vector<bool>> may_apply_ = {};
  std::vector<std::vector<std::size_t>> applied_in_ = {};  // by rule: intakes in which it applies
};

}  // namespace candor
