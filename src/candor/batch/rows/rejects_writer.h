// SPDX-License-Identifier: Apache-2.0
// Rejected rows, written as they came, to be mended.

#pragma once

#include <string>
#include <string_view>

#include "candor/batch/rows/intake_file.h"
#include "candor/batch/rows/row.h"
#include "candor/batch/source/encoding.h"

namespace candor {

/// Writes rejected rows as they stand, with `_line`, `_code` and `_reason` behind them (in front,
/// in NDJSON), in the input's dialect and encoding, below all that stands above its header: mended,
/// they can be scored with the same options. A row whose fields are out of place stays so, and a
/// line that is no JSON object stands alone. What an earlier run wrote of the kind is replaced.
class RejectsWriter {
 public:
  /// `file` must outlive the writer. `for_spreadsheet`: no cell is run as a formula.
  RejectsWriter(const IntakeFile& file, bool for_spreadsheet);

  /// Appends what stands above the rows.
  void head(std::string& out);

  void row(const Row& row, std::string& out);

 private:
  void csv_row(const Row& row);
  void ndjson_row(const Row& row);
  void csv_fields(const CsvRecord& record, std::size_t fields);
  std::size_t fields_of_the_input(const CsvRecord& record) const;
  std::string codes(const Row& row) const;
  std::string reasons(const Row& row) const;

  const IntakeFile& file_;
  bool for_spreadsheet_;
  char delimiter_;
  bool again_ = false;  // the input has these columns already
  Encoder encoder_;
  std::string line_ = {};
};

}  // namespace candor
