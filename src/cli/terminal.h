// SPDX-License-Identifier: Apache-2.0
// The terminal and the clock: the only things read from the world besides files.

#pragma once

#include <cstddef>

#include "candor/rules/calendar.h"
#include "cli/cli.h"

namespace candor::cli {

/// Today by the local calendar of this machine.
Date today();

/// Whether standard output gets colour: `choice` first, then NO_COLOR, TERM=dumb, and whether it is
/// a terminal.
bool wants_color(Color choice);

/// The width to lay text out in: COLUMNS if it is set, else the terminal's, from 40 to 100 columns;
/// 80 when there is neither.
std::size_t text_width();

}  // namespace candor::cli
