// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/rows/intake_file.h"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "batch/small_rules.h"
#include "support/catch.hpp"
#include "support/screening_date.h"

using namespace candor;
using namespace std::string_literals;

namespace {

ReadBytes bytes(const std::string& text, std::size_t block) {
  return [&text, block, at = std::size_t{0}](std::span<char> out) mutable {
    const std::size_t size = std::min({out.size(), block, text.size() - at});
    text.copy(out.data(), size, at);
    at += size;
    return std::optional(size);
  };
}

std::string refusal(const Diagnostic& d) {
  return fmt::format("{} {}: {}", to_string(d.code), d.line, d.message);
}

// Each row as `LINE ID: answers` or `LINE ID! CODE column; ...`; or why the file is refused.
std::string rows(const std::string& text, IntakeOptions options = {},
                 std::size_t block = TextSource::usual_block) {
  const RuleSet rules = small_rules();
  options.as_of = screening_date();
  options.name = "f";
  options.block = block;
  Parsed<IntakeFile> file = IntakeFile::open(bytes(text, block), rules, nullptr, options);
  CHECK(file.value.has_value() != file.diagnostics.has_errors());
  if (!file.value) return refusal(file.diagnostics.items().front());
  std::string out;
  Row row;
  std::uint64_t number = 0;
  while (true) {
    switch (file.value->next(row)) {
      case NextRow::end: return out + fmt::format("{} rows", number);
      case NextRow::refused: return out + refusal(file.value->refusal());
      case NextRow::read_failed: return out + "cannot be read";
      case NextRow::row: break;
    }
    CHECK(row.number == ++number);
    out += fmt::format("{} {}", row.line, row.id);
    if (row.as_of != screening_date()) out += fmt::format(" on {}", to_string(row.as_of));
    if (!row.rejected()) {
      out += ": " + answers_to_json(rules, row.answers).dump() + "\n";
      continue;
    }
    std::vector<std::string> problems;
    for (const RowProblem& p : row.problems) {
      problems.push_back(p.column == no_column ? std::string(to_string(p.code))
                                               : fmt::format("{} {}", to_string(p.code),
                                                             file.value->column_names()[p.column]));
      CHECK_FALSE(p.message.empty());
    }
    out += fmt::format("! {}\n", fmt::join(problems, "; "));
  }
}

}  // namespace

