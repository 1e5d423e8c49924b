// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "batch/small_rules.h"
#include "candor/batch/csv/csv_reader.h"
#include "candor/batch/rows/csv_writer.h"
#include "candor/batch/rows/ndjson_writer.h"
#include "candor/batch/rows/rejects_writer.h"
#include "candor/batch/rows/score.h"
#include "candor/engine/program.h"
#include "candor/report/result/result_json.h"
#include "support/catch.hpp"
#include "support/screening_date.h"

using namespace candor;
using namespace std::string_literals;

namespace {

struct Written {
  std::string output = {};
  std::string rejects = {};
};

// Scores a text. Without `columns`, the usual ones; `ndjson`: instead of a table.
Written written(const std::string& text, CsvOutput output, bool ndjson = false, bool full = false) {
  static const Program program(small_rules());
  bool given = false;
  Parsed<IntakeFile> file = IntakeFile::open(
      [&](std::span<char> out) {
        return std::optional(std::exchange(given, true) ? 0 : text.copy(out.data(), out.size()));
      },
      program.rules(), nullptr, {.name = "f", .as_of = screening_date()});
  REQUIRE(file.value);
  if (output.columns.empty()) output.columns = usual_output_columns(output.append);
  const bool safe = output.for_spreadsheet;
  Written all;
  CsvWriter csv(program.rules(), *file.value, std::move(output));
  NdjsonWriter lines(program, *file.value, full);
  RejectsWriter rejects(*file.value, safe);
  if (!ndjson) csv.head(all.output);
  rejects.head(all.rejects);
  RowTally tally(program.rules(), file.value->column_names().size());
  const Scoring scoring = score(
      program, *file.value, {},
      [&](const Row& row, const Screening* screening) {
        if (ndjson) {
          lines.row(row, screening, all.output);
        } else {
          csv.row(row, screening, all.output);
        }
        if (row.rejected()) rejects.row(row, all.rejects);
        return true;
      },
      {}, tally);
  REQUIRE(scoring == Scoring::done);
  return all;
}

std::string utf16le(const std::string& text) {
  std::string out;
  Encoder(Encoding::utf16le).encode(text, out);
  return out;
}

}  // namespace

TEST_CASE("a table of verdicts has a row for each row") {
  CHECK(written("id,age,spots,sunburn,peels\n"
                "P1,30,none,never,none\n"
                "P2,30,few,10 days,deep\n"
                "\"P,\"\"3\",17,,never,none\n"
                "P4,x,lots,never,none\n"
                "P5\n",
                {})
            .output ==
        "id,verdict,settled,at_least,at_most,earliest,reasons,open,not_used,problem\n"
        "P1,fine,yes,fine,fine,,,,,\n"
        "P2,wait,yes,wait,wait,,burnt;spotty;peeled,,,\n"
        "\"P,\"\"3\",stop,yes,stop,stop,,too-young,,,\n"
        "P4,,,,,,,,,E608 line 5 age;E606 line 5 spots\n"
        ",,,,,,,,,E840 line 6\n");
}

TEST_CASE("every output column has its content") {
  std::vector<OutputColumn> all(all_output_columns().begin(), all_output_columns().end());
  CHECK(written("age,sunburn\n30,10 days\nx,y\n", {.columns = all}).output ==
        "id,line,verdict,label,settled,at_least,at_most,earliest,as_of,reasons,open,not_used,"
        "problem\n"
        "1,2,wait,Not yet,no,wait,wait,2026-11-26,2026-11-22,burnt,spots;peels,,\n"
        "2,3,,,,,,,,,,,E608 line 3 age;E611 line 3 sunburn\n");
}

