// SPDX-License-Identifier: Apache-2.0
// Where records and fields of a regular CSV text end, found 64 bytes at a time.
//
// Regular is a text in which quotes stand only where a field begins and ends, or doubled within
// them, every CR is before an LF, and there is no NUL. For such a text the parity of the quotes
// before a character tells whether it is inside a field; any other is for `CsvReader`.

#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "candor/engine/simd.h"

namespace candor {

/// Texts to scan have this many bytes before and behind them that may be read.
inline constexpr std::size_t scan_padding = 64;

/// How far a text has been looked through for the ends of its records.
struct RecordScan {
  std::size_t at = 0;            // all before it has been looked at
  std::size_t last_end = 0;      // behind the last line end that ends a record
  std::uint64_t lines = 0;       // line feeds before `last_end`
  bool quoted = false;           // whether `at` is inside quotes
  bool parted = true;            // whether a delimiter, a line end or a quote stands before `at`
  std::uint64_t lines_seen = 0;  // line feeds before `at`
};

inline constexpr std::size_t no_offset = std::numeric_limits<std::size_t>::max();

/// Looks on from `scan.at`. Returns the offset of what makes the text irregular, or near behind it
/// (never before the record it is in has begun), and then `scan.last_end` is before it; else
/// `no_offset`. Unless the text is `whole`, its last bytes, up to 128, may be left for later: what
/// follows decides about them.
std::size_t scan_records(Simd simd, const char* text, std::size_t size, bool whole, char delimiter,
                         RecordScan& scan) noexcept;

/// The fields of some records. Offsets are from the beginning of the text.
struct FieldIndex {
  std::vector<std::uint32_t> ends = {};       // of fields: delimiters and line ends outside quotes
  std::size_t count = 0;                      // how many of those there are: what is behind is room
  std::vector<std::uint32_t> line_ends = {};  // of records: indices into `ends`
  std::vector<std::uint32_t> inner_lines = {};  // line feeds inside quotes
  bool beyond_ascii = false;                    // whether a byte is 0x80 or more

  void clear() noexcept;
};

/// Indexes a regular text from `at` on, which must not be inside quotes: in steps of 64 bytes,
/// until there are `records` line ends at least, or to its end, which is a line end. Adds to the
/// index; returns where to go on. The text has at most 4 GiB.
std::size_t index_fields(Simd simd, const char* text, std::size_t at, std::size_t size,
                         char delimiter, std::size_t records, bool& quoted, FieldIndex& index);

}  // namespace candor
