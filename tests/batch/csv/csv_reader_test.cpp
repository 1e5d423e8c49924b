// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/csv/csv_reader.h"

#include <string>
#include <vector>

#include <fmt/format.h>

#include "support/catch.hpp"
#include "support/random.h"

using namespace candor;
using namespace std::string_literals;

namespace {

ReadText in_blocks(const std::string& text, std::size_t block) {
  return [&text, block, at = std::size_t{0}](std::string& out) mutable {
    if (at == text.size()) return false;
    const std::string piece = text.substr(at, block);
    out += piece;
    at += piece.size();
    return true;
  };
}

std::string word(CsvReader::Next next) {
  switch (next) {
    case CsvReader::Next::record: return "record";
    case CsvReader::Next::end: return "end";
    case CsvReader::Next::quote_never_closed: return "quote";
    case CsvReader::Next::nul: return "nul";
    case CsvReader::Next::too_long: return "too long";
  }
  return "";
}

// Each record as `LINE[-LAST]: [field][field]`, with `q1` for text after the quotes of the second
// field and `u1` if it is not UTF-8; then how the text ends.
std::string shown(const std::string& text, char delimiter, std::size_t block) {
  CsvReader reader(in_blocks(text, block), delimiter);
  CsvRecord record;
  std::string out, raw;
  while (true) {
    const CsvReader::Next next = reader.next(record);
    if (next != CsvReader::Next::record) {
      CHECK(reader.next(record) == next);
      if (next == CsvReader::Next::end) {
        CHECK(raw == text);  // not a byte is lost
        return out + "end";
      }
      return out + fmt::format("{} in {}", word(next), reader.refused_line());
    }
    raw += record.raw;
    raw += record.line_end;
    out += fmt::format("{}", record.line);
    if (record.lines > 1) out += fmt::format("-{}", record.line + record.lines - 1);
    out += ": ";
    for (const CsvField& field : record.fields) out += fmt::format("[{}]", field.text);
    if (record.text_after_quote) out += fmt::format(" q{}", *record.text_after_quote);
    if (record.invalid_utf8) out += fmt::format(" u{}", *record.invalid_utf8);
    if (record.blank()) out += " blank";
    out += "\n";
  }
}

}  // namespace

TEST_CASE("a CSV text is split into records, wherever blocks end") {
  struct Case {
    std::string why, text;
    char delimiter;
    std::string records;
  };
  // clang-format off
  const auto c = GENERATE(values<Case>({
      {"nothing", "", ',', "end"},
      {"one field", "a", ',', "1: [a]\nend"},
      {"lines", "a,b\nc,d\n", ',', "1: [a][b]\n2: [c][d]\nend"},
      {"no line end at the end", "a,b\nc,d", ',', "1: [a][b]\n2: [c][d]\nend"},
      {"CRLF", "a,b\r\nc,d\r\n", ',', "1: [a][b]\n2: [c][d]\nend"},
      {"CR", "a,b\rc,d\r", ',', "1: [a][b]\n2: [c][d]\nend"},
      {"all in one", "a\nb\r\nc\rd", ',', "1: [a]\n2: [b]\n3: [c]\n4: [d]\nend"},
      {"a CR at the end", "a\r", ',', "1: [a]\nend"},
      {"empty fields", ",\n,,\n", ',', "1: [][]\n2: [][][]\nend"},
      {"another separator", "a;b,c;d\n", ';', "1: [a][b,c][d]\nend"},
      {"tabs", "a\tb c\t\n", '\t', "1: [a][b c][]\nend"},
      {"blank lines", "a\n\n  \nb\n", ',', "1: [a]\n2: [] blank\n3: [  ] blank\n4: [b]\nend"},
      {"quotes", "\"a\",\"b,c\"\n", ',', "1: [a][b,c]\nend"},
      {"doubled quotes", "\"a \"\"b\"\" c\",\"\"\"\"\n", ',', "1: [a \"b\" c][\"]\nend"},
      {"an empty field in quotes", "\"\",a\n", ',', "1: [][a]\nend"},
      {"an empty field in quotes alone", "\"\"\n", ',', "1: []\nend"},
      {"line ends in quotes", "\"a\nb\",c\nd\n", ',', "1-2: [a\nb][c]\n3: [d]\nend"},
      {"CRLF in quotes", "\"a\r\nb\rc\"\r\nd", ',', "1-3: [a\r\nb\rc]\n4: [d]\nend"},
      {"quotes that end the text", "a,\"b\"", ',', "1: [a][b]\nend"},
      {"blanks around quotes", " \"a,b\" ,c\n", ',', "1: [a,b][c]\nend"},
      {"blanks around fields stay", " a , b\n", ',', "1: [ a ][ b]\nend"},
      {"a quote within a field", "5\" long,b\n", ',', "1: [5\" long][b]\nend"},
      {"text after quotes", "a,\"b\"c,d\ne\n", ',', "1: [a][\"b\"c][d] q1\n2: [e]\nend"},
      {"text after quotes and blanks", "\"b\" c\n", ',', "1: [\"b\" c] q0\nend"},
      {"quotes that are opened again", "\"a\"b\"c,d\"\n", ',', "1: [\"a\"b\"c][d\"] q0\nend"},
      {"a quote never closed", "a\nb,\"c\nd\n", ',', "1: [a]\nquote in 2"},
      {"a quote never closed, lines below", "a,\"b\nc\",\"\nd", ',', "quote in 2"},
      {"NUL", "a\nb\0c\n"s, ',', "1: [a]\nnul in 2"},
      {"NUL in quotes", "\"a\n\0\"\n"s, ',', "nul in 2"},
      {"no UTF-8", "a,b\xFF\n\xC3\xB6\n"s, ',', "1: [a][b\xFF] u1\n2: [\xC3\xB6]\nend"},
      {"a character cut off by a separator", "\xC3,\xB6\n"s, ',', "1: [\xC3][\xB6] u0\nend"},
  }));
  // clang-format on
  CAPTURE(c.why);
  for (std::size_t block = 1; block <= c.text.size() + 1; ++block) {
    CAPTURE(block);
    CHECK(shown(c.text, c.delimiter, block) == c.records);
  }
}

