// SPDX-License-Identifier: Apache-2.0
// A rule set tested: its cases, its properties, and what the cases cover.

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

/// A rule set, its tests, and what came of them: `outcomes[i]` is that of `suite.cases[i]`, and
/// `proofs[i]` that of `suite.properties[i]`.
struct TestRun {
  Program program;
  std::string file = {};  // the name of the rule set's text
  TestSuite suite = {};
  std::vector<CaseOutcome> outcomes = {};
  std::vector<PropertyOutcome> proofs = {};
  std::optional<Coverage> coverage = {};  // where it is asked for

  std::size_t failed() const noexcept;      // cases
  std::size_t to_confirm() const noexcept;  // cases that passed and that nobody has confirmed
  std::size_t not_held() const noexcept;    // properties

  /// Whether every case passed and is confirmed, and every property is proved.
  bool held() const noexcept;
};

/// Runs every case, proves every property and, `with_coverage`, says what the cases show of the
/// rule set and which gaps are proved to be none. Pure: the same inputs give the same run.
TestRun run_tests(Program program, std::string file, TestSuite suite, bool with_coverage);

}  // namespace candor
