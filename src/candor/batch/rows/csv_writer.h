// SPDX-License-Identifier: Apache-2.0
// Writes verdicts as CSV, alone or appended to the input's columns.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "candor/batch/csv/csv_record.h"
#include "candor/batch/rows/intake_file.h"
#include "candor/batch/rows/row.h"
#include "candor/batch/rows/verdict_columns.h"
#include "candor/batch/source/encoding.h"
#include "candor/engine/screening.h"
#include "candor/rules/model.h"

namespace candor {

/// Whether a spreadsheet would run the cell as a formula: it begins with `=`, `+`, `-`, `@` or
/// their full-width forms, white space aside, and is not a number.
bool is_formula(std::string_view cell) noexcept;

/// The line end to write after a record: its own, or the header's if it has none.
std::string_view line_end_of(std::string_view own, const CsvLayout& layout);

/// Appends a field as written, but with an apostrophe before a formula.
void append_safe_field(const CsvField& field, char delimiter, std::string& out);

/// Appends a cell, quoted if necessary.
void append_csv_cell(std::string_view cell, char delimiter, std::string& out);

/// The same, with an apostrophe before a formula, which makes it text.
void append_safe_csv_cell(std::string_view cell, char delimiter, std::string& out);

struct CsvOutput {
  std::vector<OutputColumn> columns = {};
  bool append = false;           // to the columns of the input, which must be CSV
  bool for_spreadsheet = false;  // makes formulas text
  bool encoded = true;           // when appending: in the input's encoding; otherwise UTF-8
};

/// Why columns cannot be appended to those of a file: it has none (E829), or one of the same name
/// (E832).
std::optional<Diagnostic> refuse_append(const IntakeFile& file, std::string_view file_name,
                                        std::span<const OutputColumn> columns);

/// Writes a table of verdicts: UTF-8 with commas, or, when appending, in the input's dialect and
/// encoding, after its columns as written. Each row gets as many input fields as the header has:
/// missing fields are empty, surplus fields are left out, and a field that is not valid CSV is
/// quoted.
class CsvWriter {
 public:
  /// `rules` and `file` must outlive the writer.
  CsvWriter(const RuleSet& rules, const IntakeFile& file, CsvOutput output);

  /// Appends the header to `out`.
  void head(std::string& out);

  /// Appends a row to `out`; `screening` is null for a rejected row.
  void row(const Row& row, const Screening* screening, std::string& out);

 private:
  void write_input_fields(const CsvRecord& record);
  void end_line(std::string_view line_end, std::string& out);

  const RuleSet& rules_;
  const IntakeFile& file_;
  const CsvLayout* layout_;  // null for NDJSON
  CsvOutput output_;
  char delimiter_;
  Encoder encoder_;
  std::string line_ = {};
  std::string cell_ = {};
};

}  // namespace candor
