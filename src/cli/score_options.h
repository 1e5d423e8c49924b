// SPDX-License-Identifier: Apache-2.0
// The options of `candor score`, parsed from its arguments. Private to that command.

#pragma once

#include <cstddef>
#include <optional>
#include <variant>
#include <vector>

#include "candor/base/diagnostic.h"
#include "candor/batch/csv/intake_options.h"
#include "candor/batch/rows/score.h"
#include "candor/batch/rows/verdict_columns.h"
#include "candor/engine/simd.h"
#include "cli/cli.h"

namespace candor::cli {

/// The parsed options.
struct ScoreOptions {
  IntakeOptions intake = {};
  std::vector<OutputColumn> columns = {};
  RejectLimit most_rejects = {};
  std::size_t threads = 1;
  std::optional<Simd> simd = {};  // nothing: screen rows one by one
};

/// Parses the options. `E904` or `E907` when one is not valid.
std::variant<ScoreOptions, Diagnostic> read_score_options(const ScoreArgs& args);

}  // namespace candor::cli
