// SPDX-License-Identifier: Apache-2.0
// The terminal and the clock: the only things read from the world besides files.

#pragma once

#include <cstddef>
#include <cstdint>

#include "candor/rules/calendar.h"
#include "cli/cli.h"

namespace candor::cli {

/// Today by the local calendar of this machine.
Date today();

/// Standard output, which carries data, or standard error, which carries talk.
enum class Stream : std::uint8_t { out, err };

/// Whether ACCESSIBLE asks for plain lines, as people who use a screen reader set it: not empty,
/// not 0.
bool wants_plain_lines();

/// Whether a stream gets colour: `choice` first, then NO_COLOR, TERM=dumb, plain lines, and whether
/// it is a terminal.
bool wants_color(Color choice, Stream stream);

/// The width to lay text out in: COLUMNS if it is set, else that of the stream's terminal, from 40
/// to 100 columns; 80 when there is neither.
std::size_t text_width(Stream stream);

}  // namespace candor::cli
