// SPDX-License-Identifier: Apache-2.0
// Results written as NDJSON.

#pragma once

#include <string>

#include "candor/batch/rows/intake_file.h"
#include "candor/batch/rows/row.h"
#include "candor/engine/screening.h"
#include "candor/rules/model.h"

namespace candor {

/// Writes an object a line: `result/1` with the row's `id` in front, or, of a row that is rejected,
/// `{"id", "line", "problems": [{"code", "place", "message"}]}`.
class NdjsonWriter {
 public:
  /// `rules` and `file` must outlive the writer. Care and plan are written where `full` is set.
  NdjsonWriter(const RuleSet& rules, const IntakeFile& file, bool full);

  /// Appends a line. `screening` is null for a row that is rejected.
  void row(const Row& row, const Screening* screening, std::string& out) const;

 private:
  const RuleSet& rules_;
  const IntakeFile& file_;
  bool full_;
};

}  // namespace candor
