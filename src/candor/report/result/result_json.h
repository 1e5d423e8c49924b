// SPDX-License-Identifier: Apache-2.0
// A result for another program.

#pragma once

#include <cstdint>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "candor/engine/screening.h"
#include "candor/intake/answers.h"
#include "candor/rules/model.h"

namespace candor {

/// How much of a result is written. Without care, `care` and `plan` are null, and the sources that
/// only they cite are left out.
enum class ResultParts : std::uint8_t { all, without_care };

/// The result of a screening as `result/1` (`candor schema result`). The same rule set, answers,
/// days and `ref`, the caller's reference, give the same JSON. A key that has nothing to say is
/// null or empty, never absent.
nlohmann::ordered_json result_json(const RuleSet& rules, const Answers& answers,
                                   const Screening& screening, ResultParts parts = ResultParts::all,
                                   std::string_view ref = {});

/// What a rule set extends, the nearest first: `[{id, version, digest}]`.
nlohmann::ordered_json bases_json(const RuleSet& rules);

}  // namespace candor
