// SPDX-License-Identifier: Apache-2.0
// The terminal and the clock: the only things read from the world besides files.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "candor/base/date.h"
#include "cli/cli.h"
#include "cli/files.h"

namespace candor::cli {

/// Today by the local calendar of this machine.
Date today();

/// The screening date that `--as-of` names, today when it is empty; `E904` when it is no such day.
Outcome<Date> screening_date(const std::string& as_of);

/// What the days are that options can name.
inline constexpr const char* day_range = "expected YYYY-MM-DD from 1900-01-01 to 2999-12-31";

/// Standard output, which carries data, or standard error, which carries talk.
enum class Stream : std::uint8_t { out, err };

/// Whether ACCESSIBLE asks for plain lines, as people who use a screen reader set it: not empty,
/// not 0.
bool wants_plain_lines();

/// Whether a stream gets colour: `choice` first, then NO_COLOR, TERM=dumb, plain lines, and whether
/// it is a terminal.
bool wants_color(Color choice, Stream stream);

/// Whether standard error is a terminal, where progress can be seen.
bool shows_progress();

/// The width to lay text out in: COLUMNS if it is set, else that of the stream's terminal, from 40
/// to 100 columns; 80 when there is neither.
std::size_t text_width(Stream stream);

}  // namespace candor::cli
