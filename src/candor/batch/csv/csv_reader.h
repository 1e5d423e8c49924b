// SPDX-License-Identifier: Apache-2.0
// The records of a CSV text, one after the other, each with its place and its own characters.

#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "candor/batch/source/text_source.h"

namespace candor {

/// A field as it stands in the text: `raw` with its quotes, and what it says. Quotes begin and end
/// a field, blanks around them aside; anywhere else they are characters like others.
struct CsvField {
  std::string_view raw = {};
  std::string_view text = {};
};

/// A record: the fields up to a line end (LF, CRLF or CR) that no quotes enclose. Views are valid
/// until the next record is read.
struct CsvRecord {
  std::uint64_t line = 0;          // where it begins, from 1
  std::uint32_t lines = 1;         // how many lines of the text it takes
  std::string_view raw = {};       // without its line end
  std::string_view line_end = {};  // empty at the end of a text without one
  std::vector<CsvField> fields = {};
  std::optional<std::size_t> text_after_quote = {};  // the first field with text behind its quotes
  std::optional<std::size_t> invalid_utf8 = {};      // the first field that is no UTF-8

  /// Whether nothing but blanks stands on its line.
  bool blank() const noexcept;
};

/// The line ends met so far.
struct LineEnds {
  std::uint64_t lf = 0, crlf = 0, cr = 0;
};

/// Reads records. A record with text after a closing quote goes on to the next separator or line
/// end, so that what follows it is read as it was meant.
class CsvReader {
 public:
  /// No record is longer.
  static constexpr std::size_t most_record_bytes = 16 * 1024 * 1024;

  CsvReader(ReadText more, char delimiter);

  enum class Next : std::uint8_t { record, end, quote_never_closed, nul, too_long };

  /// The next record, blank lines included. After anything but `record` it stays with that answer.
  Next next(CsvRecord& record);

  /// Where `next` found what it refused: the line of the quote, of the NUL or of the record.
  std::uint64_t refused_line() const noexcept { return refused_line_; }

  const LineEnds& line_ends() const noexcept { return line_ends_; }

  /// What was read of the text and stands behind the last record, and the line in which it begins.
  /// The reader is of no use any more.
  std::string take_rest(std::uint64_t& line);

 private:
  enum class State : std::uint8_t { begin, plain, quoted, quote_in_quoted, after_quotes };

  // Offsets from the beginning of the record.
  struct Field {
    std::size_t begin = 0, end = 0;            // with quotes
    std::size_t text_begin = 0, text_end = 0;  // within them
    bool doubled = false;                      // holds doubled quotes
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
  std::size_t begin_ = 0;  // of the record, in the buffer
  std::optional<Next> stopped_ = {};

  std::uint64_t line_ = 1;        // where the record begins
  std::uint64_t quote_line_ = 0;  // where the quotes do that the scan is in
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
