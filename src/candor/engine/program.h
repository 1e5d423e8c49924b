// SPDX-License-Identifier: Apache-2.0
// Compiles a rule set and evaluates answers with it.

#pragma once

#include <memory>
#include <vector>

#include "candor/engine/screening.h"
#include "candor/intake/answers.h"
#include "candor/rules/model.h"

namespace candor {

/// A rule set compiled for evaluation. Immutable and cheap to copy: any number of evaluations, on
/// any threads, can share one.
class Program {
 public:
  explicit Program(RuleSet rules);

  const RuleSet& rules() const noexcept;

  struct Code;  // the compiled form, private to the engine
  const Code& code() const noexcept { return *code_; }

 private:
  std::shared_ptr<const Code> code_;
};

/// Evaluates answers on a day. Pure and total: the same inputs always give the same screening.
/// Precondition: `answers` has one answer for each question. Overwrites `out`; evaluating again
/// with the same `program` and `out` allocates nothing.
///
/// In short (see docs/language.md): a rule applies, does not apply, or is open. An open rule
/// matters when it is more restrictive than `at_least`, or `at_least` proceeds now, or both proceed
/// later. If one matters the screening is unsettled, and never proceeds now.
void evaluate(const Program& program, const Answers& answers, const Days& days, Screening& out);

/// `Screening::headline` alone, which takes a small part of the time. `scratch` is memory to reuse.
Headline find_headline(const Program& program, const Answers& answers, Date as_of,
                       Screening::Scratch& scratch);

/// Whether the care item's window ended before the screening date, so that it is not given.
bool is_over(const CareItem& item, const Screening& screening) noexcept;

/// Whether a question applies: the value of its `asked_if`; yes without one. If it is open, `waits`
/// says whether a question that was not reached could still decide it.
struct Gate {
  Truth applies = Truth::yes;
  bool waits = false;
};

/// The gates of all questions on the screening day, by question. `scratch` is memory to reuse.
void find_gates(const Program& program, const Answers& answers, Date as_of,
                Screening::Scratch& scratch, std::vector<Gate>& out);

}  // namespace candor
