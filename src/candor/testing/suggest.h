// SPDX-License-Identifier: Apache-2.0
// Suggests test cases that close gaps in the coverage.

#pragma once

#include <string>

#include "candor/testing/test_run.h"

namespace candor {

/// Cases that close the gaps in the run's coverage, as YAML to append to the test file. They are
/// few, close to the baseline, and at the edges of thresholds. The current results are under
/// `confirm`, for a person to check. Empty when nothing is missing. Precondition: the run has
/// coverage.
std::string suggest_cases(const TestRun& run);

}  // namespace candor
