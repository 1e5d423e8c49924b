// SPDX-License-Identifier: Apache-2.0
// Summarizes a scored file: counts, never values.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "candor/batch/rows/intake_file.h"
#include "candor/batch/rows/row_tally.h"
#include "candor/rules/model.h"

namespace candor {

/// The facts that a summary shows.
struct SummaryInput {
  const RuleSet& rules;
  const IntakeFile& file;
  const RowTally& tally;
  const IntakeMap* map = nullptr;  // null when the file has none
  std::string_view name = {};      // of the file
  std::uint64_t rows_written = 0;
  double seconds = 0;
  std::string_view stopped = {};  // why reading stopped before the end, or empty
};

/// The summary as text, in lines of about 80 columns.
std::string summary_text(const SummaryInput& of);

/// The summary as `summary/1` (docs/batch.md).
nlohmann::ordered_json summary_json(const SummaryInput& of);

}  // namespace candor
