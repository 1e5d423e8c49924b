// SPDX-License-Identifier: Apache-2.0
// Reads a typed reply as the answer to one question.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "candor/intake/answers.h"

namespace candor {

/// Reads a reply. Precondition: it is not empty. `unknown` is a blank, as everywhere. Besides what
/// `parse_answer` accepts, and ignoring case and extra blanks (see `fold`):
///
/// | type       | replies                                                                      |
/// |------------|------------------------------------------------------------------------------|
/// | choice     | its number (from 1), id or label, or a prefix of exactly one of these        |
/// | yes_no     | 1 or a prefix of `yes`, 2 or a prefix of `no`                                |
/// | set        | several choices, separated by commas (numbers also by blanks): `1, 3`;       |
/// |            | a `?` after one means that it is not known; 0 or `none` for none             |
/// | number     | the number, with or without its unit                                         |
/// | time_since | `6 weeks`, `6 weeks ago`, a date, or a prefix of `never` or `ongoing`        |
///
/// A refusal repeats nothing of the reply, and leaves `answer` unchanged.
std::optional<Refusal> read_reply(const Question& question, std::string_view reply, Date as_of,
                                  Answer& answer);

/// How to reply to a question, in one sentence, with an example if it helps:
/// "A time such as 6 weeks, or a date such as 2026-10-11; never; ongoing."
std::string how_to_reply(const Question& question, Date as_of);

}  // namespace candor