TEST_CASE("appended columns follow the bytes of the input") {
  struct Case {
    std::string why, text, wanted;
  };
  const CsvOutput two{.columns = {OutputColumn::verdict, OutputColumn::problem}, .append = true};
  // clang-format off
  const auto c = GENERATE(values<Case>({
      {"as it stands", "id , \"age\",note\n\"P1\" ,30,\"a\n\"\"b\"\"\"\n", "id , \"age\",note,verdict,problem\n\"P1\" ,30,\"a\n\"\"b\"\"\",incomplete,\n"},
      {"line ends of its own, and none at the end", "id;age\r\nP1;17\rP2;17", "id;age;verdict;problem\r\nP1;17;stop;\rP2;17;stop;\r\n"},
      {"a mark, sep= and a title", "\xEF\xBB\xBFsep=;\r\nTitle\r\n\r\nid;age\r\nP1;17\r\n", "\xEF\xBB\xBFsep=;\r\nid;age;verdict;problem\r\nP1;17;stop;\r\n"},
      {"a separator at the end", "id;age;\nP1;17;\n", "id;age;;verdict;problem\nP1;17;;stop;\n"},
      {"too few fields", "id,age,note\nP1,17\n", "id,age,note,verdict,problem\nP1,17,,,E840 line 2\n"},
      {"too many fields", "id,age\nP1,17,fine,x\n", "id,age,verdict,problem\nP1,17,,E841 line 2\n"},
      {"text after quotes", "id,note,age\nP1,\"a\"b\",17\n", "id,note,age,verdict,problem\nP1,\"\"\"a\"\"b\"\"\",17,,E842 line 2 note\n"},
      {"Windows-1252", "id,gr\xF6\xDF" "e,age\nP1,\x81,17\nP2,\xFC,x\n", "id,gr\xF6\xDF" "e,age,verdict,problem\nP1,\x81,17,,E843 line 2 gr\xF6\xDF" "e\nP2,\xFC,x,,E608 line 3 age\n"},
      {"bytes that are not UTF-8", "id,age,\xC3\xB6\xC3\x9F\nP1,17,\xFF\n", "id,age,\xC3\xB6\xC3\x9F,verdict,problem\nP1,17,\xFF,,E843 line 2 \xC3\xB6\xC3\x9F\n"},
      {"UTF-16", "\xFF\xFE" + utf16le("id;ö;age\r\nP1;😀;17\r\n"), "\xFF\xFE" + utf16le("id;ö;age;verdict;problem\r\nP1;😀;17;stop;\r\n")},
      {"UTF-16 with half a pair", utf16le("id;age;x\n1;17;") + "\x3D\xD8" + utf16le("\n"), utf16le("id;age;x;verdict;problem\n1;17;") + "\x3D\xD8" + utf16le(";;E843 line 2 x\n")},
  }));
  // clang-format on
  CAPTURE(c.why);
  CHECK(written(c.text, two).output == c.wanted);
}

TEST_CASE("a column is not appended if the file has one of the same name") {
  static const RuleSet rules = small_rules();
  const auto code = [&](const std::string& text) -> std::string {
    bool given = false;
    const auto file = IntakeFile::open(
        [&](std::span<char> out) {
          return std::optional(std::exchange(given, true) ? 0 : text.copy(out.data(), out.size()));
        },
        rules, nullptr, {.name = "f", .as_of = screening_date()});
    REQUIRE(file.value);
    const auto refused = refuse_append(*file.value, "f", usual_output_columns(true));
    return refused ? std::string(to_string(refused->code)) : "fine";
  };
  CHECK(code("id,age\n") == "fine");
  CHECK(code("id,age,Verdict\n") == "E832");
  CHECK(code("id,age,verdicts\n") == "fine");
  CHECK(code("{}\n") == "E829");
}

