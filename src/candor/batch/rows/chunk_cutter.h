// SPDX-License-Identifier: Apache-2.0
// An intake file cut into chunks of whole records.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "candor/batch/rows/chunk.h"
#include "candor/batch/source/text_source.h"
#include "candor/engine/simd.h"

namespace candor {

/// Where the records of a file are to be cut.
struct Cutting {
  bool csv = true;       // else a record is a line
  char delimiter = ',';  // of CSV
  Simd simd = Simd::portable;
  std::size_t bytes = 1024 * 1024;  // of a chunk, about
};

/// Cuts a text, in order. Most of a CSV text is regular, and cut as fast as it can be read; where
/// it is not, records are read one by one to find their ends.
class ChunkCutter {
 public:
  /// `rest` is text read already, which begins in line `line`; the source follows it.
  ChunkCutter(TextSource& source, std::string rest, std::uint64_t line, const Cutting& how);

  /// The next chunk; false when there is none. A chunk holds at least one record, also one that is
  /// refused; together they are the whole text.
  bool next(Chunk& chunk);

 private:
  void take(Chunk& chunk, std::size_t bytes);
  bool fill(Chunk& chunk, std::size_t bytes);
  void give(Chunk& chunk, std::size_t size, std::uint64_t lines, bool regular);
  void next_csv(Chunk& chunk);
  void next_lines(Chunk& chunk);
  void one_by_one(Chunk& chunk);

  TextSource& source_;
  Cutting how_;
  std::string rest_;
  std::uint64_t line_;
  std::uint64_t number_ = 0;
  bool at_end_ = false;     // of the source
  bool irregular_ = false;  // what is next is to be read one by one
};

}  // namespace candor
