// SPDX-License-Identifier: Apache-2.0
// Times and numbers as people type them. Private to this folder.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "candor/intake/answers.h"

namespace candor {

/// A typed time in the form that `parse_answer` reads, or why it cannot be one.
struct TypedTime {
  std::string text = {};           // "6 months", "2026-04-03", "never"; unchanged if not recognized
  std::optional<Date> first = {};  // of a span of days: its first day; `text` is its last
  std::string problem = {};  // a question back: which of two days, or whether it is still going on
};

/// Reads, beside durations and dates as the language has them:
///
/// - `today`, `yesterday`, `a week`, `two weeks`, `half a year`, `1.5 years`, `5m`, `2w`, each also
///   with `ago`;
/// - `3 Apr 2026`, `April 3, 2026`, `3.4.2026`, and `25/4/2026` where only one reading is a date;
/// - spans of days, up to the screening date: `March 2026`, `03/2026`, `2019`, `last week`, `last
///   month`, `last year`, `5-6 months`, and `about 5 months` for 4 to 6;
/// - `now` and `still` for `ongoing`, `no` for `never`, and the beginnings of both words.
///
/// Precondition: `typed` is folded (see `fold`).
TypedTime read_typed_time(const Question& question, std::string_view typed, Date as_of);

/// A number without its unit, or the beginning of a unit of at least four letters ("29y"), and with
/// a point for a decimal comma. Precondition: `typed` is folded.
std::string plain_number(const Question& question, std::string typed);

}  // namespace candor
