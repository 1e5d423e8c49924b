// SPDX-License-Identifier: Apache-2.0
// The records of a CSV file as rows.

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "candor/batch/csv/csv_reader.h"
#include "candor/batch/csv/dialect.h"
#include "candor/batch/csv/intake_options.h"
#include "candor/batch/mapping/columns.h"
#include "candor/batch/rows/row.h"
#include "candor/batch/source/encoding.h"

namespace candor {

/// A record becomes a row when its fields are those of the header and each cell is an answer; else
/// the row is rejected.
class RecordReader {
 public:
  /// What is given must outlive the reader.
  RecordReader(const Dialect& dialect, const Columns& columns, const IntakeOptions& options,
               Encoding encoding);

  /// Reads a record, the `number`th, into a row whose id and problems are empty. The row points
  /// into the record.
  void read(const CsvRecord& record, std::uint64_t number, Row& row);

 private:
  void judge_fields(const CsvRecord& record, Row& row) const;
  void read_id(const CsvRecord& record, Row& row, bool in_place) const;
  void read_answers(const CsvRecord& record, Row& row);
  void take_cells(const CsvRecord& record);
  bool hides_a_row(const CsvRecord& record, Date as_of);
  bool reads_as_a_row(std::string_view text, Date as_of);
  bool begins_as_long_as_a_row(const CsvRecord& record) const;

  const Dialect& dialect_;
  const Columns& columns_;
  const IntakeOptions& options_;
  Encoding encoding_;
  std::vector<std::string_view> cells_ = {};
  std::vector<CellProblem> cell_problems_ = {};
  Answers hidden_answers_ = {};
};

}  // namespace candor
