// SPDX-License-Identifier: Apache-2.0
// What somebody types as the answer to one question.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "candor/intake/answers.h"

namespace candor {

/// Reads a reply that is not empty. `unknown` is a blank, as everywhere. Beyond what `parse_answer`
/// takes, and whatever the case of letters and the blanks around and within (see `fold`):
///
/// | type       | replies                                                                      |
/// |------------|------------------------------------------------------------------------------|
/// | choice     | the choice's number (from 1), id, label, or the beginning of just one        |
/// | yes_no     | 1 for yes and 2 for no, or the beginning of either                           |
/// | set        | several of these, with commas (numbers also with blanks): `1, 3`; a `?`      |
/// |            | behind one says that it is not known; 0 or `none` for none                   |
/// | number     | the number, with or without its unit                                         |
/// | time_since | `6 weeks`, `6 weeks ago`, a date, the beginning of `never` or `ongoing`      |
///
/// On a refusal, whose message repeats nothing of the reply, `answer` is left as it was.
std::optional<Refusal> read_reply(const Question& question, std::string_view reply, Date as_of,
                                  Answer& answer);

/// How to reply to a question, as one sentence with one example where it helps:
/// "A time such as 6 weeks, or a date such as 2026-10-11; never; ongoing."
std::string how_to_reply(const Question& question, Date as_of);

}  // namespace candor
