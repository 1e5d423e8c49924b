// SPDX-License-Identifier: Apache-2.0
// The result of scoring consecutive rows. Private to the batch folders.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "candor/base/diagnostic.h"
#include "candor/batch/rows/row_tally.h"

namespace candor {

/// Consecutive rows, scored and written.
struct ScoredRows {
  explicit ScoredRows(RowBatch no_rows) : batch(std::move(no_rows)) {}

  std::string output = {};
  std::string rejects = {};
  RowBatch batch;
  std::vector<std::uint32_t> rejected = {};  // indices of the rejected rows
  std::optional<Diagnostic> refusal = {};    // why nothing can be read after these rows
};

}  // namespace candor
