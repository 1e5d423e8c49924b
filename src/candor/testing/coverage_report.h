// SPDX-License-Identifier: Apache-2.0
// What the cases of a rule set cover, for people and for programs. The run has a coverage.

#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "candor/testing/test_run.h"

namespace candor {

/// The share that is covered, by group; then each gap with its place, then each that is proved to
/// be none.
std::string coverage_text(const TestRun& run);

/// The same as JSON, each gap with its place.
nlohmann::ordered_json coverage_json(const TestRun& run);

/// A page over the source of the rule set, `files` in the order of `RuleSet::files`: each line with
/// what is missing there. One HTML file that needs nothing else; gaps are said, not only coloured.
std::string coverage_html(const TestRun& run);

}  // namespace candor
