// SPDX-License-Identifier: Apache-2.0
// What the Unicode database says of characters. The page's engine asks the browser instead.

#pragma once

#include <string>
#include <string_view>

namespace candor {

/// The small letter of a code point, if that is one code point; else the code point itself. Of the
/// final sigma, the usual one.
char32_t small_letter(char32_t code_point) noexcept;

/// The columns of a terminal that a code point takes: 0, 1 or 2.
int character_width(char32_t code_point) noexcept;

/// The text with small letters, composed (Unicode's form C). A text that is not UTF-8 stays as it
/// is.
std::string compose_small(std::string_view text);

}  // namespace candor
