// SPDX-License-Identifier: Apache-2.0
#include "candor/base/unicode.h"

#include <vector>

#include <utf8proc.h>

namespace candor {

char32_t small_letter(char32_t c) noexcept {
  constexpr char32_t sigma = 0x3C3;
  constexpr char32_t final_sigma = 0x3C2;
  if (c == final_sigma) return sigma;
  return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(c)));
}

int character_width(char32_t c) noexcept {
  return utf8proc_charwidth(static_cast<utf8proc_int32_t>(c));
}

// Letters are made small while they are decomposed: only then are `I` with a dot above as one
// character and as two the same.
std::string compose_small(std::string_view text) {
  const auto* const bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  const auto size = static_cast<utf8proc_ssize_t>(text.size());
  const auto decompose = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_DECOMPOSE);
  const auto compose = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);
  const utf8proc_ssize_t length = utf8proc_decompose(bytes, size, nullptr, 0, decompose);
  if (length < 0) return std::string(text);
  // `utf8proc_reencode` writes the UTF-8 and a NUL into the same buffer.
  std::vector<utf8proc_int32_t> buffer(static_cast<std::size_t>(length) + 1);
  utf8proc_decompose(bytes, size, buffer.data(), length, decompose);
  for (utf8proc_int32_t& c : buffer)
    c = static_cast<utf8proc_int32_t>(small_letter(static_cast<char32_t>(c)));
  const utf8proc_ssize_t encoded = utf8proc_reencode(buffer.data(), length, compose);
  return {reinterpret_cast<const char*>(buffer.data()), static_cast<std::size_t>(encoded)};
}

}  // namespace candor
