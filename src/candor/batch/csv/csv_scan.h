// SPDX-License-Identifier: Apache-2.0
// Finds where records and fields of a regular CSV text end, 64 bytes at a time.
//
// A text is regular if quotes occur only at the beginning and end of fields, or doubled within such
// quotes, every CR is followed by an LF, and there is no NUL. In such a text a character is inside
// quotes if an odd number of quotes comes before it. Any other text needs `CsvReader`.

#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "candor/engine/simd.h"

namespace candor {

/// Precondition of both scans: this many bytes before and after the text are readable.
inline constexpr std::size_t scan_padding = 64;

/// How far a text has been scanned for the ends of its records.
struct RecordScan {
  std::size_t at = 0;            // everything before it has been scanned
  std::size_t last_end = 0;      // after the last line end that ends a record
  std::uint64_t lines = 0;       // line feeds before `last_end`
  bool quoted = false;           // whether `at` is inside quotes
  bool parted = true;            // whether the byte before `at` is a delimiter, line end or quote
  std::uint64_t lines_seen = 0;  // line feeds before `at`
};

inline constexpr std::size_t no_offset = std::numeric_limits<std::size_t>::max();

/// Scans on from `scan.at`. Returns the offset of the byte that makes the text irregular, or one
/// shortly after it in the same record; `scan.last_end` is before it then. Otherwise returns
/// `no_offset`. Unless the text is `whole`, up to 128 bytes at its end may be left, as the bytes
/// after them decide whether they are regular.
std::size_t scan_records(Simd simd, const char* text, std::size_t size, bool whole, char delimiter,
                         RecordScan& scan) noexcept;

/// Where the fields of some records end. Offsets are from the beginning of the text.
struct FieldIndex {
  std::vector<std::uint32_t> ends = {};         // delimiters and line ends outside quotes
  std::size_t count = 0;                        // how many elements of `ends` are used
  std::vector<std::uint32_t> line_ends = {};    // the ends of records: indices into `ends`
  std::vector<std::uint32_t> inner_lines = {};  // line feeds inside quotes
  bool beyond_ascii = false;                    // whether a byte is 0x80 or more

  void clear() noexcept;
};

/// Adds the fields of a regular text to the index, from `at` on, in steps of 64 bytes: until it
/// holds at least `records` line ends, or to the end of the text. Returns where to continue;
/// `quoted` tells whether that is inside quotes. Preconditions: the text ends with a line end and
/// has at most 4 GiB.
std::size_t index_fields(Simd simd, const char* text, std::size_t at, std::size_t size,
                         char delimiter, std::size_t records, bool& quoted, FieldIndex& index);

}  // namespace candor
