// SPDX-License-Identifier: Apache-2.0
// Writes results as NDJSON.

#pragma once

#include <string>

#include "candor/batch/rows/intake_file.h"
#include "candor/batch/rows/row.h"
#include "candor/engine/program.h"
#include "candor/engine/screening.h"

namespace candor {

/// Writes one object per line: `result/1` with the row's `id` added first, or for a rejected row
/// `{"id", "line", "problems": [{"code", "place", "message"}]}`.
class NdjsonWriter {
 public:
  /// `program` and `file` must outlive the writer. `full` includes care, plan and how long the
  /// verdict holds.
  NdjsonWriter(const Program& program, const IntakeFile& file, bool full);

  /// Appends a line to `out`; `screening` is null for a rejected row.
  void row(const Row& row, const Screening* screening, std::string& out) const;

 private:
  const Program& program_;
  const IntakeFile& file_;
  bool full_;
};

}  // namespace candor
