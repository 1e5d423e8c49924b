// SPDX-License-Identifier: Apache-2.0
// A client who comes back: what was recorded before, and what has changed since.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "candor/engine/screening.h"
#include "candor/interview/interview.h"
#include "candor/interview/kept_file.h"

namespace candor {

/// The session that was done since the record, as the practitioner tells it.
struct SessionDone {
  Date on = {};
  std::string device = {};    // may be empty
  std::string reaction = {};  // may be empty
};

/// The longest text about a session, in bytes.
inline constexpr std::size_t longest_session_text = 300;

/// What a record says of the screening before.
struct PreviousVisit {
  KeptFile file = {};
  std::string label = {};  // of its verdict
  std::optional<Date> earliest = {};
  std::vector<std::string> reasons = {};  // ids of the rules that applied
};

/// The screening of a client who comes back.
struct Revisit {
  PreviousVisit previous = {};
  std::optional<SessionDone> session = {};
};

/// Reads a record. The errors of `parse_kept_file`; `E631` for a file that is not a record.
Parsed<PreviousVisit> parse_previous_visit(const RuleSet& rules, std::string_view json, Date as_of);

/// What has changed since.
struct ChangesSince {
  std::vector<std::size_t> answers = {};        // questions answered then and now, differently
  std::vector<std::uint32_t> new_reasons = {};  // rules that apply now and did not then
  std::vector<std::string> gone_reasons = {};   // ids of rules that applied then and do not now
};

/// Compares with the answers that count now. Rules that no longer exist are among those gone.
ChangesSince changes_since(const PreviousVisit& previous, const RuleSet& rules,
                           const Answers& answers, const Screening& screening);

/// The questions whose answers in the record still hold today, in the order of asking. To be asked
/// for before the first reply.
std::vector<std::size_t> still_holding(const Interview& interview);

}  // namespace candor
