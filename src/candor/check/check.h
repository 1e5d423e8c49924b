// SPDX-License-Identifier: Apache-2.0
// Checks a rule set: findings that are proved, and how its verdicts are spread.

#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "candor/base/diagnostic.h"
#include "candor/base/source_file.h"
#include "candor/engine/program.h"
#include "candor/proof/diagram.h"

namespace candor {

/// Something in a valid rule set that is probably not what its author meant.
struct Finding {
  Diagnostic diagnostic = {};            // a warning
  std::string about = {};                // the id of the rule, question, care item, source, ...
  std::vector<std::string> others = {};  // other ids that the message names
  /// An intake that shows it, reduced to the answers that matter. Absent when the finding is that
  /// there is no such intake.
  std::optional<Answers> witness = {};
  std::string accepted = {};  // why the author accepts it; empty when not accepted
};

/// The number of intakes, counted in classes of answers that the rule set distinguishes. It says
/// nothing about how many people give those answers. Intakes that answer a question that does not
/// apply are not counted.
struct Profile {
  Count intakes = {};
  std::vector<Count> by_headline = {};  // by verdict; last, those with no verdict yet
};

struct CheckResult {
  Date as_of = {};
  std::vector<Finding> findings = {};   // in the order of their places
  std::optional<Profile> profile = {};  // absent when counting exceeded the budget
  /// Pairs of rules: the first applies only where the second does.
  std::vector<std::pair<std::size_t, std::size_t>> implications = {};

  /// The number of findings that the author has not accepted.
  std::size_t unaccepted() const noexcept;
};

struct CheckOptions {
  /// The screening date. Findings that depend on the date are exact for this one.
  Date as_of = {};
  /// Whether to compare `review_by` with `as_of`.
  bool dated = true;
  std::size_t budget = Diagram::default_budget;
};

/// Runs every check. Every witness is parsed as answers and evaluated before it is returned; throws
/// `InternalError` when one does not show what it should.
CheckResult check_rule_set(const Program& program, const CheckOptions& options);

/// The screening date when neither the tests nor the user give one. It is fixed, so that findings
/// do not come and go from day to day.
inline constexpr Date default_check_day = std::chrono::sys_days{std::chrono::year{2026} / 1 / 1};

/// The `as_of` of a test file; nothing when it has none or cannot be read.
std::optional<Date> tests_as_of(const SourceFile& tests);

}  // namespace candor
