// SPDX-License-Identifier: Apache-2.0
// A Markdown document under construction.

#pragma once

#include <string>
#include <string_view>

namespace candor {

/// Puts the empty lines between blocks. The texts given are Markdown already: escape them first.
class Markdown {
 public:
  void paragraph(std::string_view text) { put(Kind::paragraph, text); }
  void item(std::string_view text) { put(Kind::item, text); }

  /// A line with no empty line before it: of a table, or of a block of code.
  void row(std::string_view text) { put(Kind::row, text); }

  const std::string& text() const noexcept { return text_; }

 private:
  enum class Kind { paragraph, item, row };
  void put(Kind kind, std::string_view text);

  std::string text_ = {};
  Kind last_ = Kind::paragraph;
};

}  // namespace candor
