// SPDX-License-Identifier: Apache-2.0
// What candor's library for Unicode says, for unicode.mjs, which compares the page with it: for
// each code point whether the library knows it, its small letter and whether it has a width; then
// each line of standard input, composed and with small letters.
#include <iostream>
#include <string>

#include <utf8proc.h>

#include "candor/base/unicode.h"

int main() {
  constexpr char32_t last_code_point = 0x10FFFF;
  std::ios::sync_with_stdio(false);
  for (char32_t c = 0; c <= last_code_point; ++c) {
    const bool known = utf8proc_category(static_cast<utf8proc_int32_t>(c)) != UTF8PROC_CATEGORY_CN;
    std::cout << known << ' ' << static_cast<unsigned long>(candor::small_letter(c)) << ' '
              << (candor::character_width(c) > 0) << '\n';
  }
  for (std::string line; std::getline(std::cin, line);)
    std::cout << candor::compose_small(line) << '\n';
}
