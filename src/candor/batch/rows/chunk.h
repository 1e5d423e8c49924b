// SPDX-License-Identifier: Apache-2.0
// A piece of an intake file, whole records, on its way through a thread.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "candor/batch/csv/csv_scan.h"
#include "candor/batch/rows/row.h"
#include "candor/batch/rows/summary.h"

namespace candor {

/// Whole records of a text.
struct Chunk {
  std::vector<char> buffer = {};  // with `scan_padding` bytes before and behind the text
  std::size_t size = 0;           // of the text
  std::uint64_t number = 0;       // of the chunk, from 0
  std::uint64_t line = 1;         // where it begins
  bool regular = false;           // as `csv_scan.h` has it
  bool source_ended = false;      // all of the file is read, if not yet cut

  std::string_view text() const noexcept { return {buffer.data() + scan_padding, size}; }
};

/// What was made of a chunk.
struct ScoredChunk {
  explicit ScoredChunk(RowCounts no_rows) : counts(std::move(no_rows)) {}

  std::string output = {};
  std::string rejects = {};
  RowCounts counts;
  std::vector<std::uint64_t> ids = {};       // by row: `DuplicateIds::hash`, or 0 without id
  IdRun run = {};                            // of those
  std::vector<std::uint64_t> lines = {};     // by row
  std::vector<std::uint32_t> rejected = {};  // indices of rows
  std::optional<Diagnostic> refusal = {};    // why nothing can be read behind these rows
};

}  // namespace candor
