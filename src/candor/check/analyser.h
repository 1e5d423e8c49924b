// SPDX-License-Identifier: Apache-2.0
// The parts of an analysis. Private to this folder.

#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "candor/check/analysis.h"
#include "candor/proof/prover.h"
#include "candor/proof/rule_formulas.h"

namespace candor {

/// Finds one kind of thing after another, and keeps what it finds.
class Analyser {
 public:
  Analyser(const Program& program, std::span<const SourceFile> files,
           const AnalysisOptions& options);

  Analysis run();

 private:
  // What a witness must show, when the engine evaluates it.
  using Shows = std::function<bool(const Answers&, const Screening&)>;

  struct Thing {
    const Text& id;
    const std::vector<Accepted>* accepted = nullptr;  // nullptr: it cannot accept anything
  };

  struct Said {
    std::string message;
    std::string help = {};
    std::vector<std::string> others = {};
    std::optional<Answers> witness = {};
  };

  void find(DiagnosticCode code, Place at, const Thing& thing, Said said);
  Answers witness(std::span<const Formula> all_of, DiagnosticCode code, const Thing& thing,
                  const Shows& shows);

  void remember(const Intake& intake);

  // analyse_rules.cpp
  void look_at_rules();
  bool look_at_reach(std::size_t rule);
  void find_duplicates();
  bool same_rule(std::size_t a, std::size_t b);
  void look_at_decisiveness(std::size_t rule);
  void look_at_wait(std::size_t rule);
  void find_implications();
  std::string list_of(const std::vector<std::size_t>& rules, std::string_view last) const;

  // analyse_conditions.cpp
  void look_at_questions();
  void look_at_conditions();
  void look_at_parts(const Condition& condition, const Thing& thing);
  bool look_at_constant(const Condition& condition, const Thing& thing, bool whole);
  void look_at_leaf(const Condition& leaf, const Thing& thing);
  void look_at_thresholds();

  // analyse_care.cpp
  void look_at_care();
  void look_at_contradictions();
  void look_at_sources();
  void look_at_review(const std::optional<ReviewBy>& review_by, const Thing& thing,
                      std::string_view what);
  void look_at_acceptances();

  const Program& program_;
  const RuleSet& rules_;
  std::span<const SourceFile> files_;
  AnalysisOptions options_;
  IntakeSpace space_;
  Formulas formulas_ = {};
  RuleFormulas said_;
  Prover prover_;
  Screening screening_ = {};
  Analysis out_ = {};
  std::vector<std::size_t> same_as_ = {};  // by rule: the first rule that is the same
  std::vector<bool> reachable_ = {};       // by rule
  // Of every intake met, which rules apply, and which may: what one refutes needs no proof.
  std::vector<std::vector<bool>> applied_ = {};
  std::vector<std::vector<bool>> may_apply_ = {};
  std::vector<std::vector<std::size_t>> shown_by_ = {};  // by rule: intakes in which it applies
};

}  // namespace candor
