// SPDX-License-Identifier: Apache-2.0
// Why one row of an intake file is rejected.

#pragma once

#include <cstddef>
#include <limits>
#include <string>

#include "candor/base/codes.h"

namespace candor {

/// Used instead of a column when no single column is to blame.
inline constexpr std::size_t no_column = std::numeric_limits<std::size_t>::max();

/// Why a row is rejected. Never holds a value of the row: the message is the same for every value.
struct RowProblem {
  DiagnosticCode code = codes::none;
  std::size_t column = no_column;  // from 0; in NDJSON, the index of the question
  std::string message = {};        // one lower-case clause, no full stop
};

}  // namespace candor
