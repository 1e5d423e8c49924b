// SPDX-License-Identifier: Apache-2.0
// ASCII characters and small text helpers. Without a locale.

#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace candor {

constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
constexpr bool is_small_letter(char c) noexcept { return c >= 'a' && c <= 'z'; }
constexpr bool is_letter(char c) noexcept { return is_small_letter(c) || (c >= 'A' && c <= 'Z'); }

/// Space or tab: white space within a line.
constexpr bool is_blank(char c) noexcept { return c == ' ' || c == '\t'; }

/// Space, tab or a character of a line end.
constexpr bool is_space(char c) noexcept { return is_blank(c) || c == '\n' || c == '\r'; }

/// The text without `is_space` characters at either end.
constexpr std::string_view trim_spaces(std::string_view text) noexcept {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

/// The text with its first letter made a capital, when that letter is ASCII.
inline std::string capitalized(std::string text) {
  if (!text.empty() && is_small_letter(text.front())) {
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  }
  return text;
}

}  // namespace candor
