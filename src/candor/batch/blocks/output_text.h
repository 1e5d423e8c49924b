// SPDX-License-Identifier: Apache-2.0
// A text that grows by short pieces. Private to this folder.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>

namespace candor {

/// Appends to a string; short pieces in steps of 16 bytes, without a call for each.
class OutputText {
 public:
  explicit OutputText(std::string& text) : text_(text), size_(text.size()) {}
  OutputText(const OutputText&) = delete;
  OutputText& operator=(const OutputText&) = delete;
  ~OutputText() { give_back(); }

  /// Appends a piece of which 16 bytes more may be read.
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

  /// Makes the string what was appended, for who appends to it otherwise; `take_again` goes on.
  void give_back() { text_.resize(size_); }
  void take_again() { size_ = text_.size(); }
  std::string& text() noexcept { return text_; }

 private:
  void grow(std::size_t more) { text_.resize(std::max(2 * text_.size(), size_ + more + 4096)); }

  std::string& text_;  // longer than what is in it
  std::size_t size_;
};

}  // namespace candor