TEST_CASE("a cell is quoted if a reader would split or change it otherwise") {
  const auto cell = [](std::string_view text, char delimiter) {
    std::string out;
    append_csv_cell(text, delimiter, out);
    return out;
  };
  for (const char c : {',', '"', '\r', '\n', '\t'}) {
    CAPTURE(static_cast<int>(c));
    const std::string written = cell("a"s + c + "b", ',');
    CHECK(written.starts_with('"'));
    CsvReader reader(read_once(written), ',');
    CsvRecord record;
    REQUIRE(reader.next(record) == CsvReader::Next::record);
    REQUIRE(record.fields.size() == 1);
    CHECK(record.fields[0].text == "a"s + c + "b");
    CHECK(record.line_end.empty());
  }
  CHECK(cell("\r", ',') == "\"\r\"");
  CHECK(cell(" a", ',') == "\" a\"");
  CHECK(cell("a ", ',') == "\"a \"");
  CHECK(cell("a;b", ';') == "\"a;b\"");
  CHECK(cell("a;b c'd", ',') == "a;b c'd");
  CHECK(cell("", ',').empty());
  // In a whole table, a bare CR in an id does not begin a new row.
  CHECK(written("id,age\n\"P\r1\",17\n", {.columns = {OutputColumn::id, OutputColumn::verdict}})
            .output == "id,verdict\n\"P\r1\",stop\n");
}

TEST_CASE("a formula is recognized by its beginning") {
  for (const std::string cell :
       {"=1+1", "+cmd", "-cmd", "@SUM(A1)", "-1+2", " =1", "\t=1", "\r\n=1", "＝1", "＋a", "－a",
        "＠a", "+", "-", "--1", "=", "-.5", "+1 555 0100"}) {
    CAPTURE(cell);
    CHECK(is_formula(cell));
  }
  for (const std::string cell :
       {"", "a", "1", "-1", "+1,5", "-2.50", "a=1", "'=1", "1-2", "ö", "10-12-2026"}) {
    CAPTURE(cell);
    CHECK_FALSE(is_formula(cell));
  }
}

TEST_CASE("cells that a spreadsheet would run are made text on request") {
  const std::string text =
      "id,age,note\n=1+1,17,\"=HYPERLINK(\"\"x\"\")\"\n-5,17,@a\n\" +x\",y,b\n";
  const CsvOutput safe{.columns = {OutputColumn::id, OutputColumn::verdict},
                       .for_spreadsheet = true};
  CHECK(written(text, safe).output == "id,verdict\n'=1+1,stop\n-5,stop\n'+x,\n");
  CHECK(
      written(text, {.columns = {OutputColumn::verdict}, .append = true, .for_spreadsheet = true})
          .output ==
      "id,age,note,verdict\n'=1+1,17,\"'=HYPERLINK(\"\"x\"\")\",stop\n-5,17,'@a,stop\n' +x,y,b,\n");
  CHECK(written(text, safe).rejects ==
        "id,age,note,_line,_code,_reason\n' +x,y,b,4,E608,age: this is not a number of at most 12 "
        "digits before the point and 6 after it\n");
  CHECK(written(text, {.columns = {OutputColumn::id}}).output == "id\n=1+1\n-5\n+x\n");
}

