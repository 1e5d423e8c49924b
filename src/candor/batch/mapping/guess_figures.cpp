// SPDX-License-Identifier: Apache-2.0
// Guesses from a sample how numbers and dates are written.
#include "candor/base/fold.h"
#include "candor/batch/mapping/cell_date.h"
#include "candor/batch/mapping/map_guess.h"

namespace candor {

using std::string_view;

void guess_number(Rows rows, std::size_t column, FormatGuess& out) {
  bool comma = false, point = false;
  for (const std::vector<std::string>& row : rows) {
    if (column >= row.size()) continue;
    const string_view text = trim_blanks(row[column]);
    if (text.find_first_not_of("-0123456789.,") != string_view::npos) continue;
    comma = comma || text.find(',') != string_view::npos;
    point = point || text.find('.') != string_view::npos;
  }
  out.decimal_comma = comma && !point;
  if (comma && point) out.unsure.push_back("some numbers have commas, others points");
}

void guess_time(Rows rows, std::size_t column, FormatGuess& out) {
  bool day_first = false, day_second = false, year_first = false, year_last = false,
       short_year = false;
  for (const std::vector<std::string>& row : rows) {
    if (column >= row.size()) continue;
    const CellDate date = read_cell_date(trim_blanks(row[column]), DateOrder::unspecified);
    short_year = short_year || date.kind == CellDate::Kind::short_year;
    if (date.kind != CellDate::Kind::order) continue;
    (date.year_first ? year_first : year_last) = true;
    if (date.year_first) continue;
    day_first = day_first || date.parts[0] > 12;
    day_second = day_second || date.parts[1] > 12;
  }
  if (short_year) out.unsure.push_back("dates with a two-digit year are not read");
  if (day_first + day_second + year_first > 1 || (year_first && year_last)) {
    out.unsure.push_back("dates in more than one order");
  } else if (day_first || day_second) {
    out.dates = day_first ? DateOrder::dmy : DateOrder::mdy;
  } else if (year_last) {
    out.unsure.push_back(
        "nothing shows the order of day and month: add `dates: dmy` or `dates: mdy`");
  } else if (year_first) {
    out.dates = DateOrder::ymd;
    out.unsure.push_back("the year comes first, and the month is assumed to follow");
  }
}

}  // namespace candor
