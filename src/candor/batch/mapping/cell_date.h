// SPDX-License-Identifier: Apache-2.0
// Dates in figures, in the order that a mapping names. Private to this folder.

#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "candor/batch/mapping/intake_map.h"

namespace candor {

/// A date in figures as a cell holds it: three numbers with `.`, `/` or `-` between them, two of
/// one or two digits and a year, perhaps a time of day behind it.
struct CellDate {
  enum class Kind : std::uint8_t {
    other,       // no such date
    date,        // `text` holds it, as `YYYY-MM-DD`, which may be no day of the calendar
    order,       // not in the order asked for, or none was named
    short_year,  // a year of two digits
  };
  Kind kind = Kind::other;
  std::array<char, 10> iso = {};
  std::uint32_t parts[3] = {};  // as they stand, where there are three numbers
  bool year_first = false;
  bool time_of_day = false;

  std::string_view text() const noexcept { return {iso.data(), iso.size()}; }
};

/// Reads a date in the given order. `YYYY-MM-DD` is read in any. A time of day behind the date, as
/// `9:00`, `09:00:00.000` or `9:00 AM`, has no part in the day.
CellDate read_cell_date(std::string_view text, DateOrder order) noexcept;

}  // namespace candor
