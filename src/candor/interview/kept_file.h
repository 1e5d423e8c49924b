// SPDX-License-Identifier: Apache-2.0
// Files of candor that keep answers: saved interviews, records and results.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "candor/base/diagnostic.h"
#include "candor/base/time_of_day.h"
#include "candor/interview/kept_answers.h"

namespace candor {

enum class KeptKind : std::uint8_t { interview, record, result };

/// "saved interview", "record", "result".
std::string_view to_string(KeptKind kind) noexcept;

/// The kind of a file, from its `schema`; nothing for any other text, such as plain answers.
std::optional<KeptKind> kept_kind(std::string_view json);

/// The most characters of a chart reference.
inline constexpr std::size_t longest_reference = 64;

/// Whether the text can be a chart reference: one line with something visible on it.
bool is_reference(std::string_view text);

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
  Date as_of = {};
  Answers answers = {};
  std::string label = {};  // of its verdict
  std::optional<Date> earliest = {};
  std::vector<std::string> reasons = {};  // ids of the rules that applied
};

/// The screening of a client who comes back.
struct Revisit {
  PreviousVisit previous = {};
  std::optional<SessionDone> session = {};
};

/// What such a file keeps of a screening.
struct KeptFile {
  KeptKind kind = KeptKind::interview;
  Date as_of = {};  // the day of the screening
  std::optional<Date> appointment = {};
  std::optional<TimeOfDay> appointment_time = {};
  std::string ref = {};
  KeptAnswers kept = {};
  std::optional<Revisit> revisit = {};  // of an interview with a client who comes back
};

/// Reads a file of any kind. `E631` when it is none, or a key is in it twice; `E632` when its rule
/// set has another id or digest (a record may have another digest: of its answers, those to
/// questions that are asked otherwise now are left out); and the errors of `parse_answers_json`,
/// whose pointers begin with `/answers`. Dates are checked against `as_of`, the screening date of
/// the new screening; without it, against the day of the file. No message repeats an answer.
Parsed<KeptFile> parse_kept_file(const RuleSet& rules, std::string_view json,
                                 std::optional<Date> as_of);

/// What a client has filled in alone: such a file, or answers as `parse_answers_json` reads them.
/// It counts once it was read back, whatever its day, so every answer is `not_confirmed`, and what
/// was left blank is still to be asked.
Parsed<KeptFile> parse_filled_in(const RuleSet& rules, std::string_view json, Date as_of);

/// The keys that `add_kept_answers` writes, read from an object that has no key twice. A question
/// without an answer is `not_reached`.
Parsed<KeptAnswers> read_kept_answers(const RuleSet& rules, const nlohmann::ordered_json& json,
                                      Date as_of);

/// The keys `answers`, `answered_on`, `not_confirmed` and `set_aside` of such a file. Blanks that
/// were answered are null. Of a set that holds in part, `not_confirmed` does not name the question.
void add_kept_answers(const RuleSet& rules, const KeptAnswers& kept, nlohmann::ordered_json& json);

/// The ids of the questions marked `true`.
nlohmann::ordered_json ids_of(const RuleSet& rules, const std::vector<bool>& questions);

}  // namespace candor
