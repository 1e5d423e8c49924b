// SPDX-License-Identifier: Apache-2.0
// Scores the rows of a regular CSV text in blocks. Private to this folder.

#pragma once

#include <cstdint>
#include <memory>

#include "candor/batch/blocks/chunk.h"
#include "candor/batch/rows/intake_file.h"
#include "candor/batch/rows/row_scorer.h"
#include "candor/batch/rows/row_writer.h"
#include "candor/engine/program.h"
#include "candor/engine/simd.h"

namespace candor {

/// Scores regular texts with the same result as `RowScorer`, byte for byte, but column by column
/// and with caches for cells and output texts. Rows that are unusual (their fields do not match the
/// header, a cell is not an answer, or they are not UTF-8) are passed to `RowScorer`.
class BlockScorer {
 public:
  /// Null when the file cannot be scored in blocks: NDJSON input or output, an as-of column, more
  /// fields than headers, appended cells made safe for spreadsheets, or a mapping constant that
  /// rejects every row. The arguments must outlive the scorer.
  static std::unique_ptr<BlockScorer> make(const Program& program, const IntakeFile& file,
                                           const RowsOutput& output, Simd simd,
                                           RowScorer& row_scorer);

  BlockScorer(const BlockScorer&) = delete;
  BlockScorer& operator=(const BlockScorer&) = delete;
  ~BlockScorer();

  /// The number of rows in the chunk.
  std::uint64_t count(const Chunk& chunk);

  /// Scores the rows of the chunk; the first is the `number`th of the file.
  void score(const Chunk& chunk, std::uint64_t number, ScoredRows& out);

 private:
  struct State;
  explicit BlockScorer(std::unique_ptr<State> state) noexcept;

  std::unique_ptr<State> state_;
};

}  // namespace candor
