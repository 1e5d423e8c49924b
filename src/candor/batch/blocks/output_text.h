// SPDX-License-Identifier: Apache-2.0
// Appends short pieces to a string, fast. Private to this folder.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

namespace candor {

/// Appends to a string, copying short pieces inline in steps of 16 bytes. While it does, the string
/// is longer than its content.
class OutputText {
 public:
  explicit OutputText(std::string& text) : text_(text), size_(text.size()) {}
  OutputText(const OutputText&) = delete;
  OutputText& operator=(const OutputText&) = delete;
  ~OutputText() { trim(); }

  /// Appends a piece. Precondition: 16 bytes after it are readable.
  void append_padded(std::string_view piece) {
    if (text_.size() < size_ + piece.size() + 16) grow(piece.size() + 16);
    char* to = text_.data() + size_;
    for (std::size_t at = 0; at < piece.size(); at += 16)
      std::memcpy(to + at, piece.data() + at, 16);
    size_ += piece.size();
  }

  void append(std::string_view piece) {
    if (text_.size() < size_ + piece.size()) grow(piece.size());
    std::memcpy(text_.data() + size_, piece.data(), piece.size());
    size_ += piece.size();
  }

  /// Trims the string to what has been appended, so that other code can append to it. Call `resume`
  /// before appending here again.
  void trim() { text_.resize(size_); }
  void resume() { size_ = text_.size(); }

 private:
  void grow(std::size_t more) { text_.resize(std::max(2 * text_.size(), size_ + more + 4096)); }

  std::string& text_;
  std::size_t size_;  // of the content
};

}  // namespace candor
