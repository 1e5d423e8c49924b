// SPDX-License-Identifier: Apache-2.0
// The rows of a file, screened by several threads.

#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

#include "candor/batch/rows/intake_file.h"
#include "candor/batch/rows/row_writer.h"
#include "candor/batch/rows/score.h"
#include "candor/batch/rows/summary.h"
#include "candor/engine/program.h"
#include "candor/engine/simd.h"

namespace candor {

struct ChunkScoring {
  RowsOutput output = {};
  MostRejects most = {};
  Simd simd = Simd::portable;
  std::size_t threads = 1;               // at least 1, the calling one
  std::size_t chunk_bytes = 512 * 1024;  // of text, about
};

/// What is to be written next, of so many rows.
struct RowsText {
  std::string_view output = {};
  std::string_view rejects = {};
  std::size_t rows = 0;
};

/// Takes it; false when it cannot be written. From any thread, one at a time.
using TakeText = std::function<bool(const RowsText& text)>;

/// Reads all rows, screens those that are not rejected, and gives `take` what `RowWriter` would
/// write of them, in order. Output, tally and outcome are those of `score`, whatever the threads,
/// the size of chunks and the instructions. Memory is bounded by chunks and threads.
Scoring score_chunks(const Program& program, IntakeFile& file, const ChunkScoring& how,
                     const TakeText& take, const ShowProgress& progress, RowTally& tally);

}  // namespace candor
