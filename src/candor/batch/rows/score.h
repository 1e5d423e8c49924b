// SPDX-License-Identifier: Apache-2.0
// Scores the rows of a file one by one: the reference for `score_chunks`.

#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "candor/batch/rows/intake_file.h"
#include "candor/batch/rows/row.h"
#include "candor/batch/rows/row_tally.h"
#include "candor/engine/program.h"

namespace candor {

/// Writes a row and its screening (null for a rejected row). Returns false when that failed.
using WriteRow = std::function<bool(const Row& row, const Screening* screening)>;

/// Called from time to time with the counts so far.
using ShowProgress = std::function<void(const RowTally& tally)>;

/// How many rows may be rejected before reading stops.
struct RejectLimit {
  std::optional<std::uint64_t> rows = {};
  /// Of the rows read; checked from `least_rows` on, and at the end.
  std::optional<double> percent = {};
  static constexpr std::uint64_t least_rows = 1000;
};

/// Rows read, and how many of them were rejected.
struct RejectCount {
  std::uint64_t rows = 0;
  std::uint64_t rejected = 0;
};

/// Whether more rows were rejected than the limit allows.
bool too_many_rejects(const RejectCount& count, const RejectLimit& limit, bool at_the_end) noexcept;

enum class Scoring : std::uint8_t {
  done,
  too_many_rejects,
  refused,      // the file; `IntakeFile::refusal()` says why
  read_failed,  // a row could not be read
  write_failed  // a row could not be written
};

/// Reads all rows, screens those that are not rejected, and writes each, in order.
Scoring score(const Program& program, IntakeFile& file, const RejectLimit& limit,
              const WriteRow& write, const ShowProgress& progress, RowTally& tally);

}  // namespace candor
