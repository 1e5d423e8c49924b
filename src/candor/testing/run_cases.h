// SPDX-License-Identifier: Apache-2.0
// Runs cases against a rule set.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "candor/engine/program.h"
#include "candor/testing/test_suite.h"

namespace candor {

/// An expectation that did not hold. For `care`, `got` is all care that is given.
struct Miss {
  Aspect what = Aspect::verdict;
  std::vector<std::string> wanted = {};
  std::vector<std::string> got = {};
};

/// The outcome of one case.
struct CaseOutcome {
  std::vector<Miss> misses = {};

  bool passed() const noexcept { return misses.empty(); }
};

/// Runs every case. Deterministic.
std::vector<CaseOutcome> run_cases(const Program& program, const TestSuite& suite);

}  // namespace candor