TEST_CASE("rows of a CSV file are answers, or are rejected with a code and a column") {
  struct Case {
    std::string why, text, wanted;
  };
  // clang-format off
  const auto c = GENERATE(values<Case>({
      {"answers of every type", "id,age,spots,smoker,peels,sunburn\nP1,30,few,yes,light;deep,10 days\n",
       "2 P1: {\"age\":30,\"spots\":\"few\",\"smoker\":\"yes\",\"peels\":[\"light\",\"deep\"],\"sunburn\":\"2026-11-12\"}\n1 rows"},
      {"labels", "id,spots,peels\nP1,A  few spots,\"Light, or \"\"lunch\"\"|Deep\"\n",
       "2 P1: {\"spots\":\"few\",\"peels\":[\"light\",\"deep\"]}\n1 rows"},
      {"blanks", "id,age,spots\nP1,,unknown\nP2, ,none\n", "2 P1: {}\n3 P2: {\"spots\":\"none\"}\n2 rows"},
      {"without an id column", "age\n30\n\n31\n", "2 1: {\"age\":30}\n4 2: {\"age\":31}\n2 rows"},
      {"an id with blanks around", "id,age\n  P 1 ,30\n", "2 P 1: {\"age\":30}\n1 rows"},
      {"a row without an id", "id,age\n,30\n", "2 : {\"age\":30}\n1 rows"},
      {"no rows", "id,age\n", "0 rows"},
      {"a column for nothing", "id,age,note\nP1,30,\"a\nb\"\n", "2 P1: {\"age\":30}\n1 rows"},
      {"too few fields", "id,age,spots\nP1,30\n", "2 ! E840\n1 rows"},
      {"too many fields", "id,age\nP1,30,none\n", "2 ! E841\n1 rows"},
      {"an empty field too many", "id,age\nP1,30,\n", "2 ! E841\n1 rows"},
      {"text after quotes", "id,age,note\nP1,30,\"a\"b\nP2,31,c\n", "2 ! E842 note\n3 P2: {\"age\":31}\n2 rows"},
      {"not UTF-8", "id,age,note\nP1,30,a\xFF\nP2,31,gr\xC3\xB6\xC3\x9F\n", "2 P1! E843 note\n3 P2: {\"age\":31}\n2 rows"},
      {"an id that is not UTF-8", "id,age,note\n\xFF,30,gr\xC3\xB6\xC3\x9F\n", "2 ! E843 id\n1 rows"},
      {"a bad value in several cells", "id,age,spots\nP1,x,many\n", "2 P1! E608 age; E606 spots\n1 rows"},
      {"none beside a member", "id,peels\nP1,none;deep\n", "2 P1! E614 peels\n1 rows"},
      {"a date after the screening", "id,sunburn\nP1,2026-11-23\n", "2 P1! E612 sunburn\n1 rows"},
      {"a separator at the end of each line", "id,age,\nP1,30,\nP2,31,x\nP3,32\nP4,1,2,\n",
       "2 P1: {\"age\":30}\n3 ! E841\n4 ! E840\n5 ! E841\n4 rows"},
      {"a quote that hides a row", "id,age,note\nP1,30,\"a\nP2,31,b\nP3,32,c\"\nP4,33,d\n",
       "2 P1! E844\n5 P4: {\"age\":33}\n2 rows"},
      {"a quote that hides part of a row", "id,age,note\nP1,30,\"a\nP2,31,b\"\n", "2 P1! E844\n1 rows"},
      {"lines in quotes that are not rows", "id,age,note\nP1,30,\"a,b,c\nx,y,z\n,,\"\n", "2 P1: {\"age\":30}\n1 rows"},
      {"a first field of several lines", "note,id,age\n\"a\nb\",P1,30\n\"a\nb\nc\",P2,31\n", "2 P1: {\"age\":30}\n4 P2: {\"age\":31}\n2 rows"},
      {"a last field of several lines", "id,age,note\nP1,30,\"a\nb, c\"\n", "2 P1: {\"age\":30}\n1 rows"},
      {"first and last fields of several lines", "note,id,age,more\n\"a\nb\",P1,30,\"c\nd\"\n", "2 P1: {\"age\":30}\n1 rows"},
      {"a quote in a first field that hides a row", "note,id,age\n\"a,P1,30\nb\",P2,31\n", "2 P2! E844\n1 rows"},
      {"a second header", "id,age\nP1,30\nid,age\n", "2 P1: {\"age\":30}\n3 id! E608 age\n2 rows"},
      {"a title, and CRLF", "A title\r\n\r\nid;age\r\nP1;30\r\n", "4 P1: {\"age\":30}\n1 rows"},

      {"a quote never closed", "id,age\nP1,30\nP2,\"31\n", "2 P1: {\"age\":30}\nE823 3: a quote on this line is never closed"},
      {"NUL in the beginning", "id,age\nP1,3\0\n"s, "E824 2: a NUL byte"},
      {"nothing", "", "E820 0: the file is empty"},
      {"a byte order mark alone", "\xEF\xBB\xBF", "E820 0: the file is empty"},
      {"two encodings", "id,age,\xC3\xB6\nP1,30,gr\xF6" "e\n", "E826 0: the encoding could be UTF-8 or Windows-1252"},
      {"a JSON array", "[{\"age\": 30}]", "E828 0: the file is one JSON array"},
      {"half a character", "\xFF\xFEi\0d\0,\0a\0g\0e\0\n\0x"s, "E827 0: the last character is cut off"},
  }));
  // clang-format on
  CAPTURE(c.why, c.text);
  for (const std::size_t block : {std::size_t{1}, std::size_t{2}, std::size_t{3}, std::size_t{7},
                                  std::size_t{64}, TextSource::usual_block}) {
    CAPTURE(block);
    CHECK(rows(c.text, {}, block) == c.wanted);
  }
}

