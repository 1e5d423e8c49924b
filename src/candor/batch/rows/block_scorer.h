// SPDX-License-Identifier: Apache-2.0
// The rows of a regular CSV text, screened in blocks. Private to this folder.

#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "candor/batch/rows/chunk.h"
#include "candor/batch/rows/intake_file.h"
#include "candor/batch/rows/row_scorer.h"
#include "candor/batch/rows/row_writer.h"
#include "candor/engine/program.h"
#include "candor/engine/simd.h"

namespace candor {

/// Makes of a regular text what `RowScorer` makes of it, byte for byte: column by column, with what
/// it read, found and wrote before. What is unusual in a row (its fields are not those of the
/// header, a cell is no answer, it is no UTF-8) is left to `RowScorer`.
class BlockScorer {
 public:
  /// Null where no row of the file would be for blocks: each is screened on a day of its own, or
  /// written as no CSV, or its cells are made safe for spreadsheets. What is given must outlive it.
  static std::unique_ptr<BlockScorer> make(const Program& program, const IntakeFile& file,
                                           const RowsOutput& output, Simd simd, RowScorer& others);

  BlockScorer(const BlockScorer&) = delete;
  BlockScorer& operator=(const BlockScorer&) = delete;
  ~BlockScorer();

  /// The number of rows in the chunk.
  std::uint64_t count(const Chunk& chunk);

  /// All rows of the chunk, of which the first is the `number`th of the file.
  void score(const Chunk& chunk, std::uint64_t number, ScoredChunk& out);

 private:
  struct State;
  explicit BlockScorer(std::unique_ptr<State> state) noexcept;

  std::unique_ptr<State> state_;
};

}  // namespace candor
