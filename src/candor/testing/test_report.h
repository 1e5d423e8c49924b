// SPDX-License-Identifier: Apache-2.0
// The results of testing a rule set, for people and for programs.

#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "candor/testing/test_run.h"

namespace candor {

/// The results as text: the rule set, each failed case with its misses and the answers that differ
/// from the baseline, each property that does not hold with its counterexample, each case to
/// confirm, the coverage if requested, and a line of counts: "119 cases, 118 passed, 1 failed; 25
/// properties, 25 proved (rules sha256:0123456789ab)".
std::string test_text(const TestRun& run);

/// The runs as `test/1`. `not_run` names the rule sets that could not be loaded, or whose tests
/// could not.
nlohmann::ordered_json test_json(const std::vector<TestRun>& runs,
                                 const std::vector<std::string>& not_run = {});

/// The runs as JUnit XML that conforms to Jenkins' `junit-10.xsd`: a suite for each rule set, and
/// an error for each of `not_run`. It has no times or host names, so that the same runs give the
/// same text.
std::string test_junit(const std::vector<TestRun>& runs,
                       const std::vector<std::string>& not_run = {});

}  // namespace candor
