// SPDX-License-Identifier: Apache-2.0
// Turns the records of a CSV file into rows.

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "candor/batch/csv/csv_record.h"
#include "candor/batch/csv/intake_options.h"
#include "candor/batch/rows/csv_layout.h"
#include "candor/batch/rows/row.h"
#include "candor/batch/source/encoding.h"

namespace candor {

/// Reads records as rows. A row is rejected unless its fields match the header and every cell is an
/// answer.
class RecordReader {
 public:
  /// The arguments must outlive the reader.
  RecordReader(const CsvLayout& layout, const IntakeOptions& options, Encoding encoding);

  /// Reads the `number`th record (from 1). Precondition: `row` is cleared. The row points into the
  /// record.
  void read(const CsvRecord& record, std::uint64_t number, Row& row);

 private:
  void check_fields(const CsvRecord& record, Row& row) const;
  void read_id(const CsvRecord& record, Row& row, bool fields_match) const;
  void read_answers(const CsvRecord& record, Row& row);
  void collect_cells(const CsvRecord& record);
  bool hides_a_row(const CsvRecord& record, Date as_of);
  bool reads_as_a_row(std::string_view text, Date as_of);
  bool first_line_is_as_long_as_a_row(const CsvRecord& record) const;

  const Dialect& dialect_;
  const Columns& columns_;
  const IntakeOptions& options_;
  Encoding encoding_;
  std::vector<std::string_view> cells_ = {};

  // Used only for lines within a record, to reuse their memory.
  std::vector<RowProblem> hidden_problems_ = {};
  Answers hidden_answers_ = {};
};

}  // namespace candor
