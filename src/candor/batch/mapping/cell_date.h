// SPDX-License-Identifier: Apache-2.0
// Numeric dates, in the order that a mapping gives. Private to this folder.

#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "candor/batch/mapping/intake_map.h"

namespace candor {

/// A numeric date in a cell: day, month and year separated by `.`, `/` or `-`, optionally followed
/// by a time of day.
struct CellDate {
  enum class Kind : std::uint8_t {
    other,       // not a numeric date
    date,        // `text` holds it as `YYYY-MM-DD`, not yet checked against the calendar
    order,       // not in the given order, or no order was given
    short_year,  // a two-digit year
  };
  Kind kind = Kind::other;
  std::array<char, 10> iso = {};
  std::uint32_t parts[3] = {};  // in the order of the cell, when there are three numbers
  bool year_first = false;
  bool time_of_day = false;

  std::string_view text() const noexcept { return {iso.data(), iso.size()}; }
};

/// Reads a date in the given order; `YYYY-MM-DD` is read in any. A time of day after the date, such
/// as `9:00`, `09:00:00.000` or `9:00 AM`, is ignored.
CellDate read_cell_date(std::string_view text, DateOrder order) noexcept;

}  // namespace candor
