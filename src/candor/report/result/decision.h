// SPDX-License-Identifier: Apache-2.0
// What the practitioner decided. It stands beside the verdict and never changes it.

#pragma once

#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "candor/rules/model.h"

namespace candor {

/// A decision about a screening. Checked: `by` is not empty, and a decision otherwise has a reason.
struct Decision {
  bool as_listed = true;    // or otherwise than the verdict
  std::string by = {};      // who decided
  std::string reason = {};  // the id of one of `override_reasons`; empty if as listed
  std::string note = {};    // free text; may be empty
  std::string at = {};      // UTC: "2026-11-28T00:43:41Z"
};

/// Why one may decide otherwise.
struct ReasonToDecide {
  std::string id = {};
  std::string label = {};
};

/// This reason alone says nothing: it needs a note.
inline constexpr std::string_view other_reason = "other";

/// The reasons of the rule set or, if it has none, those of candor.
std::vector<ReasonToDecide> override_reasons(const RuleSet& rules);

/// "Decided otherwise by Dr. A. Lee on 28 November 2026: A specialist agreed to the treatment.
/// Dermatology, by telephone." The words of people are printable.
std::string in_words(const RuleSet& rules, const Decision& decision);

/// `{decision, by, reason, note, at}`.
nlohmann::ordered_json decision_json(const Decision& decision);

}  // namespace candor
