// SPDX-License-Identifier: Apache-2.0
// The rows of a file, screened one after the other.

#pragma once

#include <cstdint>
#include <functional>
#include <optional>

#include "candor/batch/rows/intake_file.h"
#include "candor/batch/rows/row.h"
#include "candor/batch/rows/summary.h"
#include "candor/engine/program.h"

namespace candor {

/// Takes a row and its screening (null where the row is rejected); false when it cannot be written.
using TakeRow = std::function<bool(const Row& row, const Screening* screening)>;

/// Called now and then, with the counts so far.
using ShowProgress = std::function<void(const RowTally& tally)>;

/// How many rows may be rejected before the rest is not worth reading.
struct MostRejects {
  std::optional<std::uint64_t> rows = {};
  std::optional<double> percent = {};  // of the rows read; looked at from `least_rows` on, and at
                                       // the end
  static constexpr std::uint64_t least_rows = 1000;
};

/// The rows that count for that.
struct RowRejects {
  std::uint64_t rows = 0;
  std::uint64_t rejected = 0;
};

/// Whether these are more than allowed.
bool too_many(const RowRejects& now, const MostRejects& most, bool at_the_end) noexcept;

enum class Scoring : std::uint8_t {
  done,
  too_many_rejects,
  refused,      // the file, for `IntakeFile::refusal()`
  read_failed,  // a row could not be read
  write_failed  // a row could not be taken
};

/// Reads all rows, screens those that are not rejected, and gives each to `take`, in order.
Scoring score(const Program& program, IntakeFile& file, const MostRejects& most,
              const TakeRow& take, const ShowProgress& progress, RowTally& tally);

}  // namespace candor
