// SPDX-License-Identifier: Apache-2.0
#include "candor/base/utf8.h"

#include <algorithm>
#include <cstdint>

#include "candor/base/unicode.h"

namespace candor {
namespace {

constexpr std::uint8_t byte_at(std::string_view text, std::size_t i) noexcept {
  return static_cast<std::uint8_t>(text[i]);
}

constexpr bool is_continuation(std::uint8_t byte) noexcept { return (byte & 0xC0U) == 0x80U; }

// The length of the well-formed sequence at the beginning of `text`, or 0. The table is RFC 3629's:
// the second byte's range depends on the first, which excludes overlong forms and surrogates.
std::size_t sequence_length(std::string_view text) noexcept {
  const std::uint8_t first = byte_at(text, 0);
  if (first < 0x80) return 1;
  if (first < 0xC2 || first > 0xF4) return 0;
  const std::size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
  if (text.size() < length) return 0;
  const std::uint8_t second = byte_at(text, 1);
  const std::uint8_t low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
  const std::uint8_t high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
  if (second < low || second > high) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if (!is_continuation(byte_at(text, i))) return 0;
  }
  return length;
}

}  // namespace

std::optional<std::size_t> find_invalid_utf8(std::string_view text) noexcept {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = sequence_length(text.substr(i));
    if (length == 0) return i;
    i += length;
  }
  return std::nullopt;
}

std::size_t count_code_points(std::string_view text) noexcept {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return !is_continuation(static_cast<std::uint8_t>(c));
  }));
}

char32_t next_code_point(std::string_view& text) noexcept {
  const std::uint8_t first = byte_at(text, 0);
  const std::size_t length = std::min<std::size_t>(text.size(), first < 0x80   ? 1
                                                                : first < 0xE0 ? 2
                                                                : first < 0xF0 ? 3
                                                                               : 4);
  char32_t value = first;
  if (length > 1) value = first & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) value = (value << 6U) | (byte_at(text, i) & 0x3FU);
  text.remove_prefix(length);
  return value;
}

int display_width(char32_t c) noexcept {
  if (c < 0x300) return 1;
  // Vowels and final consonants of Hangul join the character before them.
  if ((c >= 0x1160 && c <= 0x11FF) || (c >= 0xD7B0 && c <= 0xD7FF)) return 0;
  return character_width(c);
}

std::size_t display_width(std::string_view text) noexcept {
  std::size_t width = 0;
  while (!text.empty()) width += static_cast<std::size_t>(display_width(next_code_point(text)));
  return width;
}

bool is_control(char32_t c) noexcept {
  const bool bidirectional = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 || bidirectional;
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = sequence_length(text);
    std::string_view rest = text;
    if (length == 0) {
      out += "\uFFFD";
      text.remove_prefix(1);
    } else if (const char32_t c = next_code_point(rest); c == '\t' || c == '\n') {
      out += ' ';
      text.remove_prefix(1);
    } else {
      out += is_control(c) ? std::string_view("\uFFFD") : text.substr(0, length);
      text.remove_prefix(length);
    }
  }
  return out;
}

bool is_one_line(std::string_view text, std::size_t most) {
  if (find_invalid_utf8(text) || count_code_points(text) > most) return false;
  bool seen = false;
  while (!text.empty()) {
    const char32_t c = next_code_point(text);
    if (is_control(c)) return false;
    seen = seen || (c != U' ' && display_width(c) > 0);
  }
  return seen;
}

}  // namespace candor
