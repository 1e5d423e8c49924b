// SPDX-License-Identifier: Apache-2.0
#include "candor/base/fold.h"

#include "candor/base/utf8.h"

namespace candor {
namespace {

bool is_wide_blank(char32_t c) noexcept {
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x202F || c == 0x205F || c == 0x3000;
}

bool within(char32_t c, char32_t first, char32_t last) noexcept { return c >= first && c <= last; }

char32_t lower_latin(char32_t c) noexcept {
  if (within(c, 0xC0, 0xDE) && c != 0xD7) return c + 32;
  if (c == 0x130 || c == 0x138 || c == 0x149) return c;  // without a small letter of their own
  if (c == 0x178) return 0xFF;
  const bool even_is_capital = within(c, 0x100, 0x137) || within(c, 0x14A, 0x177);
  const bool odd_is_capital = within(c, 0x139, 0x148) || within(c, 0x179, 0x17E);
  if (even_is_capital && c % 2 == 0) return c + 1;
  if (odd_is_capital && c % 2 == 1) return c + 1;
  return c == 0x1E9E ? 0xDF : c;
}

char32_t lower_greek(char32_t c) noexcept {
  if (within(c, 0x391, 0x3A9) && c != 0x3A2) return c + 32;
  if (c == 0x386) return 0x3AC;
  if (within(c, 0x388, 0x38A)) return c + 37;
  if (c == 0x38C) return 0x3CC;
  if (within(c, 0x38E, 0x38F)) return c + 63;
  return c == 0x3C2 ? 0x3C3 : c;  // the sigma at the end of a word
}

char32_t lower(char32_t c) noexcept {
  if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 32 : c;
  if (c < 0x370 || c == 0x1E9E) return lower_latin(c);
  if (c < 0x400) return lower_greek(c);
  if (within(c, 0x400, 0x40F)) return c + 80;
  return within(c, 0x410, 0x42F) ? c + 32 : c;
}

char* put(char* to, char32_t c) noexcept {
  const auto byte = [&to](char32_t value) { *to++ = static_cast<char>(value); };
  if (c < 0x80) {
    byte(c);
  } else if (c < 0x800) {
    byte(0xC0 | (c >> 6));
    byte(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    byte(0xE0 | (c >> 12));
    byte(0x80 | ((c >> 6) & 0x3F));
    byte(0x80 | (c & 0x3F));
  } else {
    byte(0xF0 | (c >> 18));
    byte(0x80 | ((c >> 12) & 0x3F));
    byte(0x80 | ((c >> 6) & 0x3F));
    byte(0x80 | (c & 0x3F));
  }
  return to;
}

// Folds into `to`, which has room for the whole text; returns the length.
std::size_t fold_into(std::string_view text, char* to) noexcept {
  char* const begin = to;
  bool gap = false;
  while (!text.empty()) {
    const char32_t c = next_code_point(text);
    if (is_wide_blank(c)) {
      gap = to != begin;
      continue;
    }
    if (gap) *to++ = ' ';
    gap = false;
    to = put(to, lower(c));
  }
  return static_cast<std::size_t>(to - begin);
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
  out.resize(fold_into(text, out.data()));
  return out;
}

bool says_unknown(std::string_view text) {
  const Folded folded(text);
  return folded.view().empty() || folded.view() == "unknown";
}

Folded::Folded(std::string_view text) {
  if (text.size() > small_.size()) {
    large_ = fold(text);
    view_ = large_;
  } else {
    view_ = {small_.data(), fold_into(text, small_.data())};
  }
}

}  // namespace candor
