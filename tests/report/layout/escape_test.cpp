// SPDX-License-Identifier: Apache-2.0
#include "candor/report/layout/escape.h"

#include "support/catch.hpp"

using namespace candor;

TEST_CASE("escape: Markdown shows the text and nothing else") {
  struct Row {
    std::string_view text, markdown;
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      {"",                      ""},
      {"Plain text, 2.5 mm.",   "Plain text, 2.5 mm."},
      {"*a* _b_ `c` [d] ~e~ $", "\\*a\\* \\_b\\_ \\`c\\` \\[d\\] \\~e\\~ \\$"},
      {"<script>",              "\\<script\\>"},
      {"a | b",                 "a \\| b"},
      {"Alster & Graham",       "Alster & Graham"},
      {"&lt; &#60;",            "\\&lt; \\&#60;"},
      {"# no heading",          "\\# no heading"},
      {"- no item",             "\\- no item"},
      {"+ no item",             "\\+ no item"},
      {"= no underline",        "\\= no underline"},
      {": no definition",       "\\: no definition"},
      {"a + b = c: d - e # f",  "a + b = c: d - e # f"},
      {"1. no item",            "1\\. no item"},
      {"12) no item",           "12\\) no item"},
      {"1.5 mm",                "1.5 mm"},
      {"two\n\nlines\t here ",  "two lines here"},
      {"bell\x07",              "bell\uFFFD"},
      {"back\\slash",           "back\\\\slash"},
      // clang-format on
  }));
  CHECK(escape_markdown(row.text) == row.markdown);
}

TEST_CASE("escape: an address cannot break out of its brackets") {
  CHECK(markdown_link("https://example.org/a?b=c&d") == "<https://example.org/a?b=c&d>");
  CHECK(markdown_link("https://x/> <b>|`\\") == "<https://x/%3E%20%3Cb%3E%7C%60%5C>");
}

TEST_CASE("escape: XML has only the characters that it can contain") {
  struct Row {
    std::string_view text, xml;
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      {"",                       ""},
      {"a < b & c > \"d\" 'e'",  "a &lt; b &amp; c &gt; &quot;d&quot; &apos;e&apos;"},
      {"é 漢",                   "é 漢"},
      {"a\tb\nc\rd",             "a&#9;b&#10;c&#13;d"},
      {"a\x01\x1b\x7f",          "a\uFFFD\uFFFD\uFFFD"},
      {"\xff\xc3",               "\uFFFD\uFFFD"},
      {"\xef\xbf\xbe",           "\uFFFD"},
      // clang-format on
  }));
  CHECK(escape_xml(row.text) == row.xml);
}

TEST_CASE("escape: XML has no C1 controls") {
  for (unsigned c = 0x80; c < 0xA0; ++c) {
    CAPTURE(c);
    CHECK(escape_xml(std::string("\xC2") + static_cast<char>(c)) == "\uFFFD");
  }
  CHECK(escape_xml("\u00A0") == "\u00A0");
}

TEST_CASE("escape: a calendar text stays a single value") {
  struct Row {
    std::string_view text, value;
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      {"",                       ""},
      {"a: \"b\" 'c' <d>",       "a: \"b\" 'c' <d>"},
      {"a;b,c\\d",               "a\\;b\\,c\\\\d"},
      {"a\nb\r\nc\rd\r",        "a\\nb\\nc\\nd\\n"},
      {"a\tb",                   "a b"},
      {"é 漢 😀",                "é 漢 😀"},
      {"a\x01\x1b\x7f",          "a\uFFFD\uFFFD\uFFFD"},
      {"\u0085\u2028\u202E",     "\uFFFD\uFFFD\uFFFD"},
      {"\xff\xc3",               "\uFFFD\uFFFD"},
      // clang-format on
  }));
  CHECK(escape_calendar(row.text) == row.value);
}