TEST_CASE("rows of an NDJSON file are answers, or are rejected with a code and a column") {
  struct Case {
    std::string why, text, wanted;
  };
  // clang-format off
  const auto c = GENERATE(values<Case>({
      {"answers", "{\"id\":\"P1\",\"age\":30,\"smoker\":true}\n\n{\"age\":\"31\",\"id\":7}", "1 P1: {\"age\":30,\"smoker\":\"yes\"}\n3 7: {\"age\":31}\n2 rows"},
      {"without an id", "{}\n{\"age\":31}\n", "1 1: {}\n2 2: {\"age\":31}\n2 rows"},
      {"an id of any type", "{\"id\":{\"a\":[1]}}\n{\"id\":null}\n{\"id\":1.50}\n{\"id\":\"\\u00f6\"}\n",
       "1 {\"a\":[1]}: {}\n2 null: {}\n3 1.50: {}\n4 ö: {}\n4 rows"},
      {"what a file of rejects adds", "{\"_line\":1,\"_code\":\"E606\",\"_reason\":\"x\",\"age\":31}\n", "1 1: {\"age\":31}\n1 rows"},
      {"mistakes", "{\"id\":1,\"age\":\"x\",\"spots\":\"many\",\"colour\":1}\n", "1 1! E608 age; E606 spots; E603\n1 rows"},
      {"a key twice", "{\"id\":1,\"age\":30,\"age\":31}\n", "1 1! E604 age\n1 rows"},
      {"two ids", "{\"id\":1,\"id\":2}\n", "1 ! E845\n1 rows"},
      {"not JSON", "{\"id\":1,\n{\"id\":2 3}\n{\"id\":4}x\n{\"id\":5}\n", "1 ! E601\n2 ! E601\n3 ! E601\n4 5: {}\n4 rows"},
      {"a number too large", "{\"id\":1,\"smoker\":true}\n{\"id\":1e999,\"age\":1}\n{\"id\":[1e999]}\n{\"age\":1e999}\n{\"age\":1e999,\"id\":zzz}\n{\"id\":\"x\",\"age\":1e999}\n", "1 1: {\"smoker\":\"yes\"}\n2 ! E608\n3 ! E608\n4 4! E608 age\n5 ! E608 age\n6 x! E608 age\n6 rows"},
      {"not an object", "{}\n[1]\n\"x\"\n", "1 1: {}\n2 2! E602\n3 3! E602\n3 rows"},
      {"not UTF-8", "{\"id\":\"\xC3\xB6\xC3\x9F\"}\n{\"id\":\"\xFF\"}\n", "1 öß: {}\n2 ! E616\n2 rows"},
      {"NUL", "{}\n{\0}\n"s, "E824 2: a NUL byte"},
      {"a mark and CRLF", "\xEF\xBB\xBF{\"age\":1}\r\n", "1 1: {\"age\":1}\n1 rows"},
      {"UTF-16", "{\0\"\0i\0d\0\"\0:\0\"\0\xF6\0\"\0}\0"s, "1 ö: {}\n1 rows"},
  }));
  // clang-format on
  CAPTURE(c.why, c.text);
  for (const std::size_t block :
       {std::size_t{1}, std::size_t{2}, std::size_t{5}, TextSource::usual_block}) {
    CAPTURE(block);
    CHECK(rows(c.text, {}, block) == c.wanted);
  }
}

TEST_CASE("a column or key may hold each row's screening date") {
  CHECK(rows("id,on,sunburn\nP1,2026-01-31,1 month\nP2,,1 day\nP3,31.1.2026,1 day\n",
             {.as_of_column = "on"}) ==
        "2 P1 on 2026-01-31: {\"sunburn\":\"2025-12-31\"}\n3 P2! E625 on\n4 P3! E621 on\n3 rows");
  CHECK(
      rows("{\"on\":\"2026-01-31\",\"sunburn\":\"1 month\"}\n{\"sunburn\":\"1 day\"}\n{\"on\":1}\n"
           "{\"on\":\"2026-01-31\",\"on\":\"2026-01-31\"}\n{\"on\":\"1026-01-31\"}\n",
           {.as_of_column = "on"}) ==
      "1 1 on 2026-01-31: {\"sunburn\":\"2025-12-31\"}\n2 2! E625\n3 3! E625\n4 4! E625\n5 5! "
      "E625\n5 rows");
}

