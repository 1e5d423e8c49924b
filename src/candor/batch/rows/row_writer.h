// SPDX-License-Identifier: Apache-2.0
// Rows as the outputs of a batch.

#pragma once

#include <optional>
#include <string>

#include "candor/batch/rows/csv_writer.h"
#include "candor/batch/rows/ndjson_writer.h"
#include "candor/batch/rows/rejects_writer.h"

namespace candor {

/// What is written of rows.
struct RowsOutput {
  bool ndjson = false;  // else CSV
  CsvOutput csv = {};
  bool full = false;  // NDJSON with care and plan
  bool rejects = false;
};

/// Writes rows to the table of verdicts, and rejected ones to the rejects too.
class RowWriter {
 public:
  /// `rules` and `file` must outlive the writer.
  RowWriter(const RuleSet& rules, const IntakeFile& file, const RowsOutput& output);

  /// Appends what stands above the rows.
  void head(std::string& output, std::string& rejects);

  /// Appends a row; `screening` is null for one that is rejected.
  void row(const Row& row, const Screening* screening, std::string& output, std::string& rejects);

 private:
  std::optional<CsvWriter> csv_ = {};
  std::optional<NdjsonWriter> ndjson_ = {};
  std::optional<RejectsWriter> rejects_ = {};
};

}  // namespace candor
