// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/blocks/score_chunks.h"

#include <string>
#include <vector>

#include "batch/blocks/engines.h"
#include "batch/small_rules.h"
#include "support/catch.hpp"
#include "support/random.h"

using namespace candor;
using testing::compare_engines;
using testing::EngineCase;
using testing::Random;

namespace {

const Program& small_program() {
  static const Program program(small_rules());
  return program;
}

EngineCase case_of(std::string_view bytes) {
  return {.program = small_program(),
          .bytes = bytes,
          .options = {.name = "f", .as_of = *parse_date("2026-11-22")},
          .output = {.csv = {.columns = usual_output_columns(false)}, .rejects = true}};
}

// Cuts chunks at every possible offset, with one thread and with more threads than chunks.
void compare_every_cut(const EngineCase& of) {
  for (std::size_t bytes = 1; bytes < std::min<std::size_t>(of.bytes.size() + 2, 150); ++bytes) {
    compare_engines(of, bytes, 1 + bytes % 3);
  }
}

const std::string header = "id,age,spots,smoker,peels,sunburn,notes\n";

}  // namespace

TEST_CASE("chunks give the same as single rows, wherever they are cut") {
  const std::vector<std::string> texts{
      header,
      header + "1,30,none,no,none,never,\n",
      header + "1,30,none,no,none,never,",  // no line end
      header +
          "1,17,few,yes,deep;age,3 days,a\n\n  \n2,,none,,none,,b\r\n3,30,none,no,none,never,c",
      header +
          "1,30,none,no,none,2026-11-20,a\n2,30,none,no,none,2026-10-01,b\n"
          "3,30,none,no,none,2027-01-01,c\n4,30,none,no,none,2026-02-30,d\n",
      // Quotes: around all, with a line break, doubled, with blanks around, in the middle, after.
      header + "\"1\",\"30\",\"none\",\"no\",\"none\",\"never\",\"\"\n",
      header +
          "1,30,none,no,none,never,\"two\nlines\"\n2,30,none,no,none,never,\"\"\"so\"\" he "
          "said\"\n",
      header + "1,30,none,no,none,never, \"blank before\"\n2,30,none,no,none,never,x\n",
      header +
          "1,30,none,no,none,never,5'11\"\n2,30,none,no,none,never,6'1\"\n3,30,none,no,none,never,"
          "\n",
      header + "1,30,none,no,none,never,\"a\"b\n2,30,none,no,none,never,x\n",
      header + "1,30,none,no,none,never,\"never closed\n2,30,none,no,none,never,x\n",
      header +
          "1,30,none,no,none,never,\"forgotten\n2,30,none,no,none,never,x\n"
          "3,30,none,no,none,never,\"y\"\n",
      header +
          "1,30,none,no,none,never,\"q\n\n2,30,none,no,none,never,z\nend\"\n4,30,few,no,none,never,"
          "\n",
      // Line ends: CR alone, mixed, a CR within quotes.
      header +
          "1,30,none,no,none,never,a\r2,30,few,no,none,never,b\r\n3,30,none,no,none,never,"
          "\"c\rd\"\n",
      // Too few and too many fields, a cell that is not an answer, bytes that are not UTF-8.
      header +
          "1,30,none\n2,30,none,no,none,never,a,b\n3,30,nonsense,no,none,never,a\n4,1e9,none,no,"
          "none,never,\n",
      header +
          "1,30,none,no,none,never,\xFF\n2,30,none,no,none,never,\xC3\xA9t\xC3\xA9\n\xC3,30,none,"
          "no,none,never,\n",
      // Ids: blank, twice, quoted, with a comma, like a formula, long.
      header +
          ",30,none,no,none,never,\n 7 ,30,none,no,none,never,\n7,30,few,no,none,never,\n"
          "\"a,b\",30,none,no,none,never,\n=1+1,30,none,no,none,never,\n"
          "0123456789012345678901234567890123456789,30,none,no,none,never,\n",
      "age,spots\n30,none\n17,few\n\n,\n99,few\n",  // no ids
      "id;age;spots\n1;30;none\n\"2;3\";17;few\n4,5;17;few\n",
      std::string(header + "1,30,none,no,none,never,\n2,3") + '\0' +
          ",none,no,none,never,\n3,30,none,no,none,never,\n",
  };
  for (const std::string& text : texts) {
    EngineCase of = case_of(text);
    compare_every_cut(of);
    of.output.csv.for_spreadsheet = true;
    compare_engines(of, 40, 2);
    of.output.csv.append = true;
    compare_engines(of, 40, 2);
    of.output.csv.columns = usual_output_columns(true);
    of.output.csv.for_spreadsheet = false;
    compare_every_cut(of);
    of.output = {.ndjson = true, .rejects = true};
    compare_engines(of, 40, 2);
  }
}

