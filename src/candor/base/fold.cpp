// SPDX-License-Identifier: Apache-2.0
#include "candor/base/fold.h"

#include <optional>

#include "candor/base/ascii.h"
#include "candor/base/unicode.h"
#include "candor/base/utf8.h"

namespace candor {
namespace {

bool is_wide_blank(char32_t c) noexcept {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x202F || c == 0x205F || c == 0x3000;
}

// Where combining marks begin: characters before it compose with nothing.
constexpr char32_t first_combining = 0x300;

// Folds a text that needs no composing, which is the usual one, into `to`, which has room for as
// many bytes; returns the length, or nothing for any other text.
std::optional<std::size_t> fold_simple(std::string_view text, char* to) noexcept {
  char* const begin = to;
  bool gap = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    char32_t c = byte;
    if (byte >= 0x80) {
      const std::size_t left = text.size() - i;
      const auto second = static_cast<unsigned char>(left > 1 ? text[i + 1] : '\0');
      if (byte < 0xC2 || byte > 0xCB || (second & 0xC0U) != 0x80) return std::nullopt;
      c = ((byte & 0x1FU) << 6U) | (second & 0x3FU);
      ++i;
    }
    if (is_wide_blank(c)) {
      gap = to != begin;
      continue;
    }
    if (gap) *to++ = ' ';
    gap = false;
    if (c < 0x80) {
      *to++ = static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
      continue;
    }
    c = small_letter(c);
    if (c < 0x80 || c >= first_combining) return std::nullopt;
    *to++ = static_cast<char>(0xC0U | (c >> 6U));
    *to++ = static_cast<char>(0x80U | (c & 0x3FU));
  }
  return static_cast<std::size_t>(to - begin);
}

// Without blanks at the ends, and with one blank for blanks within.
std::string squeeze_blanks(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    std::string_view rest = text;
    if (is_wide_blank(next_code_point(rest))) {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      out += text.substr(0, text.size() - rest.size());
    }
    text = rest;
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

}  // namespace

std::string_view trim_blanks(std::string_view text) noexcept {
  while (!text.empty()) {
    std::string_view rest = text;
    if (!is_wide_blank(next_code_point(rest))) break;
    text = rest;
  }
  while (!text.empty()) {
    std::size_t start = text.size() - 1;
    while (start > 0 && (static_cast<unsigned char>(text[start]) & 0xC0) == 0x80) --start;
    std::string_view last = text.substr(start);
    if (!is_wide_blank(next_code_point(last))) break;
    text = text.substr(0, start);
  }
  return text;
}

std::string fold(std::string_view text) {
  std::string out(text.size(), '\0');
  if (const auto length = fold_simple(text, out.data())) {
    out.resize(*length);
    return out;
  }
  return squeeze_blanks(compose_small(text));
}

bool says_unknown(std::string_view text) {
  const Folded folded(text);
  return folded.view().empty() || folded.view() == "unknown";
}

Folded::Folded(std::string_view text) {
  if (text.size() <= small_.size()) {
    if (const auto length = fold_simple(text, small_.data())) {
      view_ = {small_.data(), *length};
      return;
    }
  }
  large_ = fold(text);
  view_ = large_;
}

bool begins_a_word(std::string_view text, std::string_view typed) noexcept {
  // Bytes of letters beyond ASCII are part of a word.
  const auto in_word = [](char c) {
    return is_letter(c) || is_digit(c) || c == '\'' || static_cast<unsigned char>(c) >= 0x80;
  };
  for (std::size_t at = text.find(typed); at != text.npos; at = text.find(typed, at + 1)) {
    if (at == 0 || !in_word(text[at - 1])) return true;
  }
  return false;
}

}  // namespace candor
