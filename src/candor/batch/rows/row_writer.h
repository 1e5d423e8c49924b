// SPDX-License-Identifier: Apache-2.0
// Writes the outputs of a batch.

#pragma once

#include <optional>
#include <string>

#include "candor/batch/rows/csv_writer.h"
#include "candor/batch/rows/ndjson_writer.h"
#include "candor/batch/rows/rejects_writer.h"

namespace candor {

/// Which outputs are written.
struct RowsOutput {
  bool ndjson = false;  // otherwise CSV
  CsvOutput csv = {};
  bool full = false;  // in NDJSON: with care and plan
  bool rejects = false;
};

/// Writes every row to the output, and rejected rows also to the rejects.
class RowWriter {
 public:
  /// `rules` and `file` must outlive the writer.
  RowWriter(const Program& program, const IntakeFile& file, const RowsOutput& output);

  /// Appends the headers.
  void head(std::string& output, std::string& rejects);

  /// Appends a row; `screening` is null for a rejected row.
  void row(const Row& row, const Screening* screening, std::string& output, std::string& rejects);

 private:
  std::optional<CsvWriter> csv_ = {};
  std::optional<NdjsonWriter> ndjson_ = {};
  std::optional<RejectsWriter> rejects_ = {};
};

}  // namespace candor