TEST_CASE("chunks of NDJSON give the same as single lines") {
  const std::vector<std::string> texts{
      "{\"id\": 7, \"age\": 30}\n{\"age\": 17}\r\n\n  \n{\"spots\": \"few\", \"id\": "
      "\"x\"}\nnonsense\n{}",
      std::string("{\"age\": 30}\n{\"age\": 3") + '\0' + "}\n{}\n",
  };
  for (const std::string& text : texts) {
    EngineCase of = case_of(text);
    compare_every_cut(of);
    of.output = {.ndjson = true, .full = true, .rejects = true};
    compare_every_cut(of);
  }
}

TEST_CASE("reading stops at the row that exceeds the limit of rejects, in chunks too") {
  std::string text = header;
  for (int i = 0; i < 3000; ++i) {
    text += i % 7 == 3 ? "x,30,nonsense,no,none,never,\n" : "1,30,none,no,none,never,\n";
  }
  for (const std::uint64_t most : {0U, 1U, 20U, 427U, 428U, 429U}) {
    EngineCase of = case_of(text);
    of.most.rows = most;
    compare_engines(of, 777, 3);
  }
  for (const double percent : {0.0, 5.0, 14.0, 14.2, 14.3, 20.0}) {
    EngineCase of = case_of(text);
    of.most.percent = percent;
    compare_engines(of, 777, 3);
  }
}

TEST_CASE("any columns, in any order, are as in the reference") {
  std::string text = header;
  Random random(5);
  for (int i = 0; i < 700; ++i) {
    text += std::to_string(i) + "," + random.pick(std::vector<std::string>{"30", "17", "", "200"}) +
            "," + random.pick(std::vector<std::string>{"none", "few", "", "No Spots"}) + ",no," +
            random.pick(std::vector<std::string>{"none", "deep", "age;deep", ""}) + "," +
            random.pick(std::vector<std::string>{"never", "3 days", "2026-11-20", "2026-11-01", "",
                                                 "2026-11-15", "1 week"}) +
            ",\n";
  }
  const auto all = all_output_columns();
  for (int round = 0; round < 40; ++round) {
    EngineCase of = case_of(text);
    of.output.csv.columns = random.some(std::vector<OutputColumn>(all.begin(), all.end()),
                                        1 + random.below(all.size()));
    of.output.csv.append = random.chance(30);
    compare_engines(of, 1 + random.below(20'000), 1 + random.below(4));
  }
}

TEST_CASE("an as-of column, a mapping's constants and other encodings are as in the reference") {
  const std::string dated =
      "id,seen,age,sunburn\n1,2026-11-22,30,3 days\n2,2026-11-01,30,2026-10-30\n3,,30,never\n";
  EngineCase of = case_of(dated);
  of.options.as_of_column = "seen";
  compare_every_cut(of);

  for (const Encoding encoding :
       {Encoding::utf16le, Encoding::utf16be, Encoding::windows1252, Encoding::utf8}) {
    std::string bytes;
    Encoder(encoding).encode(header +
                                 "1,30,none,no,none,never,\xC3\xA9t\xC3\xA9\n"
                                 "2,17,few,no,deep,3 days,\"a\nb\"\n3,1,x,no,none,never,\n",
                             bytes);
    EngineCase encoded = case_of(bytes);
    encoded.options.encoding = encoding;
    compare_every_cut(encoded);
    encoded.output.csv = {.columns = usual_output_columns(true), .append = true};
    compare_every_cut(encoded);
  }
}

TEST_CASE("texts of random characters are read as the reference reads them") {
  const std::string characters = "\"\"\",,,\n\n\n\r\n\r 1ax;=\xC3\xA9\t";
  for (std::uint64_t seed = 1; seed <= 400; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    std::string text = "id,age,spots\n";
    const bool regular = random.chance(50);
    for (std::size_t row = random.below(200); row > 0; --row) {
      if (random.chance(regular ? 90 : 40)) {
        text += random.pick(std::vector<std::string>{
            "7,30,none\n", "8,17,few\n", "9,,\n", "\"1\",\"30\",\"none\"\n", "1,30,none\r\n",
            "\"a\"\"b\",30,none\n", "\"a\nb\",30,none\n", "4,30,nonsense\n"});
        continue;
      }
      for (std::size_t i = random.below(12); i > 0; --i) {
        text += characters[random.below(characters.size())];
      }
    }
    EngineCase of = case_of(text);
    of.output.csv.append = random.chance(30);
    if (of.output.csv.append) of.output.csv.columns = usual_output_columns(true);
    compare_engines(of, 1 + random.below(400), 1 + random.below(3));
  }
}
