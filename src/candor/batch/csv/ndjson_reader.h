// SPDX-License-Identifier: Apache-2.0
// Reads a text with one JSON object per line.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "candor/batch/source/text_source.h"

namespace candor {

struct NdjsonLine {
  std::uint64_t line = 0;  // from 1
  std::string_view text = {};
  std::string_view line_end = {};
};

/// Reads lines that are not blank. Views are valid until the next line is read.
class NdjsonReader {
 public:
  static constexpr std::size_t most_line_bytes = 16 * 1024 * 1024;

  explicit NdjsonReader(ReadText more);

  enum class Next : std::uint8_t { line, end, nul, too_long };

  /// Reads the next line. Once it has returned anything but `line`, it returns the same again.
  Next next(NdjsonLine& line);

  /// The line that was refused.
  std::uint64_t refused_line() const noexcept { return line_; }

 private:
  Next next_or_blank(NdjsonLine& line);

  ReadText more_;
  std::string buffer_ = {};
  std::size_t begin_ = 0;
  std::uint64_t line_ = 0;
  std::optional<Next> stopped_ = {};
};

/// A member of an object: its value as written, and how often its key occurs.
struct TopLevelMember {
  std::string_view value = {};
  std::size_t times = 0;
};

/// Finds the values of some keys in the text of an object, without parsing the values. `found` has
/// one element per key. If the text is not valid JSON, the result is meaningless.
void find_top_level(std::string_view object, std::span<const std::string_view> keys,
                    std::span<TopLevelMember> found);

}  // namespace candor
