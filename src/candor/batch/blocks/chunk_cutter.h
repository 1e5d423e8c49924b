// SPDX-License-Identifier: Apache-2.0
// Cuts an intake file into chunks of whole records. Private to this folder.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "candor/batch/blocks/chunk.h"
#include "candor/batch/source/text_source.h"
#include "candor/engine/simd.h"

namespace candor {

struct CutOptions {
  bool csv = true;       // otherwise a record is a line
  char delimiter = ',';  // of CSV
  Simd simd = Simd::portable;
  std::size_t bytes = 1024 * 1024;  // approximate size of a chunk
};

/// Cuts a text, in order. Most of a CSV text is regular and is cut as fast as it can be read; where
/// it is not, the ends of records are found by reading them one by one.
class ChunkCutter {
 public:
  /// The text is `rest`, which begins on `line`, followed by the source.
  ChunkCutter(TextSource& source, std::string rest, std::uint64_t line, const CutOptions& options);

  /// Cuts the next chunk; false when none is left. Each chunk holds at least one record, even if
  /// reading it will be refused. Together the chunks are the whole text.
  bool next(Chunk& chunk);

 private:
  void begin(Chunk& chunk, std::size_t bytes);
  bool fill(Chunk& chunk, std::size_t bytes);
  void finish(Chunk& chunk, std::size_t size, std::uint64_t lines, bool regular);
  void cut_regular(Chunk& chunk);
  void cut_irregular(Chunk& chunk);
  void cut_lines(Chunk& chunk);

  TextSource& source_;
  CutOptions options_;
  std::string rest_;
  std::uint64_t line_;
  std::uint64_t number_ = 0;
  bool at_end_ = false;     // of the source
  bool irregular_ = false;  // the next chunk is not regular
};

}  // namespace candor
