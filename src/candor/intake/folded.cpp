// SPDX-License-Identifier: Apache-2.0
#include "candor/intake/folded.h"

namespace candor {

std::string folded(std::string_view text) {
  constexpr std::string_view blanks = " \t\n\r\f\v";
  std::string out;
  bool blank = false;
  for (const char c : text) {
    if (blanks.find(c) != std::string_view::npos) {
      blank = !out.empty();
      continue;
    }
    if (blank) out += ' ';
    blank = false;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

}  // namespace candor
