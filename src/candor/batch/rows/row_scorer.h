// SPDX-License-Identifier: Apache-2.0
// The rows of a chunk, screened one after the other. Private to this folder.

#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>

#include "candor/batch/rows/chunk.h"
#include "candor/batch/rows/intake_file.h"
#include "candor/batch/rows/record_reader.h"
#include "candor/batch/rows/row_writer.h"
#include "candor/engine/program.h"

namespace candor {

/// Screens rows with `evaluate` and writes them with `RowWriter`, as the reference does; for rows
/// and texts that are not for blocks.
class RowScorer {
 public:
  /// What is given must outlive it.
  RowScorer(const Program& program, const IntakeFile& file, const RowsOutput& output);

  /// The number of rows in a text of whole records.
  std::uint64_t count(std::string_view text) const;

  /// All rows of a text that begins in `line`; the first is the `number`th. Stops behind `most`
  /// rows.
  void score(std::string_view text, std::uint64_t line, std::uint64_t number, ScoredChunk& out,
             std::uint64_t most = std::numeric_limits<std::uint64_t>::max());

  /// One record of a CSV text.
  void score_record(std::string_view text, std::uint64_t line, std::uint64_t number,
                    ScoredChunk& out);

 private:
  void take(ScoredChunk& out);

  const Program& program_;
  const IntakeFile& file_;
  std::optional<RecordReader> reader_ = {};
  RowWriter writer_;
  CsvRecord record_ = {};
  Row row_ = {};
  Screening screening_ = {};
};

}  // namespace candor
