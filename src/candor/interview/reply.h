// SPDX-License-Identifier: Apache-2.0
// Reads a typed reply as the answer to one question.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "candor/engine/program.h"
#include "candor/engine/spans.h"
#include "candor/intake/answers.h"

namespace candor {

/// Reads a reply. Precondition: it is not empty. `unknown` is a blank, as everywhere. Besides what
/// `parse_answer` accepts, and ignoring case and extra blanks (see `fold`):
///
/// | type       | replies                                                                      |
/// |------------|------------------------------------------------------------------------------|
/// | choice     | its number (from 1), id or label, or the beginning of one of these, if it    |
/// |            | begins no word of another choice; `no` for the choice `none` or `no`         |
/// | yes_no     | 1 or the beginning of `yes`, 2 or the beginning of `no`                      |
/// | set        | several choices, separated by commas (numbers also by blanks): `1, 3`;       |
/// |            | a `?` after one means that it is not known; 0, `no` or `none` for none       |
/// | number     | the number, with or without its unit, and with a decimal point or comma      |
/// | time_since | `two weeks ago`, `5m`, `yesterday`, `3 Apr 2026`, `now`; see `typed_time.h`  |
/// | any        | `idk`, `don't know`, `not sure` for a blank, unless it is a choice           |
///
/// A span of days such as `March 2026` or `about 5 months` is read as one (`Answer::days_before`).
/// Whoever asks must refuse it where its days differ: see `refuse_span`.
///
/// What could be several answers is not decided by a guess: the refusal names them.
/// A refusal leaves `answer` unchanged. It names choices and days, so it is shown only to whoever
/// typed the reply.
std::optional<Refusal> read_reply(const Question& question, std::string_view reply, Date as_of,
                                  Answer& answer);

/// Why a span of days is not an answer on `day`: what differs among its days. Nothing when they say
/// the same.
std::optional<Refusal> refuse_span(const Program& program, std::size_t question,
                                   const Answer& answer, Date day);

/// The same sentence for a fault found later, on the appointment or the earliest day.
std::string why_day_is_asked(SpanFault fault, const Answer& answer, Date day);

/// How to reply to a question, in one sentence, with an example if it helps:
/// "A time such as 6 weeks, or a date such as 2026-10-11; never; ongoing."
std::string how_to_reply(const Question& question, Date as_of);

}  // namespace candor
