// SPDX-License-Identifier: Apache-2.0
// A text that the user wrote, and places in it.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace candor {

/// The largest rule set, test file, mapping, clinic file or set of answers that is read.
inline constexpr std::size_t most_file_bytes = 4 * 1024 * 1024;

/// A place in a text. Lines and columns count from 1, columns in characters (code points); line 0
/// is the text as a whole. `file` is an index into the texts of a rule set (`RuleSet::files`).
struct Place {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t file = 0;

  friend bool operator==(const Place&, const Place&) = default;
};

/// A word or sentence of a rule set, with its place.
struct Text {
  std::string text = {};
  Place at = {};

  operator std::string_view() const noexcept { return text; }
  bool empty() const noexcept { return text.empty(); }
};

/// A named text with its lines. The name is what messages call it: a path, or `<microneedling>`.
class SourceFile {
 public:
  SourceFile(std::string name, std::string text);

  const std::string& name() const noexcept { return name_; }
  const std::string& text() const noexcept { return text_; }

  /// The line without its line end; empty beyond the last line. Lines count from 1.
  std::string_view line(std::uint32_t number) const noexcept;

  /// The place of the byte at `offset`; the end of the text for larger offsets.
  Place place(std::size_t offset) const noexcept;

  /// The place of the byte at `byte_column` (from 0) of a line: yaml-cpp counts columns in bytes.
  Place place(std::uint32_t line, std::size_t byte_column) const noexcept;

 private:
  std::string name_;
  std::string text_;
  std::vector<std::size_t> line_starts_;
};

/// The texts of a rule set, shared by its copies: `Place::file` is an index into them.
using SourceFiles = std::vector<std::shared_ptr<const SourceFile>>;

}  // namespace candor
