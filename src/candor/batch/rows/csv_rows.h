// SPDX-License-Identifier: Apache-2.0
// Reads the rows of a CSV file. Private to this folder.

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "candor/batch/csv/csv_reader.h"
#include "candor/batch/csv/intake_options.h"
#include "candor/batch/rows/csv_layout.h"
#include "candor/batch/rows/record_reader.h"
#include "candor/batch/rows/row.h"
#include "candor/batch/source/text_source.h"
#include "candor/rules/model.h"

namespace candor {

/// Reads a file row by row, from its header on.
class CsvRows {
 public:
  /// Detects the dialect and binds the header. Null, with errors in `diagnostics`, when that fails.
  /// The arguments must outlive the rows; `map` may be null.
  static std::unique_ptr<CsvRows> open(TextSource& source, const RuleSet& rules,
                                       const IntakeMap* map, const IntakeOptions& options,
                                       Diagnostics& diagnostics);

  CsvRows(const CsvRows&) = delete;  // rows point into it
  CsvRows& operator=(const CsvRows&) = delete;

  /// Returns `end` also when reading failed or the text ends within a character.
  NextRow next(Row& row);

  /// Returns the text already fetched after the last row, and the line on which it begins. Do not
  /// call `next` after this.
  std::string take_rest(std::uint64_t& line) { return reader_.take_rest(line); }

  /// Why `next` refused the file.
  const Diagnostic& refusal() const noexcept { return *refusal_; }

  const CsvLayout& layout() const noexcept { return layout_; }
  const LineEnds& line_ends() const noexcept { return reader_.line_ends(); }
  std::uint64_t blank_lines() const noexcept { return blank_lines_; }

 private:
  CsvRows(TextSource& source, const IntakeOptions& options, CsvLayout layout);

  void read_to_header();

  TextSource& source_;
  const IntakeOptions& options_;
  CsvLayout layout_;
  CsvReader reader_;
  RecordReader records_;
  CsvRecord record_ = {};
  std::uint64_t number_ = 0;
  std::uint64_t blank_lines_ = 0;
  std::optional<Diagnostic> refusal_ = {};
};

}  // namespace candor
