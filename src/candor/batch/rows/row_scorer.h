// SPDX-License-Identifier: Apache-2.0
// Scores the rows of a text one by one. Private to the batch folders.

#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

#include "candor/batch/csv/csv_record.h"
#include "candor/batch/rows/intake_file.h"
#include "candor/batch/rows/record_reader.h"
#include "candor/batch/rows/row_writer.h"
#include "candor/batch/rows/scored_rows.h"
#include "candor/engine/program.h"

namespace candor {

/// Screens rows with `evaluate` and writes them with `RowWriter`, as `score` does. Used for rows
/// and texts that `BlockScorer` cannot handle.
class RowScorer {
 public:
  /// The arguments must outlive the scorer.
  RowScorer(const Program& program, const IntakeFile& file, const RowsOutput& output);

  /// The number of rows in a text of whole records.
  std::uint64_t count(std::string_view text) const;

  /// Scores the rows of a text that begins on `line`; the first is the `number`th of the file.
  /// Stops after `most` rows.
  void score(std::string_view text, std::uint64_t line, std::uint64_t number, ScoredRows& out,
             std::uint64_t most = std::numeric_limits<std::uint64_t>::max());

  /// Scores one record of a CSV text.
  void score_record(std::string_view text, std::uint64_t line, std::uint64_t number,
                    ScoredRows& out);

 private:
  void score_row(ScoredRows& out);

  const Program& program_;
  const IntakeFile& file_;
  const CsvLayout* layout_;                  // null for NDJSON
  std::optional<RecordReader> reader_ = {};  // for CSV
  RowWriter writer_;
  CsvRecord record_ = {};
  Row row_ = {};
  Screening screening_ = {};
};

}  // namespace candor
