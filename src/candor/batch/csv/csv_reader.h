// SPDX-License-Identifier: Apache-2.0
// Reads a CSV text record by record. Each record keeps its line number and its text as written.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "candor/batch/csv/csv_record.h"
#include "candor/batch/source/text_source.h"

namespace candor {

/// Reads records. Text after a closing quote extends its field to the next separator or line end,
/// so that the fields after it are read as intended.
class CsvReader {
 public:
  /// The longest record accepted.
  static constexpr std::size_t most_record_bytes = 16 * 1024 * 1024;

  CsvReader(ReadText more, char delimiter);

  enum class Next : std::uint8_t { record, end, quote_never_closed, nul, too_long };

  /// Reads the next record, blank lines included. Once it has returned anything but `record`, it
  /// returns the same again.
  Next next(CsvRecord& record);

  /// The line of the quote, NUL or record for which `next` refused the text.
  std::uint64_t refused_line() const noexcept { return refused_line_; }

  const LineEnds& line_ends() const noexcept { return line_ends_; }

  /// Returns the text already fetched after the last record, and the line on which it begins. Do
  /// not use the reader after this.
  std::string take_rest(std::uint64_t& line);

 private:
  enum class State : std::uint8_t { begin, plain, quoted, quote_in_quoted, after_quotes };

  // Offsets from the beginning of the record.
  struct Field {
    std::size_t begin = 0, end = 0;            // with quotes
    std::size_t text_begin = 0, text_end = 0;  // without quotes
    bool doubled = false;                      // contains doubled quotes
  };

  std::string_view text() const { return std::string_view(buffer_).substr(begin_); }
  bool refill();
  Next scan();
  Next end_of_text(std::size_t offset);
  Next refuse(Next why, std::size_t offset, std::uint64_t line);
  void step(char c, std::size_t offset);
  void end_field(std::size_t offset);
  void end_record(std::size_t offset);
  void give(CsvRecord& record);

  ReadText more_;
  char delimiter_;
  std::string buffer_ = {};
  std::size_t begin_ = 0;  // of the record, in `buffer_`
  std::optional<Next> stopped_ = {};

  std::uint64_t line_ = 1;        // where the record begins
  std::uint64_t quote_line_ = 0;  // where the quotes around the current character begin
  std::uint64_t lines_within_ = 0;
  std::uint64_t refused_line_ = 0;
  State state_ = State::begin;
  Field field_ = {};
  std::vector<Field> fields_ = {};
  std::optional<std::size_t> text_after_quote_ = {};
  std::size_t size_ = 0;  // of the record without its line end
  std::size_t line_end_size_ = 0;
  std::string unescaped_ = {};
  LineEnds line_ends_ = {};
};

}  // namespace candor
