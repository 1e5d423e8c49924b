// SPDX-License-Identifier: Apache-2.0
#include <string_view>

#include "candor/base/utf8.h"
#include "support/catch.hpp"

using namespace candor;

TEST_CASE("a text takes as many columns of a terminal as its characters") {
  struct Row {
    std::string_view text;
    std::size_t columns;
  };
  const Row row = GENERATE(values<Row>({
      {"", 0},
      {"plain", 5},
      {"Ab\u00EEm\u00E9e", 6},
      {"Abi\u0302me\u0301e", 6},
      {"\u65E5\u672C\u8A9E", 6},
      {"\uFF21\uFF71", 3},              // fullwidth and halfwidth forms
      {"\uD55C", 2},                    // Hangul
      {"\u1112\u1161\u11AB", 2},        // the same, decomposed
      {"\u05D0\u05B8", 1},              // a Hebrew letter with its vowel
      {"\u0E01\u0E34", 1},              // Thai
      {"a\u200B\u200D\uFEFFb", 2},      // zero-width characters
      {"\U0001F600\U0001FAE0", 4},      // emoji, old and new
      {"\u2705\u2764\uFE0F", 3},        // a wide symbol; an ambiguous one with its selector
      {"\u00B1\u03B1\u2026\u25CF", 4},  // ambiguous width
      {"\uFFFD\uE000", 2},
  }));
  CAPTURE(row.text);
  CHECK(display_width(row.text) == row.columns);
}

TEST_CASE("control characters are shown, one column each") {
  const std::string shown = printable("a\tb\n\x1B[31m\x7F\u202E\u2028\xFF");
  CHECK(shown == "a b \uFFFD[31m\uFFFD\uFFFD\uFFFD\uFFFD");
  CHECK(display_width(shown) == 13);
  for (char32_t c = 0; c < 0x3000; ++c) {
    if (display_width(c) == 0) CHECK(c >= 0x300);
  }
}