TEST_CASE("a record may cross any boundary of blocks") {
  const std::string record = "P1,\"a \"\"b\"\",\r\nc\",größer\r\n";
  const std::string before = "x,y,z\r\n";
  const std::string text = before + record + before;
  const std::string whole = shown(text, ',', text.size());
  for (std::size_t first = 1; first < text.size(); ++first) {
    for (std::size_t second = first + 1; second <= text.size(); ++second) {
      std::vector<std::string> pieces{text.substr(0, first), text.substr(first, second - first),
                                      text.substr(second)};
      CsvReader reader(
          [&, i = std::size_t{0}](std::string& out) mutable {
            while (i < pieces.size() && pieces[i].empty()) ++i;
            if (i == pieces.size()) return false;
            out += pieces[i++];
            return true;
          },
          ',');
      CsvRecord found;
      REQUIRE(reader.next(found) == CsvReader::Next::record);
      REQUIRE(reader.next(found) == CsvReader::Next::record);
      CHECK(std::string(found.raw) + std::string(found.line_end) == record);
      REQUIRE(found.fields.size() == 3);
      CHECK(found.fields[1].text == "a \"b\",\r\nc");
      CHECK(found.fields[2].text == "größer");
    }
  }
  CHECK(whole == shown(text, ',', 1));
}

TEST_CASE("what was written as CSV is read back, wherever blocks end") {
  testing::Random random(20261122);
  const std::vector<std::string> pieces{"a", "\"", ",", "\n", "\r\n", "\r", " ", "ö", "", "'", ";"};
  for (int round = 0; round < 400; ++round) {
    std::vector<std::vector<std::string>> rows;
    std::string text;
    const std::string line_end = random.pick(std::vector<std::string>{"\n", "\r\n", "\r"});
    for (int r = random.between(1, 5); r > 0; --r) {
      std::vector<std::string>& row = rows.emplace_back();
      for (int f = random.between(2, 4); f > 0; --f) {
        std::string field;
        for (int p = random.between(0, 4); p > 0; --p) field += random.pick(pieces);
        if (!row.empty()) text += ',';
        text += '"';
        for (const char ch : field) text += ch == '"' ? std::string("\"\"") : std::string(1, ch);
        text += '"';
        row.push_back(field);
      }
      text += line_end;
    }
    const auto block = static_cast<std::size_t>(random.between(1, 9));
    CAPTURE(round, text, block);
    CsvReader reader(in_blocks(text, block), ',');
    CsvRecord record;
    for (const std::vector<std::string>& row : rows) {
      REQUIRE(reader.next(record) == CsvReader::Next::record);
      std::vector<std::string> got;
      for (const CsvField& field : record.fields) got.emplace_back(field.text);
      CHECK(got == row);
      CHECK_FALSE(record.text_after_quote);
    }
    CHECK(reader.next(record) == CsvReader::Next::end);
  }
}

TEST_CASE("the longest record is read, and one byte more is not") {
  const auto block = GENERATE(std::size_t{65536}, std::size_t{40'000'000});
  const std::size_t most = CsvReader::most_record_bytes;
  CAPTURE(block);
  for (const std::string line_end : {"\n", "\r\n", "\r", ""}) {
    CAPTURE(line_end);
    const std::string longest = "a\n" + std::string(most - 2, 'x') + ",y" + line_end;
    CsvReader reader(in_blocks(longest, block), ',');
    CsvRecord record;
    REQUIRE(reader.next(record) == CsvReader::Next::record);
    REQUIRE(reader.next(record) == CsvReader::Next::record);
    CHECK(record.fields.size() == 2);
    CHECK(reader.next(record) == CsvReader::Next::end);

    const std::string longer = "a\n" + std::string(most - 1, 'x') + ",y" + line_end;
    CsvReader refusing(in_blocks(longer, block), ',');
    REQUIRE(refusing.next(record) == CsvReader::Next::record);
    CHECK(refusing.next(record) == CsvReader::Next::too_long);
    CHECK(refusing.refused_line() == 2);
  }
  const std::string open = "a,\"" + std::string(most + 100, '\n');
  CsvReader quote(in_blocks(open, block), ',');
  CsvRecord record;
  CHECK(quote.next(record) == CsvReader::Next::too_long);
  CHECK(quote.refused_line() == 1);
}

TEST_CASE("line ends are counted by kind") {
  const std::string text = "a\nb\r\nc\rd\n\"e\n\"\n";
  CsvReader reader(in_blocks(text, 2), ',');
  CsvRecord record;
  while (reader.next(record) == CsvReader::Next::record) {
  }
  CHECK(reader.line_ends().lf == 3);
  CHECK(reader.line_ends().crlf == 1);
  CHECK(reader.line_ends().cr == 1);
}
