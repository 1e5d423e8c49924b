// SPDX-License-Identifier: Apache-2.0
// The coverage of a test run, for people and for programs. Precondition: the run has coverage.

#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "candor/testing/test_run.h"

namespace candor {

/// The share that is covered, in total and by group; then each gap with its place, then each item
/// that is proved impossible.
std::string coverage_text(const TestRun& run);

/// The same as JSON, each gap with its place.
nlohmann::ordered_json coverage_json(const TestRun& run);

/// The source of the rule set as a self-contained HTML page, with the gaps of each line. Gaps are
/// in words too, not only in color.
std::string coverage_html(const TestRun& run);

}  // namespace candor
