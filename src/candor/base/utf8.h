// SPDX-License-Identifier: Apache-2.0
// UTF-8, without a locale.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace candor {

/// The byte offset of the first sequence that is not well-formed UTF-8 (RFC 3629 excludes overlong
/// forms, surrogates and values beyond U+10FFFF); nothing when the whole text is.
std::optional<std::size_t> find_invalid_utf8(std::string_view text) noexcept;

/// The number of code points. A byte that cannot start one counts as part of the one before it.
std::size_t count_code_points(std::string_view text) noexcept;

/// Takes the first code point off `text`. Precondition: well-formed, not empty.
char32_t next_code_point(std::string_view& text) noexcept;

/// How many columns of a terminal a code point takes: 2 for wide East Asian characters and emoji, 0
/// for combining marks and zero-width characters, else 1, also where Unicode calls the width
/// ambiguous. Control characters have none: see `printable`.
int display_width(char32_t code_point) noexcept;

/// The number of columns that a text takes.
std::size_t display_width(std::string_view text) noexcept;

/// Whether a character can move a terminal's cursor or change its colors, or make text look like
/// other text: C0 and C1 controls, DEL, line and paragraph separators, and the embeddings,
/// overrides and isolates of writing direction.
bool is_control(char32_t code_point) noexcept;

/// Whether a text that a person typed can be printed on one line: UTF-8, at most `most` characters,
/// at least one of them visible, and no control character.
bool is_one_line(std::string_view text, std::size_t most);

/// The text with a space for each tab and line feed, and U+FFFD for every other control character
/// and for each byte that is not UTF-8.
std::string printable(std::string_view text);

}  // namespace candor
