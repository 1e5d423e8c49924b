// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "batch/mapping/map_rules.h"
#include "candor/batch/mapping/columns.h"
#include "support/catch.hpp"
#include "support/screening_date.h"

using namespace candor;

namespace {

using Words = std::vector<std::string>;

// A header with the map that binds it.
struct Bound {
  std::optional<IntakeMap> map = {};
  Parsed<Columns> columns = {};
};

// `mapping` is the mapping file without its first two lines; no mapping if empty.
Bound bind_header(const Words& header, const std::string& mapping, std::string_view as_of = {}) {
  Bound out;
  if (!mapping.empty()) {
    const SourceFile file("map.yaml", "candor_map: 1\nrules: clinic\n" + mapping + "\n");
    auto loaded = load_intake_map(file, map_rules());
    INFO(mapping << '\n' << rendered(loaded.diagnostics));
    REQUIRE(loaded.value.has_value());
    out.map = std::move(*loaded.value);
  }
  out.columns =
      Columns::bind(map_rules(), out.map ? &*out.map : nullptr, header, "intake.csv", as_of);
  return out;
}

// The answers of a row as JSON, or `CODE@COLUMN` for each problem.
std::string read(const Columns& columns, const Words& row) {
  const std::vector<std::string_view> cells(row.begin(), row.end());
  Answers answers;
  std::vector<RowProblem> problems;
  columns.read(cells, screening_date(), answers, problems);
  if (problems.empty()) return answers_to_json(map_rules(), answers).dump();
  std::string out;
  for (const RowProblem& problem : problems) {
    CHECK_FALSE(problem.message.empty());
    out += std::string(out.empty() ? "" : " ") + std::string(to_string(problem.code)) + "@" +
           (problem.column == no_column ? "-" : std::to_string(problem.column));
  }
  return out;
}

std::string read(const Words& header, const std::string& mapping, const Words& row) {
  const Bound bound = bind_header(header, mapping);
  INFO(rendered(bound.columns.diagnostics));
  REQUIRE(bound.columns.value.has_value());
  return read(*bound.columns.value, row);
}

// The answer to the question `column` in one cell.
std::string read_cell(const std::string& column, const std::string& mapping,
                      const std::string& cell) {
  return read(Words{column}, mapping, Words{cell});
}

std::string codes_of(const Diagnostics& diagnostics) {
  std::string out;
  for (const Diagnostic& d : diagnostics.sorted()) {
    out += (out.empty() ? "" : " ") + std::string(to_string(d.code));
  }
  return out;
}

}  // namespace

