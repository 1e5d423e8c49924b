// SPDX-License-Identifier: Apache-2.0
// Runs the tests of a rule set: its cases, its properties and their coverage.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "candor/engine/program.h"
#include "candor/testing/coverage.h"
#include "candor/testing/prove_properties.h"
#include "candor/testing/run_cases.h"
#include "candor/testing/test_suite.h"

namespace candor {

/// A rule set, its tests and their results: `outcomes[i]` belongs to `suite.cases[i]`, and
/// `proofs[i]` to `suite.properties[i]`.
struct TestRun {
  Program program;
  std::string file = {};  // the file name of the rule set
  TestSuite suite = {};
  std::vector<CaseOutcome> outcomes = {};
  std::vector<PropertyOutcome> proofs = {};
  std::optional<Coverage> coverage = {};  // if requested

  std::size_t failed() const noexcept;      // cases
  std::size_t to_confirm() const noexcept;  // passed cases that nobody has confirmed
  std::size_t not_held() const noexcept;    // properties

  /// Whether every case passed and is confirmed, and every property is proved.
  bool held() const noexcept;
};

/// Runs every case and proves every property. `with_coverage` also measures what the cases cover,
/// and marks the gaps that no intake can close. Deterministic.
TestRun run_tests(Program program, std::string file, TestSuite suite, bool with_coverage);

}  // namespace candor
