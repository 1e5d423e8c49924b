// SPDX-License-Identifier: Apache-2.0
// An intake file as rows of answers: encoding, dialect, reading and mapping behind one door.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "candor/batch/csv/intake_options.h"
#include "candor/batch/rows/csv_rows.h"
#include "candor/batch/rows/row.h"
#include "candor/batch/source/text_source.h"
#include "candor/rules/model.h"

namespace candor {

/// Text that is still to be read.
struct UnreadText {
  TextSource& source;      // has what follows
  std::string text = {};   // read already
  std::uint64_t line = 1;  // where it begins
};

/// A file being read. The first character that is no blank tells NDJSON from CSV: `{`.
class IntakeFile {
 public:
  /// Reads the beginning and, of a CSV file, binds the header. `rules` and `map` must outlive the
  /// file; `map` is null where there is none.
  static Parsed<IntakeFile> open(ReadBytes read, const RuleSet& rules, const IntakeMap* map,
                                 IntakeOptions options);

  IntakeFile(IntakeFile&&) noexcept;
  IntakeFile& operator=(IntakeFile&&) noexcept;
  ~IntakeFile();

  NextRow next(Row& row);

  /// Why `next`, or who reads the rows otherwise, refused the file.
  const Diagnostic& refusal() const noexcept;
  void refuse(Diagnostic refusal);

  const TextSource& source() const noexcept;
  const IntakeOptions& options() const noexcept;

  /// What the end of the text is: the end of the rows, or why they are not whole.
  NextRow end();

  /// The rows, as text, for whoever reads them otherwise: `next` is not to be called then.
  UnreadText hand_over();

  /// Dialect, columns, header; null for NDJSON.
  const CsvRows* csv() const noexcept;

  /// What `RowProblem::place` counts: headers, or, of NDJSON, the ids of questions.
  std::span<const std::string> places() const noexcept;

  /// "CSV, separator `;`, UTF-8 with a byte order mark, CRLF line ends, header in line 3". `ends`
  /// are those met.
  std::string description(const LineEnds& ends) const;

 private:
  struct State;
  explicit IntakeFile(std::unique_ptr<State> state) noexcept;

  std::unique_ptr<State> state_;
};

/// The header and the first rows of a CSV file that no map is for yet.
struct IntakeSample {
  std::vector<std::string> header = {};
  std::vector<std::vector<std::string>> rows = {};
};

/// Reads a sample of at most `most_rows` rows; nothing, and errors, where the file cannot be used.
Parsed<IntakeSample> read_intake_sample(ReadBytes read, const RuleSet& rules,
                                        const IntakeOptions& options, std::size_t most_rows);

}  // namespace candor
