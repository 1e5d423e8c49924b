// SPDX-License-Identifier: Apache-2.0
// The terminal and the clock: the only things read from the world besides files.

#pragma once

#include <cstddef>
#include <string>

#include "candor/rules/calendar.h"
#include "cli/cli.h"
#include "cli/files.h"

namespace candor::cli {

/// Today by the local calendar of this machine.
Date today();

/// The screening date that `--as-of` names, today when it is empty; `E904` when it is no such day.
Outcome<Date> screening_date(const std::string& as_of);

/// What the days are that options can name.
inline constexpr const char* day_range = "expected YYYY-MM-DD from 1900-01-01 to 2999-12-31";

/// Whether standard output gets colour: `choice` first, then NO_COLOR, TERM=dumb, and whether it is
/// a terminal.
bool wants_color(Color choice);

/// Whether standard error is a terminal, where progress can be seen.
bool shows_progress();

/// The width to lay text out in: COLUMNS if it is set, else the terminal's, from 40 to 100 columns;
/// 80 when there is neither.
std::size_t text_width();

}  // namespace candor::cli
