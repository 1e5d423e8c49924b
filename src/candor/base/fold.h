// SPDX-License-Identifier: Apache-2.0
// Words as people compare them: case, blanks and the composing of letters make no difference.

#pragma once

#include <array>
#include <string>
#include <string_view>

namespace candor {

/// The text without blanks at its ends: spaces of any width, no-break spaces, tabs and line ends.
/// Precondition: well-formed UTF-8.
std::string_view trim_blanks(std::string_view text) noexcept;

/// The text for comparing: no blanks at its ends, one space for blanks within, small letters, and
/// each letter with its accents as one character where there is one (Unicode's form C), so that `é`
/// is the same whether it was typed as one character or two. Without a locale.
std::string fold(std::string_view text);

/// Whether a word of `text`, or several in a row, begins with `typed`: "or had a kel" in "I have or
/// had a keloid". Precondition: both are folded, and `typed` is not empty.
bool begins_a_word(std::string_view text, std::string_view typed) noexcept;

/// Whether a cell or word is empty or `unknown`, which is a blank whatever a mapping says.
bool says_unknown(std::string_view text);

/// The folded text, without an allocation for Latin texts of usual length.
class Folded {
 public:
  explicit Folded(std::string_view text);
  Folded(const Folded&) = delete;  // the view points into it
  Folded& operator=(const Folded&) = delete;

  std::string_view view() const noexcept { return view_; }

 private:
  std::array<char, 256> small_;
  std::string large_;
  std::string_view view_;
};

}  // namespace candor