TEST_CASE("what the user says about the file overrides detection") {
  CHECK(rows("id,age,\xC3\xB6\nP1,30,gr\xF6"
             "e\n",
             {.encoding = Encoding::utf8}) == "2 P1! E843 ö\n1 rows");
  CHECK(rows("id,age,\xC3\xB6\nP1,30,gr\xF6"
             "e\n",
             {.encoding = Encoding::windows1252}) == "2 P1: {\"age\":30}\n1 rows");
  CHECK(rows("id,age,\xFF\n", {.encoding = Encoding::utf8}) == "E843 1: the header is not UTF-8");
  CHECK(rows("{id},age\n1,30\n", {.dialect = {.delimiter = ','}}) == "2 1: {\"age\":30}\n1 rows");
}

TEST_CASE("NUL and damage beyond the beginning are found where they are") {
  std::string text = "id,age\n";
  std::size_t lines = 1;
  while (text.size() < TextSource::sample_bytes + 1000) {
    text += "P1,30\n";
    ++lines;
  }
  const auto last = [](const std::string& all) { return all.substr(all.rfind('\n') + 1); };
  CHECK(last(rows(text + "P2,\0\n"s)) == fmt::format("E824 {}: a NUL byte", lines + 1));
  CHECK(last(rows(text + "P2,\"")) ==
        fmt::format("E823 {}: a quote on this line is never closed", lines + 1));
  CHECK(last(rows(text + "P2,31")) == fmt::format("{} rows", lines));
}

TEST_CASE("a file that cannot be read to its end is not complete") {
  const RuleSet rules = small_rules();
  std::string text = "id,age\n";
  while (text.size() < TextSource::sample_bytes + 10) text += "P1,30\n";
  std::size_t at = 0;
  Parsed<IntakeFile> file = IntakeFile::open(
      [&](std::span<char> out) -> std::optional<std::size_t> {
        if (at == text.size()) return std::nullopt;
        const std::size_t size = text.copy(out.data(), out.size(), at);
        at += size;
        return size;
      },
      rules, nullptr, {.name = "f", .as_of = screening_date()});
  REQUIRE(file.value);
  Row row;
  NextRow next = NextRow::row;
  while (next == NextRow::row) next = file.value->next(row);
  CHECK(next == NextRow::read_failed);
}

TEST_CASE("a file is described as it was read") {
  struct Case {
    std::string text, description;
  };
  const auto c = GENERATE(values<Case>({
      {"id,age\nP1,30\n", "CSV, separator `,`, UTF-8, LF line endings, header on line 1"},
      {"\xEF\xBB\xBFsep=;\r\nid;age\r\n",
       "CSV, separator `;`, UTF-8 with a byte order mark, CRLF line endings, header on line 2 "
       "below "
       "`sep=`"},
      {"id\tage\rgr\xF6"
       "e\t1\n",
       "CSV, separator tab, Windows-1252, LF and CR line endings, header on line 1"},
      {"{}", "NDJSON, UTF-8"},
  }));
  const RuleSet rules = small_rules();
  Parsed<IntakeFile> file =
      IntakeFile::open(bytes(c.text, 64), rules, nullptr, {.name = "f", .as_of = screening_date()});
  REQUIRE(file.value);
  Row row;
  while (file.value->next(row) == NextRow::row) {
  }
  CHECK(file.value->description(file.value->line_ends()) == c.description);
}

TEST_CASE("a mapping needs columns") {
  const RuleSet rules = small_rules();
  const IntakeMap map;
  const std::string text = "{}\n";
  const auto file =
      IntakeFile::open(bytes(text, 64), rules, &map, {.name = "f", .as_of = screening_date()});
  CHECK_FALSE(file.value);
  CHECK(file.diagnostics.items().front().code == codes::option_needs_columns);
}

TEST_CASE("a sample has the header and rows of a file without a mapping") {
  const RuleSet rules = small_rules();
  const std::string text =
      "Export\n\nNo;How old?;Note\n1;30;x\n\n2;31;\"y\nz\"\n3;32;gr\xFF\n4;33;\xC3\xB6\xC3\x9F\n";
  const auto sample = read_intake_sample(bytes(text, 64), rules, {.name = "f"}, 2);
  REQUIRE(sample.value);
  CHECK(sample.value->header == std::vector<std::string>{"No", "How old?", "Note"});
  CHECK(sample.value->rows ==
        std::vector<std::vector<std::string>>{{"1", "30", "x"}, {"2", "31", "y\nz"}});
}
