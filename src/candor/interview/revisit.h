// SPDX-License-Identifier: Apache-2.0
// A client who comes back: what was recorded before, and what has changed since.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "candor/engine/screening.h"
#include "candor/interview/interview.h"
#include "candor/interview/kept_file.h"

namespace candor {

/// Reads a record as the visit before: its answers, and the record itself in `revisit`. The errors
/// of `parse_kept_file`; `E631` for a file that is not a record.
Parsed<KeptFile> parse_previous_visit(const RuleSet& rules, std::string_view json, Date as_of);

/// Reads the day of the session as it is typed; nothing for "no", for a blank and with `refused`.
/// `then` is the day of the record. Precondition: the text is not empty.
std::optional<Date> read_typed_session(std::string_view text, Date then, Date as_of,
                                       std::optional<Refusal>& refused);

/// Whether a text about the session can be kept.
bool is_session_text(std::string_view text);

/// `{on, device, reaction}`
nlohmann::ordered_json session_json(const SessionDone& session);

/// The keys `previous` and `session` of a saved interview.
void add_revisit(const RuleSet& rules, const Revisit& revisit, nlohmann::ordered_json& json);

/// Reads them; `out` stays empty without `previous`. False when they are damaged. Dates are checked
/// against `as_of`.
bool read_revisit(const RuleSet& rules, const nlohmann::ordered_json& json, Date as_of,
                  std::optional<Revisit>& out);

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