TEST_CASE("a cell without a mapping is an answer, a blank or a problem") {
  struct Row {
    std::string column, cell, read;
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      {"acne", "few",             R"({"acne":"few"})"},
      {"acne", " FEW\t",          R"({"acne":"few"})"},
      {"acne", "a few  spots",    R"({"acne":"few"})"},
      {"acne", "No\xC2\xA0""active acne", R"({"acne":"none"})"},
      {"acne", "None",            R"({"acne":"none"})"},
      {"acne", "",                "{}"},
      {"acne", " \t\xC2\xA0\n",   "{}"},
      {"acne", "unknown",         "{}"},
      {"acne", "Unknown",         "{}"},
      {"acne", "NA",              "E606@0"},
      {"acne", "null",            "E606@0"},
      {"acne", "nan",             "E606@0"},
      {"acne", "1",               "E606@0"},
      {"acne", "few;many",        "E606@0"},
      {"acne", "few.",            "E606@0"},
      {"device", "not_stated",    R"({"device":"not_stated"})"},
      {"device", "NOT_STATED",    R"({"device":"not_stated"})"},
      {"device", "unknown",       "{}"},
      {"device", "Unknown",       "E620@0"},
      {"device", "roller, CHEAP", R"({"device":"roller"})"},
      {"smoker", "yes",           R"({"smoker":"yes"})"},
      {"smoker", "NO",            R"({"smoker":"no"})"},
      {"smoker", "true",          "E607@0"},
      {"smoker", "1",             "E607@0"},
      {"smoker", "Ja",            "E607@0"},
      {"recent", "none",          R"({"recent":[]})"},
      {"recent", "NONE",          R"({"recent":[]})"},
      {"recent", "waxing",        R"({"recent":["waxing"]})"},
      {"recent", "waxing;filler", R"({"recent":["filler","waxing"]})"},
      {"recent", "Dermal filler | WAXING", R"({"recent":["filler","waxing"]})"},
      {"recent", "waxing;waxing", R"({"recent":["waxing"]})"},
      {"recent", "waxing;filler;", R"({"recent":["filler","waxing"]})"},
      {"recent", "none;none",     R"({"recent":[]})"},
      {"recent", "none;waxing",   "E614@0"},
      {"recent", "waxing|none",   "E614@0"},
      {"recent", "waxing;;filler", "E606@0"},
      {"recent", ";",             "E606@0"},
      {"recent", ";waxing",       "E606@0"},
      {"recent", "waxing;tattoo", "E606@0"},
      {"recent", "waxing;unknown", "E606@0"},
      {"recent", "waxing,filler", "E606@0"},
      {"recent", "Peel; light or deep", R"({"recent":["peel"]})"},
      {"recent", "waxing; peel; light or deep ;filler", R"({"recent":["filler","peel","waxing"]})"},
      {"recent", "peel;waxing",   R"({"recent":["peel","waxing"]})"},
      {"recent", "peel; light",   "E606@0"},
      {"age", "34",               R"({"age":34})"},
      {"age", " 34 ",             R"({"age":34})"},
      {"age", "34.0",             R"({"age":34})"},
      {"age", "34.5",             "E610@0"},
      {"age", "200",              "E609@0"},
      {"age", "adult",            "E608@0"},
      {"age", "1e1",              "E608@0"},
      {"depth_mm", "2.75",        R"({"depth_mm":2.75})"},
      {"depth_mm", "2,75",        "E623@0"},
      {"depth_mm", "2.75 mm",     "E608@0"},
      {"isotretinoin", "6 months",   R"({"isotretinoin":"2026-05-22"})"},
      {"isotretinoin", "6  Months ", R"({"isotretinoin":"2026-05-22"})"},
      {"isotretinoin", "2026-05-22", R"({"isotretinoin":"2026-05-22"})"},
      {"isotretinoin", "Never",      R"({"isotretinoin":"never"})"},
      {"isotretinoin", "ONGOING",    R"({"isotretinoin":"ongoing"})"},
      {"isotretinoin", "2026-11-23", "E612@0"},
      {"isotretinoin", "2026-02-30", "E611@0"},
      {"isotretinoin", "long ago",   "E611@0"},
      {"isotretinoin", "3/4/2026",   "E621@0"},
      {"isotretinoin", "25.12.2025", "E621@0"},
      {"isotretinoin", "2026/05/22", "E621@0"},
      {"isotretinoin", "2026-5-22",  "E621@0"},
      {"isotretinoin", "25.12.25",   "E622@0"},
      {"isotretinoin", "2026-05-22 10:00", "E611@0"},
      {"isotretinoin", "unknown",    "{}"},
      {"sunburn", "never",           "E613@0"},
      {"sunburn", "Ongoing",         "E613@0"},
      // clang-format on
  }));
  CAPTURE(row.column, row.cell);

  CHECK(read_cell(row.column, "", row.cell) == row.read);
}

