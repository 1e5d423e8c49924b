// SPDX-License-Identifier: Apache-2.0
// What analysis found, for people and for programs.

#pragma once

#include <span>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "candor/check/analysis.h"

namespace candor {

/// Each finding with its place, a caret, advice, and as `example` its witness: answers that
/// `candor screen --answers` accepts; then the profile. Accepted findings are counted, not shown.
std::string analysis_text(const RuleSet& rules, const Analysis& analysis);

/// `{as_of, findings, profile, implications}`, as `check/1` has them for a rule set. Counts are
/// strings: they may be beyond what a number of JSON keeps.
nlohmann::ordered_json analysis_json(const RuleSet& rules, const Analysis& analysis);

/// One rule set as SARIF sees it: mistakes of the language, and findings.
struct SarifInput {
  std::span<const Diagnostic> diagnostics = {};
  const RuleSet* rules = nullptr;      // nullptr when it has errors
  const Analysis* analysis = nullptr;  // likewise
};

/// A SARIF 2.1.0 log of one run: mistakes as errors, findings as warnings, those accepted as
/// suppressed. Columns count characters. The same inputs give the same text.
std::string sarif_log(std::span<const SarifInput> inputs, std::string_view version);

}  // namespace candor
