// SPDX-License-Identifier: Apache-2.0
// Verdicts written as CSV, alone or behind the input's columns.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "candor/batch/rows/intake_file.h"
#include "candor/batch/rows/row.h"
#include "candor/batch/rows/verdict_columns.h"
#include "candor/batch/source/encoding.h"
#include "candor/engine/screening.h"
#include "candor/rules/model.h"

namespace candor {

/// Whether a spreadsheet would run the cell as a formula: it begins with `=`, `+`, `-`, `@` or the
/// wide forms of these, white space aside, and is no number.
bool is_formula(std::string_view cell) noexcept;

/// The line end of a record of the file, or, where it has none of its own, the header's.
std::string_view line_end_of(std::string_view own, const IntakeFile& file);

/// Appends a field as it stands; where a spreadsheet would run it, with an apostrophe.
void append_safe_field(const CsvField& field, char delimiter, std::string& out);

/// Appends a cell, in quotes where it needs them.
void append_csv_cell(std::string_view cell, char delimiter, std::string& out);

/// The same; where a spreadsheet would run the cell, an apostrophe before it makes it text.
void append_safe_csv_cell(std::string_view cell, char delimiter, std::string& out);

struct CsvOutput {
  std::vector<OutputColumn> columns = {};
  bool append = false;           // behind the input's columns, which must be of a CSV file
  bool for_spreadsheet = false;  // no cell is run as a formula
  bool encoded = true;           // in the input's encoding, where appended; else UTF-8
};

/// What keeps columns from being put behind those of a file: it has none (E829), or one of the same
/// name (E832).
std::optional<Diagnostic> refuse_append(const IntakeFile& file, std::string_view file_name,
                                        std::span<const OutputColumn> columns);

/// Writes a table of verdicts to the end of strings: UTF-8 with commas; appended, in the input's
/// dialect and encoding, its columns as they stand. A row whose fields are out of place gets as
/// many as the header has: what lacks is empty, what is too much is left out, a field that is no
/// CSV stands in quotes.
class CsvWriter {
 public:
  /// `rules` and `file` must outlive the writer.
  CsvWriter(const RuleSet& rules, const IntakeFile& file, CsvOutput output);

  void head(std::string& out);

  /// `screening` is null for a row that is rejected.
  void row(const Row& row, const Screening* screening, std::string& out);

 private:
  void input_fields(const CsvRecord& record);
  void end(std::string_view line_end, std::string& out);

  const RuleSet& rules_;
  const IntakeFile& file_;
  CsvOutput output_;
  char delimiter_;
  Encoder encoder_;
  std::string line_ = {};
  std::string cell_ = {};
};

}  // namespace candor
