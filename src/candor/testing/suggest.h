// SPDX-License-Identifier: Apache-2.0
// The cases that a rule set's tests lack.

#pragma once

#include <string>

#include "candor/testing/test_run.h"

namespace candor {

/// Cases that show what the run's coverage lacks, as YAML to paste at the end of the test file: few
/// intakes, each as near the baseline as can be and at the edges of thresholds, with what candor
/// says of it today under `confirm`, for a person to judge. Empty when nothing is missing. The run
/// has a coverage.
std::string suggest_cases(const TestRun& run);

}  // namespace candor
