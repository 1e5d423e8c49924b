// SPDX-License-Identifier: Apache-2.0
// Decisions read from JSON and from typed words, without input or output.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "candor/base/diagnostic.h"
#include "candor/report/result/decision.h"

namespace candor {

/// The most characters of a name and of a note.
inline constexpr std::size_t longest_decider = 100;
inline constexpr std::size_t longest_note = 1000;

/// Whether it is a time as records have it: "2026-11-28T00:43:41Z".
bool is_utc_time(std::string_view text);

/// Reads `{decision, by, reason, note, at}`. `now` is the time of a decision that has no `at`.
/// Reports every mistake, `E642` and `E643`, each with its JSON pointer; none repeats a value.
Parsed<Decision> parse_decision(const RuleSet& rules, std::string_view json, std::string_view now);

/// What a decision still lacks, as a sentence for a person at a prompt; nothing if it is complete.
std::optional<std::string> missing_in_decision(const RuleSet& rules, const Decision& decision);

}  // namespace candor
