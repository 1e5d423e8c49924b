// SPDX-License-Identifier: Apache-2.0
// The lines of a text with a JSON object on each.

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

  /// The next line. After anything but `line` it stays with that answer.
  Next next(NdjsonLine& line);

  /// The line that was refused.
  std::uint64_t refused_line() const noexcept { return line_; }

 private:
  Next next_of_any(NdjsonLine& line);

  ReadText more_;
  std::string buffer_ = {};
  std::size_t begin_ = 0;
  std::uint64_t line_ = 0;
  std::optional<Next> stopped_ = {};
};

/// A member of an object: its value as it is written, and how often the key stands there.
struct TopLevelMember {
  std::string_view value = {};
  std::size_t times = 0;
};

/// Finds the values of some keys in the text of an object, without looking into what it holds.
/// `found` has a place for each key. What is found is right when the text is JSON; of other text it
/// means nothing.
void find_top_level(std::string_view object, std::span<const std::string_view> keys,
                    std::span<TopLevelMember> found);

}  // namespace candor
