// SPDX-License-Identifier: Apache-2.0
// Scores the rows of a file in chunks, on several threads.

#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

#include "candor/batch/rows/intake_file.h"
#include "candor/batch/rows/row_tally.h"
#include "candor/batch/rows/row_writer.h"
#include "candor/batch/rows/score.h"
#include "candor/engine/program.h"
#include "candor/engine/simd.h"

namespace candor {

struct ChunkOptions {
  RowsOutput output = {};
  RejectLimit reject_limit = {};
  Simd simd = Simd::portable;
  std::size_t threads = 1;               // including the calling one; at least 1
  std::size_t chunk_bytes = 512 * 1024;  // approximate
};

/// Output text to be written next.
struct RowsText {
  std::string_view output = {};
  std::string_view rejects = {};
  std::size_t rows = 0;  // rows in `output`
};

/// Writes it; returns false when that failed. Called from any thread, but never concurrently.
using WriteText = std::function<bool(const RowsText& text)>;

/// Reads all rows, screens those that are not rejected, and passes to `write` what `RowWriter`
/// would write, in order. Output, tally and result equal those of `score`, whatever the options.
/// Memory is bounded by the size of chunks and the number of threads.
Scoring score_chunks(const Program& program, IntakeFile& file, const ChunkOptions& options,
                     const WriteText& write, const ShowProgress& progress, RowTally& tally);

}  // namespace candor
