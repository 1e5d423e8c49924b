// SPDX-License-Identifier: Apache-2.0
// Everything known about a CSV file before its first row is read.

#pragma once

#include <string>

#include "candor/batch/csv/dialect.h"
#include "candor/batch/mapping/columns.h"

namespace candor {

/// How a CSV file is written, and which question each column answers.
struct CsvLayout {
  Dialect dialect = {};
  Columns columns;
  std::string above_header = {};     // the lines above the header, as written
  std::string header = {};           // as written, without its line end
  std::string header_line_end = {};  // empty when the file ends with the header
};

}  // namespace candor
