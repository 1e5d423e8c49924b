// SPDX-License-Identifier: Apache-2.0
// The terminal, the environment and the clock.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "candor/base/date.h"
#include "cli/cli.h"
#include "cli/files.h"

namespace candor::cli {

/// Today in this machine's time zone.
Date today();

/// The screening date from `--as-of`, today if that is empty; `E904` when it is not valid.
Outcome<Date> screening_date(const std::string& as_of);

/// The help for an option that takes a date.
inline constexpr const char* day_range = "expected YYYY-MM-DD from 1900-01-01 to 2999-12-31";

/// Standard output, or standard error.
enum class Stream : std::uint8_t { out, err };

/// Whether ACCESSIBLE, which people who use a screen reader set, asks for plain lines: it is
/// neither empty nor 0.
bool wants_plain_lines();

/// Whether to color a stream: decided by `choice`, then NO_COLOR, TERM=dumb, plain lines, and
/// whether it is a terminal.
bool wants_color(Color choice, Stream stream);

/// Whether to show progress: standard error is a terminal.
bool shows_progress();

/// The width to wrap text at: COLUMNS if it is set, otherwise the width of the stream's terminal,
/// limited to 40 to 100 columns; 80 when there is neither.
std::size_t text_width(Stream stream);

}  // namespace candor::cli