TEST_CASE("a mapping adds to what a cell may contain") {
  struct Row {
    std::string column, mapping, cell, read;
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      {"acne", "blank: [NA, n/a]", "na",               "{}"},
      {"acne", "blank: [NA, n/a]", "none",             R"({"acne":"none"})"},
      {"acne", "blank: NA\ncolumns: {acne: {blank: [9]}}", "9",  "{}"},
      {"acne", "blank: NA\ncolumns: {acne: {blank: [9]}}", "NA", "E606@0"},
      {"acne", "blank: NA\ncolumns: {acne: {blank: []}}", "NA",  "E606@0"},
      {"acne", "columns: {acne: {values: {1: few, 2: many}}}", "2", R"({"acne":"many"})"},
      {"acne", "columns: {acne: {values: {1: few, 2: many}}}", "3", "E606@0"},
      {"acne", "columns: {acne: {values: {1: few, 2: many}}}", "few", R"({"acne":"few"})"},
      {"acne", "columns: {acne: {values: {8: unknown}}}", "8", "{}"},
      {"acne", "words: {keine: none}",             "keine", "E606@0"},
      {"acne", "words: {egal: unknown}",           "Egal", "{}"},
      {"device", "columns: {device: {values: {Unknown: not_stated}}}", "Unknown", R"({"device":"not_stated"})"},
      {"device", "columns: {device: {values: {Unknown: not_stated}}}", "unknown", "{}"},
      {"smoker", "words: {Ja: yes, Nein: no}",     "JA", R"({"smoker":"yes"})"},
      {"smoker", "words: {Ja: yes, Nein: no}",     "yes", R"({"smoker":"yes"})"},
      {"smoker", "words: {x: yes}\ncolumns: {smoker: {values: {x: no}}}", "x", R"({"smoker":"no"})"},
      {"age", "words: {1: yes, 0: no}",            "1", R"({"age":1})"},
      {"age", "columns: {age: {values: {adult: 30}}}", "Adult", R"({"age":30})"},
      {"recent", "words: {keine: none}",           "Keine", R"({"recent":[]})"},
      {"recent", "words: {keine: none}",           "keine;waxing", "E614@0"},
      {"recent", "separators: \",\"",              "waxing,filler", R"({"recent":["filler","waxing"]})"},
      {"recent", "separators: \",\"",              "waxing;filler", "E606@0"},
      {"recent", "separators: \",\"",              "Peel; light or deep,waxing", R"({"recent":["peel","waxing"]})"},
      {"recent", "separators: [\"|\", \"||\"]",    "waxing||filler|peel", R"({"recent":["filler","peel","waxing"]})"},
      {"recent", "separators: \",\"\ncolumns: {recent: {separators: [\"/\"]}}", "waxing/filler", R"({"recent":["filler","waxing"]})"},
      {"recent", "columns: {recent: {values: {FW: [filler, waxing]}}}", "FW;peel", R"({"recent":["filler","peel","waxing"]})"},
      {"recent", "columns: {recent: {values: {a;b: filler, a: peel, b: waxing}}}", "a;b", R"({"recent":["filler"]})"},
      {"recent", "columns: {recent: {values: {a;b: filler, a: peel, b;c: waxing}}}", "a;b;c", R"({"recent":["peel","waxing"]})"},
      {"depth_mm", "decimal_comma: yes", "2,75", R"({"depth_mm":2.75})"},
      {"depth_mm", "decimal_comma: yes", "2",    R"({"depth_mm":2})"},
      {"depth_mm", "decimal_comma: yes", "2.75", "E623@0"},
      {"depth_mm", "decimal_comma: yes", "2,7,5", "E608@0"},
      {"depth_mm", "decimal_comma: yes\ncolumns: {depth_mm: {decimal_comma: no}}", "2.75", R"({"depth_mm":2.75})"},
      {"sunburn", "dates: dmy", "3/4/2026",   R"({"sunburn":"2026-04-03"})"},
      {"sunburn", "dates: dmy", "03.04.2026", R"({"sunburn":"2026-04-03"})"},
      {"sunburn", "dates: mdy", "3/4/2026",   R"({"sunburn":"2026-03-04"})"},
      {"sunburn", "dates: mdy", "25/12/2025", "E611@0"},
      {"sunburn", "dates: ymd", "2026/3/4",   R"({"sunburn":"2026-03-04"})"},
      {"sunburn", "dates: ymd", "3/4/2026",   "E621@0"},
      {"sunburn", "dates: dmy", "2026/3/4",   "E621@0"},
      {"sunburn", "dates: dmy", "2026-04-03", R"({"sunburn":"2026-04-03"})"},
      {"sunburn", "dates: dmy", "3/4/26",     "E622@0"},
      {"sunburn", "dates: dmy", "3/4-2026",   "E611@0"},
      {"sunburn", "dates: dmy", "3/4/2026 9:05", R"({"sunburn":"2026-04-03"})"},
      {"sunburn", "dates: dmy", "2026-04-03T09:05:00.123Z", R"({"sunburn":"2026-04-03"})"},
      {"sunburn", "dates: dmy", "3/4/2026 noon", "E611@0"},
      {"sunburn", "dates: dmy", "31/4/2026",  "E611@0"},
      {"sunburn", "dates: dmy", "23/11/2026", "E612@0"},
      {"sunburn", "dates: dmy\ncolumns: {sunburn: {dates: mdy}}", "3/4/2026", R"({"sunburn":"2026-03-04"})"},
      {"sunburn", "columns: {sunburn: {values: {lately: 3 days}}}", "Lately", R"({"sunburn":"2026-11-19"})"},
      {"sunburn", "columns: {sunburn: {values: {start: 2026-12-24}}}", "start", "E612@0"},
      {"sunburn", "words: {nie: never}",      "nie", "E613@0"},
      {"isotretinoin", "words: {nie: never, laufend: ongoing}", "Laufend", R"({"isotretinoin":"ongoing"})"},
      // clang-format on
  }));
  CAPTURE(row.column, row.mapping, row.cell);

  CHECK(read_cell(row.column, row.mapping, row.cell) == row.read);
}

