// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <string_view>

#include <utf8proc.h>

#include "candor/base/fold.h"
#include "support/catch.hpp"

using namespace candor;

namespace {

std::string encoded(char32_t c) {
  std::string out(4, '\0');
  const auto size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(c),
                                         reinterpret_cast<utf8proc_uint8_t*>(out.data()));
  out.resize(static_cast<std::size_t>(size));
  return out;
}

std::string decomposed(const std::string& text) {
  auto* const bytes = utf8proc_NFD(reinterpret_cast<const utf8proc_uint8_t*>(text.c_str()));
  std::string out(reinterpret_cast<const char*>(bytes));
  free(bytes);
  return out;
}

}  // namespace

TEST_CASE("words are compared without case and with single blanks within") {
  struct Row {
    std::string_view text, wanted;
  };
  const Row row = GENERATE(values<Row>({{"", ""},
                                        {"  \t ", ""},
                                        {" A few\t  Spots\r\n", "a few spots"},
                                        {"AZ az 09_-", "az az 09_-"},
                                        {"\u00C9", "\u00E9"},
                                        {"\u00A0\u0100\u2003\u2009\u00DF\u3000", "\u0101 \u00DF"},
                                        {"STRASSE \u1E9E", "strasse \u00DF"},
                                        {"\u039F\u03B4\u03CC\u03C2", "\u03BF\u03B4\u03CC\u03C3"},
                                        {"\u0416\u0401", "\u0436\u0451"},
                                        {"\u65E5\u672C", "\u65E5\u672C"}}));
  CAPTURE(row.text);
  CHECK(fold(row.text) == row.wanted);
  CHECK(Folded(row.text).view() == row.wanted);
}

TEST_CASE("a letter with its accents is the same as one character and as several") {
  struct Row {
    std::string_view one, several;
  };
  const Row row = GENERATE(values<Row>({{"Ab\u00EEm\u00E9e", "Abi\u0302me\u0301e"},
                                        {"\u1EC6", "E\u0302\u0323"},  // marks in either order
                                        {"\u1EC6", "E\u0323\u0302"},
                                        {"\u1E96", "H\u0331"},  // only the small letter has one
                                        {"\u0130", "I\u0307"},
                                        {"\u0419", "\u0418\u0306"},
                                        {"\uD55C", "\u1112\u1161\u11AB"},
                                        {"\u212B", "A\u030A"}}));
  CAPTURE(row.one);
  CHECK(fold(row.one) == fold(row.several));
  CHECK(Folded(row.one).view() == Folded(row.several).view());
  CHECK(fold("\u0130") != fold("I"));
  CHECK(fold("\u00E9") != fold("e"));
}

TEST_CASE("a character folds like its decomposition, and folding again changes nothing") {
  for (char32_t c = 1; c < 0x3100; ++c) {
    const std::string text = "a" + encoded(c) + "B";
    const std::string folded = fold(text);
    if (folded == fold(decomposed(text)) && folded == fold(folded)) continue;
    CAPTURE(static_cast<unsigned>(c));
    CHECK(folded == fold(decomposed(text)));
    CHECK(folded == fold(folded));
  }
}

TEST_CASE("texts longer than usual, longer when folded or not UTF-8 are folded too") {
  const std::string tail(300, 'a');
  CHECK(Folded("\u00C9 " + tail).view() == "\u00E9 " + tail);
  CHECK(Folded("E\u0301 " + tail).view() == "\u00E9 " + tail);
  CHECK(fold("\u023A") == "\u2C65");
  CHECK(fold("\u0344") == "\u0308\u0301");
  for (const std::string_view broken : {"\xC3", "A\xC3", "\xFF", "a\xC3\x28", "\xED\xA0\x80"}) {
    CHECK(Folded(broken).view() == fold(broken));
  }
}
