// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/csv/ndjson_reader.h"

#include <array>
#include <string>

#include <fmt/format.h>

#include "support/catch.hpp"

using namespace candor;
using namespace std::string_literals;

namespace {

std::string shown(const std::string& text, std::size_t block) {
  NdjsonReader reader([&, at = std::size_t{0}](std::string& out) mutable {
    if (at == text.size()) return false;
    const std::string piece = text.substr(at, block);
    out += piece;
    at += piece.size();
    return true;
  });
  NdjsonLine line;
  std::string out;
  while (true) {
    switch (reader.next(line)) {
      case NdjsonReader::Next::line:
        out += fmt::format("{}: [{}]\n", line.line, line.text);
        continue;
      case NdjsonReader::Next::end: return out + "end";
      case NdjsonReader::Next::nul: return out + fmt::format("nul in {}", reader.refused_line());
      case NdjsonReader::Next::too_long:
        return out + fmt::format("too long in {}", reader.refused_line());
    }
  }
}

}  // namespace

TEST_CASE("blank lines of NDJSON are skipped, wherever blocks end") {
  struct Case {
    std::string text, lines;
  };
  const auto c = GENERATE(values<Case>({
      {"", "end"},
      {"{}\n", "1: [{}]\nend"},
      {"{}", "1: [{}]\nend"},
      {"{}\r\n{\"a\":1}\r\n", "1: [{}]\n2: [{\"a\":1}]\nend"},
      {"\n  \n{}\n\r\n{}", "3: [{}]\n5: [{}]\nend"},
      {"{}\n{\0}\n"s, "1: [{}]\nnul in 2"},
  }));
  CAPTURE(c.text);
  for (std::size_t block = 1; block <= c.text.size() + 1; ++block)
    CHECK(shown(c.text, block) == c.lines);
}

TEST_CASE("the longest line of NDJSON is read, and one byte more is not") {
  const auto block = GENERATE(std::size_t{65536}, std::size_t{40'000'000});
  for (const std::string line_end : {"\n", "\r\n", ""}) {
    const std::string longest(NdjsonReader::most_line_bytes, 'x');
    CHECK(shown(longest + line_end, block) == "1: [" + longest + "]\nend");
    CHECK(shown("{}\n" + longest + "x" + line_end, block) == "1: [{}]\ntoo long in 2");
  }
}

TEST_CASE("members are found only at the top level of an object") {
  struct Case {
    std::string object, id, day;
    std::size_t times;
  };
  // clang-format off
  const auto c = GENERATE(values<Case>({
      {R"({})", "", "", 0},
      {R"({"id":1})", "1", "", 1},
      {R"( { "a" : 1 , "id" : "x, }" , "day" : null } )", R"("x, }")", "null", 1},
      {R"({"a":{"id":2},"b":[{"id":3}],"id":4})", "4", "", 1},
      {R"({"id":{"a":[1,"]}"]},"day":[]})", R"({"a":[1,"]}"]})", "[]", 1},
      {R"({"id":"a\"b\\","day":true})", R"("a\"b\\")", "true", 1},
      {R"({"\u0069d":1.50e3})", "1.50e3", "", 1},
      {R"({"id":1,"id":2})", "2", "", 2},
      {R"({"Id":1,"idx":2,"i":3})", "", "", 0},
      {R"({"a":"\"id\":1"})", "", "", 0},
      {R"(not an object)", "", "", 0},
      {R"({"a" 1, "id": 2})", "", "", 0},
      {R"({"id)", "", "", 0},
  }));
  // clang-format on
  CAPTURE(c.object);
  const std::array<std::string_view, 2> keys{"id", "day"};
  std::array<TopLevelMember, 2> found;
  find_top_level(c.object, keys, found);
  CHECK(found[0].value == c.id);
  CHECK(found[0].times == c.times);
  CHECK(found[1].value == c.day);
}
