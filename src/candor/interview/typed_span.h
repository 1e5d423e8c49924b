// SPDX-License-Identifier: Apache-2.0
// Spans of days as people type them. Private to this folder.

#pragma once

#include <optional>
#include <string_view>

#include "candor/base/date.h"

namespace candor {

/// From `first` to `last`, both included.
struct DaySpan {
  Date first = {};
  Date last = {};
};

/// Reads a span of days: `March 2026`, `03/2026`, `2019`, `2018-2019`, `last week` (Monday to
/// Sunday), `last month`, `last year`, `this month`, `this year`, `5-6 months`, `5 to 6 months`,
/// and `about 5 months` for 4 to 6. It may end after `as_of`. Precondition: `typed` is folded.
std::optional<DaySpan> read_typed_span(std::string_view typed, Date as_of);

}  // namespace candor
