// SPDX-License-Identifier: Apache-2.0
#include "candor/report/layout/escape.h"

#include <fmt/format.h>

#include "candor/base/ascii.h"
#include "candor/base/utf8.h"

namespace candor {
namespace {

// Runs of white space become single spaces, with none at the ends; control characters become
// U+FFFD.
std::string one_line(std::string_view text) {
  std::string folded;
  bool blank = false;
  for (const char c : text) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      blank = !folded.empty();
      continue;
    }
    if (blank) folded += ' ';
    blank = false;
    folded += c;
  }
  return printable(folded);
}

// Markup at any position. `&` is markup if it could begin an entity.
bool is_markup(std::string_view text, std::size_t i) noexcept {
  constexpr std::string_view markup = "\\`*_[]<>|~$";
  if (markup.find(text[i]) != std::string_view::npos) return true;
  return text[i] == '&' && i + 1 < text.size() && (text[i + 1] == '#' || is_letter(text[i + 1]));
}

// The position of a character that would make the line a heading, list item or the like; npos if
// none does.
std::size_t block_mark(std::string_view text) noexcept {
  if (text.empty()) return std::string_view::npos;
  constexpr std::string_view marks = "#+-=:";
  if (marks.find(text[0]) != std::string_view::npos) return 0;
  std::size_t digits = 0;
  while (digits < text.size() && is_digit(text[digits])) ++digits;
  const bool numbered = digits > 0 && digits < text.size() &&
                        (text[digits] == '.' || text[digits] == ')') &&
                        (digits + 1 == text.size() || text[digits + 1] == ' ');
  return numbered ? digits : std::string_view::npos;
}

constexpr std::string_view replacement = "\uFFFD";

struct Character {
  char32_t code_point;
  std::string_view bytes;
};

// Removes and returns the next character; an invalid byte counts as U+FFFD. Precondition: `text` is
// not empty.
Character take_character(std::string_view& text) {
  const auto invalid = find_invalid_utf8(text.substr(0, 4));
  if (invalid && *invalid == 0) {
    text.remove_prefix(1);
    return {U'\uFFFD', replacement};
  }
  const std::string_view before = text;
  const char32_t code_point = next_code_point(text);
  return {code_point, before.substr(0, before.size() - text.size())};
}

// Characters that hide or reorder text but are not control characters for a terminal.
bool is_hidden_control(char32_t c) noexcept {
  return c == U'\u061C' || c == U'\u200E' || c == U'\u200F' || c == U'\uFEFF' ||
         (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF) || (c >= 0xE0000 && c <= 0xE007F);
}

}  // namespace

std::string escape_markdown(std::string_view text) {
  const std::string line = one_line(text);
  const std::size_t mark = block_mark(line);
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (i == mark || is_markup(line, i)) out += '\\';
    out += line[i];
  }
  return out;
}

std::string markdown_link(std::string_view url) {
  std::string out = "<";
  for (const char c : url) {
    const auto byte = static_cast<unsigned char>(c);
    const bool unsafe = byte <= 0x20 || byte == 0x7F ||
                        std::string_view("<>|\\`").find(c) != std::string_view::npos;
    if (unsafe) {
      out += fmt::format("%{:02X}", byte);
    } else {
      out += c;
    }
  }
  return out + ">";
}

std::string escape_xml(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto [c, bytes] = take_character(text);
    switch (c) {
      case U'&': out += "&amp;"; break;
      case U'<': out += "&lt;"; break;
      case U'>': out += "&gt;"; break;
      case U'"': out += "&quot;"; break;
      case U'\'': out += "&apos;"; break;
      case U'\t': out += "&#9;"; break;
      case U'\n': out += "&#10;"; break;
      case U'\r': out += "&#13;"; break;
      case U'\uFFFE':
      case U'\uFFFF': out += replacement; break;
      default: out += is_control(c) && c < 0xA0 ? replacement : bytes; break;
    }
  }
  return out;
}

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto [c, bytes] = take_character(text);
    switch (c) {
      case U'&': out += "&amp;"; break;
      case U'<': out += "&lt;"; break;
      case U'>': out += "&gt;"; break;
      case U'"': out += "&quot;"; break;
      case U'\'': out += "&#39;"; break;
      case U'\t':
      case U'\n':
      case U'\r': out += ' '; break;
      default: out += is_control(c) || is_hidden_control(c) ? replacement : bytes; break;
    }
  }
  return out;
}

std::string escape_calendar(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto [c, bytes] = take_character(text);
    switch (c) {
      case U'\\':
      case U';':
      case U',': (out += '\\') += bytes; break;
      case U'\r':
        if (text.starts_with('\n')) break;
        [[fallthrough]];
      case U'\n': out += "\\n"; break;
      case U'\t': out += ' '; break;
      default: out += is_control(c) ? replacement : bytes; break;
    }
  }
  return out;
}

std::string base64(std::string_view bytes) {
  constexpr std::string_view digits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t three = 0;
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    for (std::size_t j = 0; j < 3; ++j) {
      three = three << 8U | (j < count ? static_cast<unsigned char>(bytes[i + j]) : 0U);
    }
    for (std::size_t j = 0; j < 4; ++j) {
      out += j <= count ? digits[three >> (18 - 6 * j) & 63U] : '=';
    }
  }
  return out;
}

}  // namespace candor
