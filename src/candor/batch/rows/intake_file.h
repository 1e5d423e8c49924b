// SPDX-License-Identifier: Apache-2.0
// Opens an intake file and reads it row by row: encoding, dialect, columns and mapping in one
// place.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "candor/batch/csv/csv_record.h"
#include "candor/batch/csv/intake_options.h"
#include "candor/batch/rows/csv_layout.h"
#include "candor/batch/rows/row.h"
#include "candor/batch/source/text_source.h"
#include "candor/rules/model.h"

namespace candor {

/// The part of a file that has not been read as rows.
struct UnreadText {
  TextSource& source;      // has the rest of the file
  std::string text = {};   // already fetched, before the rest
  std::uint64_t line = 1;  // where `text` begins
};

/// An open intake file: NDJSON if its first character, blanks aside, is `{`; otherwise CSV.
class IntakeFile {
 public:
  /// Reads the beginning and, in a CSV file, binds the header. `rules` and `map` must outlive the
  /// file; `map` may be null.
  static Parsed<IntakeFile> open(ReadBytes read, const RuleSet& rules, const IntakeMap* map,
                                 IntakeOptions options);

  IntakeFile(IntakeFile&&) noexcept;
  IntakeFile& operator=(IntakeFile&&) noexcept;
  ~IntakeFile();

  /// Reads the next row.
  NextRow next(Row& row);

  /// The line ends and blank lines that `next` has read; none in NDJSON.
  LineEnds line_ends() const noexcept;
  std::uint64_t blank_lines() const noexcept;

  /// Gives up the rows as text, for a reader that works in chunks. Do not call `next` after this.
  UnreadText take_unread();

  /// Checks the end of the text, once it is reached: `end`, or why the rows are not complete.
  NextRow end();

  /// Why the file was refused, by `next` or by the chunked reader.
  const Diagnostic& refusal() const noexcept;
  void refuse(Diagnostic refusal);

  const TextSource& source() const noexcept;
  const IntakeOptions& options() const noexcept;

  /// Null for NDJSON.
  const CsvLayout* csv_layout() const noexcept;

  /// The names that `RowProblem::column` indexes: the headers, or in NDJSON the question ids.
  std::span<const std::string> column_names() const noexcept;

  /// "CSV, separator `;`, UTF-8 with a byte order mark, CRLF line endings, header on line 3".
  /// `ends`: the line ends in the rows.
  std::string description(const LineEnds& ends) const;

 private:
  struct State;
  explicit IntakeFile(std::unique_ptr<State> state) noexcept;

  std::unique_ptr<State> state_;
};

/// The header and the first rows of a CSV file that has no mapping yet.
struct IntakeSample {
  std::vector<std::string> header = {};
  std::vector<std::vector<std::string>> rows = {};
};

/// Reads a sample of at most `most_rows` rows. No value, and errors, when the file cannot be used.
Parsed<IntakeSample> read_intake_sample(ReadBytes read, const RuleSet& rules,
                                        const IntakeOptions& options, std::size_t most_rows);

}  // namespace candor
