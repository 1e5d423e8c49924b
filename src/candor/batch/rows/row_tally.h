// SPDX-License-Identifier: Apache-2.0
// Counts the rows of a file: verdicts, reasons and problems, never values.

#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "candor/base/codes.h"
#include "candor/base/date.h"
#include "candor/batch/csv/csv_record.h"
#include "candor/batch/rows/duplicate_ids.h"
#include "candor/batch/rows/row.h"
#include "candor/batch/rows/row_ids.h"
#include "candor/engine/program.h"
#include "candor/engine/screening.h"
#include "candor/rules/model.h"

namespace candor {

/// Counts of rows.
struct RowCounts {
  /// `columns` is the number of `IntakeFile::column_names()`.
  RowCounts(const RuleSet& rules, std::size_t columns);

  /// Adds the counts of the rows that follow.
  void add(const RowCounts& later);

  struct BadValues {
    std::uint64_t values = 0;
    std::uint64_t first_line = 0;  // of the first row with one
  };

  std::uint64_t rows = 0;
  std::uint64_t rejected = 0;
  std::uint64_t without_id = 0;
  std::vector<std::uint64_t> verdicts = {};            // by verdict, `incomplete` last
  std::vector<std::uint64_t> reasons = {};             // by rule
  std::map<DiagnosticCode, std::uint64_t> codes = {};  // rows with such a problem
  std::vector<BadValues> bad_values = {};              // by column
  std::optional<Date> first_day = {};                  // first screening date
  std::optional<Date> last_day = {};
  std::uint64_t blank_lines = 0;  // between the rows
  LineEnds line_ends = {};

  std::uint64_t scored() const noexcept { return rows - rejected; }
};

/// Consecutive rows, counted, with their ids still to be compared with those of earlier rows.
struct RowBatch : RowCounts {
  using RowCounts::RowCounts;

  /// Counts a row; `screening` is null for a rejected row.
  void add(const Row& row, const Screening* screening);

  RowIds ids = {};
};

/// The counts of all rows read so far, and which ids occurred more than once.
struct RowTally : RowCounts {
  using RowCounts::RowCounts;

  /// Adds the rows that follow.
  void add(const RowBatch& later);

  DuplicateIds duplicates = {};
};

/// Screens a row into `screening` unless it is rejected, and adds it to `batch`. Returns the
/// screening, or null for a rejected row.
const Screening* screen_row(const Program& program, const Row& row, Screening& screening,
                            RowBatch& batch);

}  // namespace candor