TEST_CASE("rejected rows are written as they were read") {
  struct Case {
    std::string why, text, wanted;
  };
  // clang-format off
  const auto c = GENERATE(values<Case>({
      {"none", "id,age\nP1,17\n", "id,age,_line,_code,_reason\n"},
      {"with all above the header", "\xEF\xBB\xBFsep=;\r\nTitle\r\n\r\nid;\"age\"\r\nP1;\"x\"\r\nP2;1\r\n",
       "\xEF\xBB\xBFsep=;\r\nTitle\r\n\r\nid;\"age\";_line;_code;_reason\r\nP1;\"x\";5;E608;age: this is not a number of at most 12 digits before the point and 6 after it\r\n"},
      {"several problems", "id;age;spots\nP1;x;y\n", "id;age;spots;_line;_code;_reason\nP1;x;y;2;\"E608;E606\";\"age: this is not a number of at most 12 digits before the point and 6 after it; spots: this is not a choice of the question\"\n"},
      {"fields out of place stay so", "id,age\nP1\nP2,1,2\nP3,\"a\"b", "id,age,_line,_code,_reason\nP1,2,E840,too few fields\nP2,1,2,3,E841,too many fields\nP3,\"a\"b,4,E842,age: text after a closing quote\n"},
      {"Windows-1252", "id,gr\xF6\xDF" "e,age\nP1,\xFC,x\n", "id,gr\xF6\xDF" "e,age,_line,_code,_reason\nP1,\xFC,x,2,E608,age: this is not a number of at most 12 digits before the point and 6 after it\n"},
      {"rejected again", "id,age,_line,_code,_reason\nP1,x,7,E608,\"a,b\"\nP2,y\nP3,30,z,E1,1\n",
       "id,age,_line,_code,_reason\nP1,x,2,E608,age: this is not a number of at most 12 digits before the point and 6 after it\nP2,y,3,E840,too few fields\n"},
      {"not JSON", "{\"id\":1,\n{\"age\":\"x\"}\n{\"age\" : 1}\n", "{\"id\":1,\n{\"_line\":2,\"_code\":\"E608\",\"_reason\":\"age: this is not a number of at most 12 digits before the point and 6 after it\",\"age\":\"x\"}\n"},
      {"NDJSON, rejected again", "{\"_line\":9,\"_code\":\"E1\",\"_reason\":\"a\\\"b\",\"age\":\"x\"}\n{\"id\":{}, \"age\":\"x\"}", "{\"_line\":1,\"_code\":\"E608\",\"_reason\":\"age: this is not a number of at most 12 digits before the point and 6 after it\",\"age\":\"x\"}\n{\"_line\":2,\"_code\":\"E608\",\"_reason\":\"age: this is not a number of at most 12 digits before the point and 6 after it\",\"id\":{}, \"age\":\"x\"}\n"},
      {"an empty object", "{\"id\":1,\"id\":1}\n", "{\"_line\":1,\"_code\":\"E845\",\"_reason\":\"the row has several ids\",\"id\":1,\"id\":1}\n"},
  }));
  // clang-format on
  CAPTURE(c.why);
  CHECK(written(c.text, {}).rejects == c.wanted);
  // Unchanged, they are rejected again, and their marks are replaced.
  if (c.why == "none") return;
  const std::string again = written(c.wanted, {}).rejects;
  const auto lines = [](const std::string& text) {
    return std::count(text.begin(), text.end(), '\n');
  };
  CHECK(lines(again) == lines(c.wanted));
}

TEST_CASE("a corrected rejects file is scored") {
  const std::string rejects = written("id,age,spots\nP1,x,none\nP2,17,lots\n", {}).rejects;
  std::string corrected = rejects;
  corrected.replace(corrected.find("P1,x"), 4, "P1,9");
  corrected.replace(corrected.find("lots"), 4, "few");
  const CsvOutput two{.columns = {OutputColumn::id, OutputColumn::verdict}};
  CHECK(written(corrected, two).output == "id,verdict\nP1,stop\nP2,stop\n");
  CHECK(written(rejects, two).output == "id,verdict\nP1,\nP2,\n");
}

TEST_CASE("NDJSON has a result for each row, with its id as written") {
  const std::string text =
      "{\"id\":{\"a\": "
      "1.50},\"age\":17}\n{\"id\":\"P\\u0032\",\"age\":\"x\",\"colour\":1}\n{\"age\":30}\n{\"id\":"
      "4\n";
  const std::string out = written(text, {}, true).output;
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < out.size(); at = out.find('\n', at) + 1)
    lines.push_back(out.substr(at, out.find('\n', at) - at));
  REQUIRE(lines.size() == 4);
  CHECK(lines[0].starts_with(R"({"id":{"a": 1.50},"schema":"result/1",)"));
  CHECK(nlohmann::json::parse(lines[0])["verdict"] == "stop");
  CHECK(nlohmann::json::parse(lines[0])["care"].is_null());
  CHECK(
      lines[1] ==
      R"({"id":"P\u0032","line":2,"problems":[{"code":"E608","place":"age","message":"this is not a number of at most 12 digits before the point and 6 after it"},)"
      R"({"code":"E603","place":null,"message":"there is no such question"}]})");
  CHECK(lines[2].starts_with(R"({"id":"3","schema")"));
  CHECK(nlohmann::json::parse(lines[3])["problems"][0]["code"] == "E601");

  const auto full = nlohmann::json::parse(written("{\"age\":30}\n", {}, true, true).output);
  CHECK(full["care"].is_object());
}
