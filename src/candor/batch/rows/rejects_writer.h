// SPDX-License-Identifier: Apache-2.0
// Writes rejected rows as they were read, to be corrected.

#pragma once

#include <string>
#include <string_view>

#include "candor/batch/csv/csv_record.h"
#include "candor/batch/rows/intake_file.h"
#include "candor/batch/rows/row.h"
#include "candor/batch/source/encoding.h"

namespace candor {

/// Writes rejected rows as they were read, with `_line`, `_code` and `_reason` after their fields
/// (in NDJSON, before their members), in the input's dialect and encoding, below everything up to
/// its header. So a corrected file can be scored with the same options. A row with too few or too
/// many fields keeps them, and a line that is not a JSON object is copied as it is. The marks of an
/// earlier run are replaced.
class RejectsWriter {
 public:
  /// `file` must outlive the writer. `for_spreadsheet` makes formulas text.
  RejectsWriter(const IntakeFile& file, bool for_spreadsheet);

  /// Appends the lines up to the header; in NDJSON, nothing but a byte order mark.
  void head(std::string& out);

  void row(const Row& row, std::string& out);

 private:
  void write_csv_row(const Row& row);
  void write_ndjson_row(const Row& row);
  void write_csv_fields(const CsvRecord& record, std::size_t fields);
  std::size_t fields_without_marks(const CsvRecord& record) const;
  std::string codes(const Row& row) const;
  std::string reasons(const Row& row) const;

  const IntakeFile& file_;
  const CsvLayout* layout_;  // null for NDJSON
  bool for_spreadsheet_;
  char delimiter_;
  bool has_marks_ = false;  // the input is a rejects file of an earlier run
  Encoder encoder_;
  std::string line_ = {};
};

}  // namespace candor
