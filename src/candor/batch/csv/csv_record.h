// SPDX-License-Identifier: Apache-2.0
// One record of a CSV text.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace candor {

/// A field: `raw` is as written, quotes included; `text` is its value. Quotes count only where they
/// begin and end a field (blanks around them aside); anywhere else they are ordinary characters.
struct CsvField {
  std::string_view raw = {};
  std::string_view text = {};
};

/// The fields up to a line end (LF, CRLF or CR) outside quotes. Views are valid until the next
/// record is read.
struct CsvRecord {
  std::uint64_t line = 0;          // where it begins, from 1
  std::uint32_t lines = 1;         // how many lines of the text it spans
  std::string_view raw = {};       // without its line end
  std::string_view line_end = {};  // empty at the end of a text without one
  std::vector<CsvField> fields = {};
  std::optional<std::size_t> text_after_quote = {};  // first field with text after its quotes
  std::optional<std::size_t> invalid_utf8 = {};      // first field that is not valid UTF-8

  /// Whether its line holds nothing but blanks.
  bool blank() const noexcept;
};

/// Line ends counted so far.
struct LineEnds {
  std::uint64_t lf = 0, crlf = 0, cr = 0;
};

}  // namespace candor