TEST_CASE("columns of yes and no are one set") {
  struct Row {
    std::string cells, read, mapping = {};
  };
  const std::string plain = "sets: {recent: {columns: {f: filler, p: peel, w: waxing}}}";
  const std::string checked =
      "sets: {recent: {columns: {f: filler, p: peel, w: waxing}, yes: [Checked], no: [Unchecked]}}";
  const std::string german = "words: {Ja: yes, Nein: no}\n" + plain;
  const std::string with_none = "sets: {recent: {columns: {f: filler, p: peel, w: none}}}";
  const std::string twice = "sets: {recent: {columns: {f: filler, p: peel, w: peel}}}";
  const std::string blank = "blank: [9]\n" + plain;
  const std::string own_blank =
      "blank: [9]\nsets: {recent: {columns: {f: filler, p: peel, w: waxing}, blank: [8]}}";
  const Row row = GENERATE_COPY(values<Row>({
      // clang-format off
      {"000", R"({"recent":[]})"},
      {"010", R"({"recent":["peel"]})"},
      {"111", R"({"recent":["filler","peel","waxing"]})"},
      {"...", "{}"},
      {"..u", "{}"},
      {"0.0", R"({"recent":{"filler":false,"peel":null,"waxing":false}})"},
      {"1..", R"({"recent":{"filler":true,"peel":null,"waxing":null}})"},
      {"YN0", R"({"recent":["filler"]})"},
      {"x00", "E624@0"},
      {"0x2", "E624@1 E624@2"},
      {"9.0", "E624@0"},
      {"9.0", R"({"recent":{"filler":null,"peel":null,"waxing":false}})", blank},
      {"9.0", "E624@0", own_blank},
      {"8.0", R"({"recent":{"filler":null,"peel":null,"waxing":false}})", own_blank},
      {"CUU", R"({"recent":["filler"]})", checked},
      {"C0U", "E624@1", checked},
      {"CYU", "E624@1", checked},
      {"JN0", R"({"recent":["filler"]})", german},
      {"JN1", R"({"recent":["filler","waxing"]})", german},
      {"001", R"({"recent":[]})", with_none},
      {"..1", R"({"recent":[]})", with_none},
      {"101", "E614@2", with_none},
      {"100", R"({"recent":{"filler":true,"peel":false,"waxing":null}})", with_none},
      {"10.", R"({"recent":{"filler":true,"peel":false,"waxing":null}})", with_none},
      {"000", "{}", with_none},
      {"00.", "{}", with_none},
      {"001", R"({"recent":{"filler":false,"peel":true,"waxing":null}})", twice},
      {"000", R"({"recent":{"filler":false,"peel":false,"waxing":null}})", twice},
      {"00.", R"({"recent":{"filler":false,"peel":null,"waxing":null}})", twice},
      {"0.1", R"({"recent":{"filler":false,"peel":true,"waxing":null}})", twice},
      // clang-format on
  }));
  CAPTURE(row.cells, row.mapping);

  Words cells;
  for (const char c : row.cells) {
    switch (c) {
      case '.': cells.push_back(" "); break;
      case 'u': cells.push_back("unknown"); break;
      case 'Y': cells.push_back("Yes"); break;
      case 'N': cells.push_back(row.mapping == german ? "Nein" : "no"); break;
      case 'J': cells.push_back("Ja"); break;
      case 'C': cells.push_back("checked"); break;
      case 'U': cells.push_back("UNCHECKED"); break;
      default: cells.push_back(std::string(1, c)); break;
    }
  }
  CHECK(read({"f", "p", "w"}, row.mapping.empty() ? plain : row.mapping, cells) == row.read);
}

