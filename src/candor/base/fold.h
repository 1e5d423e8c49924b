// SPDX-License-Identifier: Apache-2.0
// Words as people compare them: case and blanks make no difference.

#pragma once

#include <array>
#include <string>
#include <string_view>

namespace candor {

/// The text without blanks around it: spaces of any width, no-break spaces, tabs and line ends.
/// `text` must be well-formed UTF-8.
std::string_view trim_blanks(std::string_view text) noexcept;

/// The text as it is compared: no blanks around it, one blank for blanks within, small letters
/// (Latin, Greek and Cyrillic; without a locale). Never longer than the text.
std::string fold(std::string_view text);

/// Whether a cell or word says that nothing is known, whatever a map says.
bool says_unknown(std::string_view text);

/// The text as compared, without an allocation, for texts of usual length.
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
