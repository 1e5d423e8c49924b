// SPDX-License-Identifier: Apache-2.0
// A piece of an intake file, read by one thread. Private to this folder.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "candor/batch/csv/csv_scan.h"

namespace candor {

/// Whole records of a text.
struct Chunk {
  std::vector<char> buffer = {};  // the text, with `scan_padding` bytes before and after it
  std::size_t size = 0;           // of the text
  std::uint64_t number = 0;       // of the chunk, from 0
  std::uint64_t line = 1;         // where it begins
  bool regular = false;           // as defined in `csv_scan.h`
  bool source_ended = false;      // the whole file has been read, though perhaps not yet cut

  std::string_view text() const noexcept { return {buffer.data() + scan_padding, size}; }
};

}  // namespace candor
