// SPDX-License-Identifier: Apache-2.0
// Cases run against a rule set.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "candor/engine/program.h"
#include "candor/testing/test_suite.h"

namespace candor {

/// An expectation that did not hold. For `care`, `got` is all that is given.
struct Miss {
  Aspect what = Aspect::verdict;
  std::vector<std::string> wanted = {};
  std::vector<std::string> got = {};
};

/// What came of one case.
struct CaseOutcome {
  std::vector<Miss> misses = {};

  bool passed() const noexcept { return misses.empty(); }
};

/// Runs every case. Pure: the same inputs give the same outcomes.
std::vector<CaseOutcome> run_cases(const Program& program, const TestSuite& suite);

}  // namespace candor
