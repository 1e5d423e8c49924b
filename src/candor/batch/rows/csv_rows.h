// SPDX-License-Identifier: Apache-2.0
// The rows of a CSV file: its records, bound to questions.

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "candor/batch/csv/csv_reader.h"
#include "candor/batch/csv/dialect.h"
#include "candor/batch/csv/intake_options.h"
#include "candor/batch/mapping/columns.h"
#include "candor/batch/rows/record_reader.h"
#include "candor/batch/rows/row.h"
#include "candor/batch/source/text_source.h"
#include "candor/rules/model.h"

namespace candor {

/// Reads a file from its header on, one row after the other.
class CsvRows {
 public:
  /// Finds the dialect and binds the header. Nothing, and errors, where that cannot be. What is
  /// given must outlive the rows; `map` is null where there is none.
  static std::unique_ptr<CsvRows> open(TextSource& source, const RuleSet& rules,
                                       const IntakeMap* map, const IntakeOptions& options,
                                       Diagnostics& diagnostics);

  CsvRows(const CsvRows&) = delete;  // rows point into it
  CsvRows& operator=(const CsvRows&) = delete;

  /// Ends also where reading failed, or half a character stands at the end of the text.
  NextRow next(Row& row);

  /// What was read and stands behind the last row, and the line in which it begins: nothing is left
  /// for `next`.
  std::string take_rest(std::uint64_t& line) { return reader_.take_rest(line); }

  /// Why `next` refused the file.
  const Diagnostic& refusal() const noexcept { return *refusal_; }

  const Dialect& dialect() const noexcept { return dialect_; }
  const Columns& columns() const noexcept { return columns_; }
  const LineEnds& line_ends() const noexcept { return reader_.line_ends(); }
  std::uint64_t blank_lines() const noexcept { return blank_lines_; }

  /// The text above the header, as it stands.
  std::string_view above() const noexcept { return above_; }

  /// The header as it stands, without its line end, and that.
  std::string_view header() const noexcept { return header_; }
  std::string_view header_line_end() const noexcept { return header_line_end_; }

 private:
  CsvRows(TextSource& source, const IntakeOptions& options, Dialect dialect, Columns columns);

  void pass_to_header();

  TextSource& source_;
  const IntakeOptions& options_;
  Dialect dialect_;
  Columns columns_;
  CsvReader reader_;
  RecordReader rows_;
  CsvRecord record_ = {};
  std::uint64_t number_ = 0;
  std::uint64_t blank_lines_ = 0;
  std::optional<Diagnostic> refusal_ = {};
  std::string above_ = {};
  std::string header_ = {};
  std::string header_line_end_ = {};
};

}  // namespace candor
