// SPDX-License-Identifier: Apache-2.0
// UTF-8, without a locale.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace candor {

/// The byte offset of the first thing that is not well-formed UTF-8 (RFC 3629: overlong forms,
/// surrogates and values beyond U+10FFFF included); nothing when all is well.
std::optional<std::size_t> find_invalid_utf8(std::string_view text) noexcept;

/// The number of code points; every byte that starts none counts as part of the one before it.
std::size_t count_code_points(std::string_view text) noexcept;

/// Takes the next code point off `text`, which must be well-formed and not empty.
char32_t next_code_point(std::string_view& text) noexcept;

/// How many columns of a terminal a code point takes: 2 for wide East Asian characters and emoji,
/// 0 for combining marks and zero-width characters, else 1.
int display_width(char32_t code_point) noexcept;

/// The columns of a whole text.
std::size_t display_width(std::string_view text) noexcept;

/// Whether a character moves or recolours a terminal, or makes text look like other text: C0 and C1
/// controls, DEL, line and paragraph separators, embeddings and isolates of writing direction.
bool is_control(char32_t code_point) noexcept;

/// The text with every control character replaced by U+FFFD, and tabs and line ends by
/// one blank.
std::string printable(std::string_view text);

}  // namespace candor
