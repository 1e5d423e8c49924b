// SPDX-License-Identifier: Apache-2.0
// The result as JSON, for other programs.

#pragma once

#include <cstdint>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "candor/report/result/result.h"

namespace candor {

/// How much of a result to write. Without care, `care` and `plan` are null, and the sources that
/// only they cite are left out.
enum class ResultParts : std::uint8_t { all, without_care };

/// The result as `result/1` (`candor schema result`). `ref` is the caller's reference, or empty.
/// The same rule set, answers, days and `ref` give the same JSON. A key without a value is null or
/// empty, never absent.
nlohmann::ordered_json result_json(const Result& result, ResultParts parts = ResultParts::all,
                                   std::string_view ref = {});

/// The rule sets that a rule set extends, the nearest first: `[{id, version, digest}]`.
nlohmann::ordered_json bases_json(const RuleSet& rules);

}  // namespace candor