TEST_CASE("constants answer every row") {
  struct Row {
    std::string constants, read;
  };
  const Row row = GENERATE(values<Row>({
      {"{device: pen}", R"({"age":34,"device":"pen"})"},
      {"{recent: [waxing, filler], smoker: no}",
       R"({"age":34,"smoker":"no","recent":["filler","waxing"]})"},
      {"{recent: {filler: yes, peel: no, waxing: unknown}}",
       R"({"age":34,"recent":{"filler":true,"peel":false,"waxing":null}})"},
      {"{sunburn: 2 weeks}", R"({"age":34,"sunburn":"2026-11-08"})"},
      {"{sunburn: 2026-11-22}", R"({"age":34,"sunburn":"2026-11-22"})"},
      {"{sunburn: 2026-11-23}", "E612@-"},
      {"{acne: unknown}", R"({"age":34})"},
  }));
  CAPTURE(row.constants);

  CHECK(read({"age"}, "constants: " + row.constants, {"34"}) == row.read);
}

TEST_CASE("a header binds, or says what is wrong with it") {
  struct Row {
    std::string why;
    Words header;
    std::string mapping, as_of, codes;
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      {"ids of questions",          {"id", "age", "smoker"}, "", "", ""},
      {"case and blanks aside",     {" ID ", "Age\t", "SMOKER"}, "", "", ""},
      {"composed and decomposed",   {"A\u0302ge"}, "columns: {\u00E2ge: age}", "", ""},
      {"the other way round",       {"\u00C2ge"}, "columns: {a\u0302ge: age}", "", ""},
      {"an accent makes a word",    {"A\u0302ge"}, "columns: {Age: age}", "", "E814"},
      {"one question is enough",    {"x", "y", "age"}, "", "", ""},
      {"nothing known",             {"x", "y"}, "", "", "E813"},
      {"no columns at all",         {}, "", "", "E813"},
      {"an id is not a question",   {"id", "y"}, "", "", "E813"},
      {"constants, not columns",    {"x"}, "constants: {age: 34}", "", "E813"},
      {"two headers alike",         {"age", "note", "Note "}, "", "", "E811"},
      {"alike when composed",       {"age", "not\u00E9", "note\u0301"}, "", "", "E811"},
      {"headers without a name",    {"age", "", " "}, "", "", ""},
      {"two columns of a question", {"age", "AGE"}, "", "", "E811"},
      {"a column beside the map's", {"Alter", "age"}, "columns: {Alter: age}", "", "E812"},
      {"one of them ignored",       {"Alter", "age"}, "columns: {Alter: age}\nignore: age", "", ""},
      {"a column beside a set",     {"f", "recent"}, "sets: {recent: {columns: {f: filler}}}", "", "E812"},
      {"a column and a constant",   {"age", "smoker"}, "constants: {age: 34}", "", "E812"},
      {"a column of the map",       {"Alter"}, "columns: {alter: age}", "", ""},
      {"a column not there",        {"Alter"}, "columns: {Altr: age}", "", "E814"},
      {"a member not there",        {"f"}, "sets: {recent: {columns: {f: filler, p: peel}}}", "", "E814"},
      {"an id not there",           {"age"}, "id: Nr", "", "E814"},
      {"ignored, and not there",    {"age"}, "ignore: Nr", "", ""},
      {"an id named like a question", {"age", "smoker"}, "id: age", "", "E815"},
      {"its question elsewhere",    {"age", "Alter"}, "id: age\ncolumns: {Alter: age}", "", ""},
      {"days to screen on",         {"age", "Day"}, "", "day", ""},
      {"days not there",            {"age", "Day"}, "", "dya", "E814"},
      {"days that are answers",     {"age", "sunburn"}, "", "sunburn", "E815"},
      {"days that are ids",         {"age", "Nr"}, "id: Nr", "Nr", "E815"},
      {"days that are mapped",      {"x", "age"}, "columns: {x: sunburn}", "x", "E815"},
      {"a blank that is a choice",  {"acne"}, "blank: [none]", "", "E802"},
      {"not for this column",       {"age"}, "blank: [none]", "", ""},
      {"a word that is a label",    {"recent"}, "words: {Waxing: none}", "", "E802"},
      {"several at once",           {"age", "age", "Altr"}, "columns: {Alter: smoker}", "", "E811 E814"},
      // clang-format on
  }));
  CAPTURE(row.why);

  const Bound bound = bind_header(row.header, row.mapping, row.as_of);
  INFO(rendered(bound.columns.diagnostics));
  CHECK(codes_of(bound.columns.diagnostics) == row.codes);
  CHECK(bound.columns.value.has_value() == row.codes.empty());
}

