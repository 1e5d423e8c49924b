// SPDX-License-Identifier: Apache-2.0
#include "candor/report/layout/terminal_layout.h"

#include "support/catch.hpp"

using namespace candor;

TEST_CASE("layout: lines wrap by their width on a terminal") {
  struct Row {
    std::string_view why, text;
    std::size_t width;
    std::vector<std::string> lines;
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      {"nothing",                   "",                     10, {}},
      {"only blanks",               " \t\n ",               10, {}},
      {"fits exactly",              "one two",               7, {"one two"}},
      {"one column short",          "one two",               6, {"one", "two"}},
      {"blanks are folded",         " one\n  two ",         10, {"one two"}},
      {"a long word is cut",        "ab abcdefgh",           5, {"ab", "abcde", "fgh"}},
      {"and goes on after it",      "abcdefgh ij",           5, {"abcde", "fgh", "ij"}},
      {"an address is not",         "see https://a.b/cdefg", 8, {"see", "https://a.b/cdefg"}},
      {"nor is a digest",           "sha256:0123456789 x",   8, {"sha256:0123456789", "x"}},
      {"wide characters count two", "漢字かな",              4, {"漢字", "かな"}},
      {"an odd width",              "漢字かな",              5, {"漢字", "かな"}},
      {"closing marks stay put", "漢字。かな",            4, {"漢", "字。", "かな"}},
      {"opening marks go along",    "漢「字」",              4, {"漢", "「字", "」"}},
      {"mixed with Latin",          "ab漢字",                4, {"ab漢", "字"}},
      {"marks count nothing",       "e\u0301e\u0301 e\u0301", 4, {"e\u0301e\u0301 e\u0301"}},
      {"marks stay with letters",   "e\u0301e\u0301e\u0301", 2, {"e\u0301e\u0301", "e\u0301"}},
      {"no-break blanks hold",      "a b\u00a0c",            3, {"a", "b\u00a0c"}},
      {"controls are shown",        "a\x1b[31mb",           10, {"a\uFFFD[31mb"}},
      {"no room at all",            "ab",                    0, {"a", "b"}},
      // clang-format on
  }));
  CAPTURE(row.why);
  CHECK(wrap(row.text, row.width) == row.lines);
}

TEST_CASE("layout: columns become stacked lines on a narrow page") {
  const auto page_of = [](std::size_t width) {
    Page page(width, false);
    page.row({"Not yet"}, 13, {{"Because of this."}, {""}, {"Wait."}});
    page.row({"Suitable with precautions"}, 13, {{"Because of that."}});
    return page.text();
  };
  CHECK(page_of(60) ==
        "  Not yet        Because of this.\n"
        "                 Wait.\n"
        "  Suitable with  Because of that.\n"
        "  precautions\n");
  CHECK(page_of(59) ==
        "  Not yet\n"
        "    Because of this.\n"
        "    Wait.\n"
        "  Suitable with precautions\n"
        "    Because of that.\n");
}

TEST_CASE("layout: a wide label takes two columns per character") {
  Page page(60, false);
  page.row({"注意"}, 6, {{"x"}});
  page.row({"wait"}, 6, {{"x"}});
  CHECK(page.text() ==
        "  注意    x\n"
        "  wait    x\n");
}

TEST_CASE("layout: items hang, empty lines never double, no line ends with a space") {
  Page page(24, false);
  page.heading("Plan");
  page.item("Three sessions four weeks apart.", 2);
  page.blank();
  page.blank();
  page.paragraph("End.");
  CHECK(page.text() ==
        "Plan\n"
        "  Three sessions four\n"
        "    weeks apart.\n"
        "\n"
        "End.\n");
}

TEST_CASE("layout: color surrounds the words and changes none") {
  Page page(80, true);
  page.heading("Why");
  page.row({"Not yet", Look::wait}, 13, {{"Plain."}, {"id", Look::quiet}});
  CHECK(page.text() ==
        "\x1b[1mWhy\x1b[0m\n"
        "  \x1b[1;33mNot yet\x1b[0m        Plain.\n"
        "                 \x1b[2mid\x1b[0m\n");
}
