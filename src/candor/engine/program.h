// SPDX-License-Identifier: Apache-2.0
// A rule set compiled once, and the evaluation of answers.

#pragma once

#include <memory>
#include <vector>

#include "candor/engine/screening.h"
#include "candor/intake/answers.h"
#include "candor/rules/model.h"

namespace candor {

/// A rule set ready to evaluate. Cheap to copy; it has no date and no state, so one program serves
/// any number of evaluations, threads included.
class Program {
 public:
  explicit Program(RuleSet rules);

  const RuleSet& rules() const noexcept;

  struct Code;  // the compiled form, private to the engine
  const Code& code() const noexcept { return *code_; }

 private:
  std::shared_ptr<const Code> code_;
};

/// Evaluates answers on a day. Pure and total: every answer vector of the right size gives a
/// screening, the same inputs the same one. `out` is overwritten; once it has been used with a
/// program, evaluating again allocates nothing.
///
/// The meaning, in short (docs/language.md has it in full): a rule applies, does not apply, or is
/// open. An open rule matters when it is more restrictive than `at_least`, or `at_least` proceeds
/// now, or both proceed later. A screening in which one matters is unsettled, and never gets a
/// go-ahead.
void evaluate(const Program& program, const Answers& answers, const Days& days, Screening& out);

/// Whether a question applies: the value of its `asked_if`, and yes without one. Where that is
/// open, `waits` says whether a question that was not reached could still decide it.
struct Gate {
  Truth applies = Truth::yes;
  bool waits = false;
};

/// The gates of all questions on the screening day, by question. `scratch` is memory to reuse.
void find_gates(const Program& program, const Answers& answers, Date as_of,
                Screening::Scratch& scratch, std::vector<Gate>& out);

}  // namespace candor
