// SPDX-License-Identifier: Apache-2.0
// What became of a file: counts, never values.

#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "candor/batch/rows/duplicate_ids.h"
#include "candor/batch/rows/intake_file.h"
#include "candor/batch/rows/row.h"
#include "candor/engine/screening.h"
#include "candor/rules/model.h"

namespace candor {

/// Counts of rows.
struct RowCounts {
  RowCounts(const RuleSet& rules, std::size_t places);

  /// Counts a row; `screening` is null for one that is rejected.
  void add(const Row& row, const Screening* screening);

  /// Adds the counts of rows that follow.
  void add(const RowCounts& later);

  struct Place {
    std::uint64_t values = 0;      // that are no answers
    std::uint64_t first_line = 0;  // of a row with one
  };

  std::uint64_t rows = 0;
  std::uint64_t rejected = 0;
  std::uint64_t without_id = 0;
  std::vector<std::uint64_t> verdicts = {};            // by verdict, `incomplete` last
  std::vector<std::uint64_t> reasons = {};             // by rule
  std::map<DiagnosticCode, std::uint64_t> codes = {};  // rows with such a problem
  std::vector<Place> places = {};                      // by `RowProblem::place`
  std::optional<Date> first_day = {};                  // of screening
  std::optional<Date> last_day = {};
  std::uint64_t blank_lines = 0;  // between the rows
  LineEnds line_ends = {};

  std::uint64_t scored() const noexcept { return rows - rejected; }
};

/// Counts of the rows read so far, and the ids that stand in several of them.
struct RowTally : RowCounts {
  using RowCounts::RowCounts;
  DuplicateIds duplicates = {};
};

/// What a summary is of.
struct SummaryOf {
  const RuleSet& rules;
  const IntakeFile& file;
  const RowTally& tally;
  const IntakeMap* map = nullptr;  // of the file, where there is one
  std::string_view name = {};      // of the file
  std::uint64_t rows_written = 0;
  double seconds = 0;
  std::string_view stopped = {};  // why reading stopped before the end, or empty
};

/// The summary for people, in lines of at most about 80 columns.
std::string summary_text(const SummaryOf& of);

/// The summary as `summary/1` (docs/batch.md).
nlohmann::ordered_json summary_json(const SummaryOf& of);

}  // namespace candor