TEST_CASE("cells and labels are the same composed and decomposed") {
  const std::string composed = "Ab\u00EEm\u00E9e";
  const std::string decomposed = "ABI\u0302ME\u0301E";
  const auto [label, cell] = GENERATE_COPY(
      table<std::string, std::string>({{composed, decomposed}, {decomposed, composed}}));
  RuleSet rules = map_rules();
  rules.questions[rules.find_question("acne").value()].choices[1].label.text = label;
  const auto columns = Columns::bind(rules, nullptr, Words{"acne"}, "intake.csv", {});
  REQUIRE(columns.value);
  CHECK(read(*columns.value, {cell}) == R"({"acne":"few"})");
  CHECK(read(*columns.value, {"Abimee"}) == "E606@0");
  CHECK(read_cell("smoker", "columns: {smoker: {values: {" + label + ": yes, x: no}}}", cell) ==
        R"({"smoker":"yes"})");
  CHECK(read_cell("smoker", "blank: [" + label + "]", cell) == "{}");
}

TEST_CASE("errors in a header do not repeat its words") {
  const Bound twice = bind_header({"age", "Jane Doe", "JANE DOE"}, "");
  CHECK(rendered(twice.columns.diagnostics) ==
        "intake.csv: error: columns 2 and 3 have the same header [E811]\n"
        "  help: give each column its own header; case and spaces make no difference\n");

  const Bound nothing = bind_header({"Jane Doe", "34"}, "");
  CHECK(rendered(nothing.columns.diagnostics) ==
        "intake.csv: error: no column is named after a question [E813]\n"
        "  help: expected `age`, `depth_mm`, `smoker`, `acne`, `device`, `recent`, `isotretinoin`, "
        "`sunburn`; for other headers `--suggest-map` writes a first mapping\n");

  const Bound missing = bind_header({"Alter", "x"}, "columns: {Altr: age}");
  CHECK(rendered(missing.columns.diagnostics) ==
        "map.yaml:3:11: error: the file has no column `Altr` [E814]\n"
        "    3 | columns: {Altr: age}\n"
        "      |           ^\n"
        "  help: did you mean `Alter`?\n");
}

TEST_CASE("a bound header tells the use of each column") {
  const Bound bound =
      bind_header({"Nr", "Alter", "smoker", "f", "p", "Note", "Day", "Remark"},
                  "id: nr\ncolumns: {Alter: age}\nsets: {recent: {columns: {f: filler, p: peel}}}\n"
                  "constants: {device: pen}\nignore: [remark, other]",
                  "Day");
  INFO(rendered(bound.columns.diagnostics));
  REQUIRE(bound.columns.value.has_value());
  const Columns& columns = *bound.columns.value;
  const auto list = [](std::span<const std::size_t> items) {
    return std::vector<std::size_t>(items.begin(), items.end());
  };
  const auto index = [](std::string_view id) { return *map_rules().find_question(id); };

  CHECK(columns.size() == 8);
  CHECK(columns.id_column() == std::size_t{0});
  CHECK(columns.as_of_column() == std::size_t{6});
  CHECK(list(columns.unmapped()) == std::vector<std::size_t>{5});
  CHECK(list(columns.ignored()) == std::vector<std::size_t>{7});
  CHECK(list(columns.without_column()) == std::vector<std::size_t>{index("depth_mm"), index("acne"),
                                                                   index("isotretinoin"),
                                                                   index("sunburn")});
  CHECK(list(columns.constants()) == std::vector<std::size_t>{index("device")});
  REQUIRE(columns.members_without_column().size() == 1);
  CHECK(columns.members_without_column()[0].first == index("recent"));
  CHECK(columns.members_without_column()[0].second == 2);
  CHECK_FALSE(columns.question_of(0).has_value());
  CHECK(columns.question_of(1) == index("age"));
  CHECK(columns.question_of(4) == index("recent"));
  CHECK_FALSE(columns.question_of(6).has_value());
  CHECK_FALSE(columns.question_of(99).has_value());
}

