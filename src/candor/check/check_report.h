// SPDX-License-Identifier: Apache-2.0
// The result of a check, for people and for programs.

#pragma once

#include <span>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "candor/check/check.h"

namespace candor {

/// Each finding with its place, a caret, help and, as `example`, its witness (answers that
/// `candor screen --answers` accepts); then the profile. Accepted findings are counted, not shown.
std::string check_text(const RuleSet& rules, const CheckResult& result);

/// `{as_of, findings, profile, implications}`, as in `check/1`. Counts are strings, because they
/// may exceed what a JSON number can hold.
nlohmann::ordered_json check_json(const RuleSet& rules, const CheckResult& result);

/// One rule set in a SARIF log: its errors and its findings.
struct SarifInput {
  std::span<const Diagnostic> diagnostics = {};
  const RuleSet* rules = nullptr;       // null when it has errors
  const CheckResult* result = nullptr;  // likewise
};

/// A SARIF 2.1.0 log of one run, with findings as warnings and accepted findings as suppressed.
/// Columns count characters. The same inputs give the same text.
std::string sarif_log(std::span<const SarifInput> inputs, std::string_view version);

}  // namespace candor