TEST_CASE("a row's screening date is read from its cell") {
  struct Row {
    std::string mapping, cell, day;
  };
  const Row row = GENERATE(values<Row>({
      {"", "2026-11-22", "2026-11-22"},
      {"", " 2026-11-22 ", "2026-11-22"},
      {"", "2026-11-22T09:00:00Z", "2026-11-22"},
      {"", "2026-11-22 9:00", "2026-11-22"},
      {"dates: mdy", "11/1/2026 9:00:00", "2026-11-01"},
      {"dates: mdy", "11/1/2026 9:00:00 PM", "2026-11-01"},
      {"", "11/1/2026", "E621"},
      {"", "11/1/26", "E622"},
      {"", "", "E625"},
      {"", "today", "E625"},
      {"", "6 months", "E625"},
      {"", "2026-02-30", "E625"},
      {"", "1899-12-31", "E625"},
  }));
  CAPTURE(row.mapping, row.cell);

  const Bound bound = bind_header({"age", "day"}, row.mapping, "day");
  REQUIRE(bound.columns.value.has_value());
  std::vector<RowProblem> problems;
  const auto day = bound.columns.value->read_as_of(row.cell, problems);
  CHECK(day.has_value() == problems.empty());
  CHECK((day ? to_string(*day) : std::string(to_string(problems.at(0).code))) == row.day);
  if (!day) CHECK(problems.at(0).column == 1);
}

TEST_CASE("every problem of a row is reported, without the cell") {
  const Bound bound = bind_header({"age", "smoker", "acne", "sunburn"}, "");
  REQUIRE(bound.columns.value.has_value());
  const Words row = {"qqq", "qqq", "qqq", "qqq"};
  CHECK(read(*bound.columns.value, row) == "E608@0 E607@1 E606@2 E611@3");
  const std::vector<std::string_view> cells(row.begin(), row.end());
  Answers answers;
  std::vector<RowProblem> problems;
  bound.columns.value->read(cells, screening_date(), answers, problems);
  for (const RowProblem& problem : problems) {
    CHECK(problem.message.find("qqq") == std::string_view::npos);
  }
}

TEST_CASE("a row overwrites the answers of the row before") {
  const Bound bound = bind_header({"age", "recent", "isotretinoin"}, "");
  REQUIRE(bound.columns.value.has_value());
  Answers answers;
  std::vector<RowProblem> problems;
  const auto next = [&](const std::vector<std::string_view>& cells) {
    bound.columns.value->read(cells, screening_date(), answers, problems);
    return answers_to_json(map_rules(), answers).dump();
  };
  CHECK(next({"34", "waxing", "never"}) ==
        R"({"age":34,"recent":["waxing"],"isotretinoin":"never"})");
  CHECK(next({"", "", ""}) == "{}");
  CHECK(next({"35", "none", "2026-01-01"}) ==
        R"({"age":35,"recent":[],"isotretinoin":"2026-01-01"})");
  CHECK(problems.empty());
  CHECK_THROWS(next({"34", "waxing"}));
}

TEST_CASE("the words of the built-in rule set have one meaning each") {
  for (const Question& question : microneedling().questions) {
    const std::vector<std::string> header = {question.id.text};
    const auto bound = Columns::bind(microneedling(), nullptr, header, "intake.csv");
    REQUIRE(bound.value.has_value());
    for (const Choice& choice : question.choices) {
      CAPTURE(question.id.text, choice.id.text);
      Answers by_id, by_label;
      std::vector<RowProblem> problems;
      bound.value->read(std::vector<std::string_view>{choice.id.text}, screening_date(), by_id,
                        problems);
      bound.value->read(std::vector<std::string_view>{choice.label.text}, screening_date(),
                        by_label, problems);
      CHECK(problems.empty());
      CHECK(by_id == by_label);
      CHECK((by_id[*microneedling().find_question(question.id.text)].yes >>
                 (&choice - question.choices.data()) &
             1) == 1);
    }
  }
}
