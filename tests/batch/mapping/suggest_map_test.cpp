// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "batch/mapping/map_rules.h"
#include "batch/rows/tiny_csv.h"
#include "candor/batch/mapping/columns.h"
#include "candor/batch/mapping/suggest_map.h"
#include "support/catch.hpp"
#include "support/files.h"
#include "support/screening_date.h"

using namespace candor;

namespace {

using Words = std::vector<std::string>;
using Rows = std::vector<Words>;

// A suggestion without the lines that every mapping has.
std::string suggested(const Words& header, const Rows& rows) {
  const std::string text = suggest_map(map_rules(), header, rows);
  const std::string start =
      "# A first mapping, guessed from headers and values.\n# Review it, and settle what is "
      "unsure.\n\ncandor_map: 1\nrules: clinic\n";
  REQUIRE(text.substr(0, start.size()) == start);
  return text.substr(start.size());
}

// The part of a suggestion about one column. `age` makes sure that some question has a column.
std::string about(const std::string& header, const Words& cells) {
  Rows rows;
  for (const std::string& cell : cells) rows.push_back({std::to_string(rows.size()), cell, "30"});
  std::string text = suggested({"id", header, "age"}, rows);
  const std::string id = "id: id\n";
  CHECK(text.substr(0, id.size()) == id);
  text.erase(0, id.size());
  return text.substr(0, text.find("# Blank for everyone"));
}

std::vector<std::string> answers_of(const RuleSet& rules, const std::string& mapping,
                                    const Rows& rows) {
  const auto map = load_intake_map(SourceFile("map.yaml", mapping), rules);
  INFO(mapping << rendered(map.diagnostics));
  REQUIRE(map.value.has_value());
  const auto bound = Columns::bind(rules, &*map.value, rows.at(0), "intake.csv");
  INFO(rendered(bound.diagnostics));
  REQUIRE(bound.value.has_value());
  std::vector<std::string> out;
  Answers answers;
  std::vector<RowProblem> problems;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const std::vector<std::string_view> cells(rows[i].begin(), rows[i].end());
    bound.value->read(cells, screening_date(), answers, problems);
    REQUIRE(problems.empty());
    out.push_back(rows[i][bound.value->id_column().value()] +
                  answers_to_json(rules, answers).dump());
  }
  return out;
}

}  // namespace

TEST_CASE("the first mapping of each intake file reads all of it correctly") {
  struct File {
    std::string name;
    char separator = ',';
  };
  const File file = GENERATE(values<File>(
      {{"plain", ','}, {"web-form", ','}, {"research-export", ','}, {"spreadsheet-de", ';'}}));
  CAPTURE(file.name);
  const auto folder = std::filesystem::path(CANDOR_SOURCE_DIR) / "tests/data/intakes";
  const RuleSet& rules = microneedling();
  const Rows plain = split_csv(read_file(folder / "plain.csv"), ',');
  const Rows rows = split_csv(read_file(folder / (file.name + ".csv")), file.separator);

  const Rows sample(rows.begin() + 1, rows.end());
  const std::string mapping = suggest_map(rules, rows.at(0), sample, file.name + ".csv");
  const std::string nothing_to_map = "candor_map: 1\nrules: microneedling\n";
  CHECK(answers_of(rules, mapping, rows) == answers_of(rules, nothing_to_map, plain));
}

TEST_CASE("a column is recognized by its header or its values") {
  struct Row {
    std::string header;
    Words cells;
    std::string suggested;
  };
  const std::string ignored =
      "# unsure: no question was found for these columns. Move any that answers one to "
      "`columns`.\nignore:\n  - ";
  const Row row = GENERATE_COPY(values<Row>({
      // clang-format off
      {"smoker", {"yes", "no"}, ""},
      {"Smoker?", {"Yes", "no"}, "columns:\n  Smoker?: smoker\n"},
      {"Do you smoke?", {"yes"}, "columns:\n  Do you smoke?: smoker\n"},
      {"smoker", {"Ja", "Nein", ""}, "words: {Ja: yes, Nein: no}\n"},
      {"smoker", {"Y", "N"}, "words: {N: no, Y: yes}\n"},
      {"smoker", {"1", "0"}, "words: {0: no, 1: yes}  # unsure: 1 is taken as yes, 0 as no\n"},
      {"smoker", {"1", "2"}, "words: {0: no, 1: yes}  # unsure: 1 is taken as yes, 0 as no\n"
                             "columns:\n  smoker: smoker\n"
                             "    # unsure: there are other values, not repeated here\n"},
      {"smoker", {"yes", "NA", "k.A."}, "blank: [k.A., NA]  # unsure: taken as blank\n"},
      {"smoker", {"yes", "don't know"}, "words: {\"don't know\": unknown}\n"},
      {"smoker", {"yes", "rarely", "rarely", "ask Jane"},
       "columns:\n  smoker: smoker\n    # unsure: what does rarely mean?\n"
       "    # unsure: there are other values, not repeated here\n"},
      {"Is the patient a smoker", {"yes"},
       "columns:\n  Is the patient a smoker: smoker  # unsure: the header only contains the id of the question\n"},
      {"Is the patient a smoker", {"Jane"}, ignored + "Is the patient a smoker\n"},
      {"acne", {"few", "Many"}, ""},
      {"acne", {"A few spots!", "No active acne"}, "columns:\n  acne:\n    values: {\"A few spots!\": few}\n"},
      {"acne", {"0", "1", "2"}, "columns:\n  acne:\n    values: {0: none, 1: few, 2: many}"
                                "  # unsure: codes from 0, in the order of the choices\n"},
      {"acne", {"1", "3"}, "columns:\n  acne:\n    values: {1: none, 2: few, 3: many}"
                           "  # unsure: codes from 1, in the order of the choices\n"},
      {"acne", {"1", "2"}, "columns:\n  acne: acne\n"
                           "    # unsure: codes, but nothing shows whether they start at 0 or at 1\n"},
      {"acne", {"0", "7", "7"}, "columns:\n  acne: acne\n"
                           "    # unsure: there are other values, not repeated here\n"},
      {"acne", {"Keine", "few"}, "columns:\n  acne:\n    values: {Keine: none}  # unsure: words in another language\n"},
      {"acne", {"few\x05"}, ""},
      {"recent", {"filler;waxing\x05"},
       "columns:\n  recent: recent\n    # unsure: there are other values, not repeated here\n"},
      {"Befund", {"few", "many"}, "columns:\n  Befund: acne  # unsure: matched only by its values\n"},
      {"Befund", {"none", "none"}, ignored + "Befund\n"},
      {"recent", {"filler;waxing", "none"}, ""},
      {"recent", {"filler, waxing", "Dermal filler"}, "separators: [\",\"]\n"},
      {"recent", {"filler/waxing", "Keine"}, "separators: [\"/\"]\nwords: {Keine: none}\n"},
      {"recent", {"Peel; light or deep, waxing"}, "separators: [\",\"]\n"},
      {"depth_mm", {"1,5", "2"}, "decimal_comma: yes\n"},
      {"depth_mm", {"1.5", "2"}, ""},
      {"depth_mm", {"1.5", "2,5"}, "columns:\n  depth_mm: depth_mm\n    # unsure: some numbers have commas, others points\n"},
      {"sunburn", {"2026-01-02", "3 weeks"}, ""},
      {"sunburn", {"02.01.2026", "25.12.2025"}, "dates: dmy\n"},
      {"sunburn", {"02/01/2026", "12/25/2025"}, "dates: mdy\n"},
      {"sunburn", {"2026/01/02"}, "columns:\n  sunburn:\n    dates: ymd\n"
                                  "    # unsure: the year comes first, and the month is assumed to follow\n"},
      {"sunburn", {"02.01.2026", "03.04.2026"}, "columns:\n  sunburn: sunburn\n"
       "    # unsure: nothing shows the order of day and month: add `dates: dmy` or `dates: mdy`\n"},
      {"sunburn", {"25.12.2025", "12.25.2025"}, "columns:\n  sunburn: sunburn\n    # unsure: dates in more than one order\n"},
      {"sunburn", {"25.12.25"}, "columns:\n  sunburn: sunburn\n    # unsure: dates with a two-digit year are not read\n"},
      {"isotretinoin", {"nie", "laufend", "6 months"}, "words: {laufend: ongoing, nie: never}\n"},
      {"Note: \"x\"", {"Jane Doe"}, ignored + "\"Note: \\\"x\\\"\"\n"},
      {"null", {"Jane Doe"}, ignored + "\"null\"\n"},
      // clang-format on
  }));
  CAPTURE(row.header, row.cells);

  CHECK(about(row.header, row.cells) == row.suggested);
}

TEST_CASE("dates that prove an order do not decide for other columns") {
  const std::string text = suggested({"id", "sunburn", "isotretinoin"},
                                     {{"1", "25.12.2025", "01.02.2026"}, {"2", "never", "never"}});
  CHECK(text.find("\ndates:") == std::string::npos);
  CHECK(text.find("  sunburn:\n    dates: dmy\n") != std::string::npos);
  CHECK(text.find("  isotretinoin: isotretinoin\n    # unsure: nothing shows") !=
        std::string::npos);
}

TEST_CASE("columns of members are joined") {
  struct Row {
    std::string why;
    Words header, cells;
    std::string sets;
  };
  const std::string plain =
      "sets:\n  recent:\n    columns:\n      {0}: filler\n      {1}: peel\n      {2}: waxing\n";
  const auto filled = [](std::string text, const Words& names) {
    for (std::size_t i = 0; i < names.size(); ++i) {
      const std::string slot = "{" + std::to_string(i) + "}";
      text.replace(text.find(slot), slot.size(), names[i]);
    }
    return text;
  };
  const Row row = GENERATE_COPY(values<Row>({
      // clang-format off
      {"ids", {"recent___filler", "recent___peel", "recent___waxing"}, {"0", "1", ""},
       filled(plain, {"recent___filler", "recent___peel", "recent___waxing"})},
      {"labels in brackets", {"Recent [Dermal filler]", "Recent [Peel; light or deep]", "Recent [Waxing]"}, {"1", "", "0"},
       filled(plain, {"\"Recent [Dermal filler]\"", "\"Recent [Peel; light or deep]\"", "\"Recent [Waxing]\""})},
      {"a prompt and a choice", {"What was done lately? (choice=Dermal filler)", "r", "What was done lately? (choice=Waxing)"},
       {"Checked", "", "Unchecked"},
       "sets:\n  recent:\n    yes: [Checked]\n    no: [Unchecked]\n    columns:\n"
       "      \"What was done lately? (choice=Dermal filler)\": filler\n"
       "      \"What was done lately? (choice=Waxing)\": waxing\n"},
      {"numbers", {"recent_1", "recent_2", "recent_3"}, {"1", "0", "0"},
       filled(plain, {"recent_1", "recent_2", "recent_3"})},
      {"a column of none", {"recent___filler", "recent___none", "x"}, {"0", "1", ""},
       "sets:\n  recent:\n    columns:\n      recent___filler: filler\n      recent___none: none\n"},
      {"crosses", {"recent___filler", "recent___peel", "recent___waxing"}, {"x", "", ""},
       "sets:\n  recent:\n    yes: [x]\n    # unsure: an empty cell means unknown, not `no`\n"
       "    columns:\n      recent___filler: filler\n      recent___peel: peel\n      recent___waxing: waxing\n"},
      // clang-format on
  }));
  CAPTURE(row.why);

  Words header = {"id", "age"}, cells = {"1", "30"};
  header.insert(header.end(), row.header.begin(), row.header.end());
  cells.insert(cells.end(), row.cells.begin(), row.cells.end());
  std::string text = suggested(header, {cells, cells});
  const std::size_t from = text.find("sets:");
  REQUIRE(from != std::string::npos);
  text = text.substr(from, text.find("# unsure: no question", from) - from);
  text = text.substr(0, text.find("# Blank for everyone"));
  for (const std::string unsure = "  # unsure: matched by number, in the order of the choices";
       text.find(unsure) != std::string::npos;) {
    text.erase(text.find(unsure), unsure.size());
  }
  CHECK(text == row.sets);
}

TEST_CASE("the values of an id column are all different") {
  struct Row {
    std::string header;
    Words cells;
    std::string line;
  };
  const std::string none =
      "# unsure: no column looks like the id. Without `id: COLUMN` the id is the record number.\n";
  const Row row = GENERATE_COPY(values<Row>({
      {"Client ID", {"a", "b"}, "id: Client ID\n"},
      {"record_id", {"1", "2"}, "id: record_id\n"},
      {"Nr", {"1", "2"}, "id: Nr\n"},
      {"Nr", {"1", "1"}, none},
      {"Nr", {"1", ""}, none},
      {"Visit number",
       {"1", "2"},
       "id: Visit number  # unsure: every row differs, and the header sounds like an id\n"},
      {"Name", {"Jane", "Joe"}, none},
  }));
  CAPTURE(row.header, row.cells);

  Rows rows;
  for (const std::string& cell : row.cells) rows.push_back({cell, "30"});
  const std::string text = suggested({row.header, "age"}, rows);
  CHECK(text.substr(0, row.line.size()) == row.line);
}

TEST_CASE("a first mapping repeats no cells except the few that are keys") {
  Words header = {"id", "smoker", "acne", "recent", "age", "sunburn", "Remark"};
  Rows rows;
  for (int i = 0; i < 100; ++i) {
    const std::string secret =
        "Secret" + std::string(1, static_cast<char>('A' + i % 26)) + std::to_string(i);
    rows.push_back({secret, secret, secret, "filler;" + secret, "9" + std::to_string(1000 + i),
                    "12.03.19" + std::to_string(10 + i % 90), secret});
  }
  const std::string text = suggest_map(map_rules(), header, rows);
  CHECK(text.find("ecret") == std::string::npos);
  CHECK(text.find("91000") == std::string::npos);
  CHECK(text.find("12.03") == std::string::npos);
}

TEST_CASE("without a header there is nothing to repeat") {
  const std::string text =
      suggest_map(map_rules(), Words{"P0001", "Jane Doe", "34"}, Rows{{"P0002", "Joe", "35"}});
  CHECK(text.find("Jane") == std::string::npos);
  CHECK(text.find("# unsure: no header resembles a question") != std::string::npos);
  CHECK(load_intake_map(SourceFile("map", text), map_rules()).value.has_value());
}

TEST_CASE("for headers that no mapping can tell apart, none is suggested") {
  CHECK(suggest_map(map_rules(), Words{"age", "Note", " note"}, Rows{}).empty());
}

TEST_CASE("whatever the headers, the mapping loads and binds") {
  const Words odd = {"age",
                     "? smoker",
                     "- acne",
                     "a: b",
                     "a #b",
                     "[x]",
                     "{y}",
                     "\"quoted\"",
                     "back\\slash",
                     "two\nlines",
                     "tab\tbed",
                     "'single'",
                     "&anchor",
                     "*alias",
                     "!tag",
                     "%percent",
                     "@at",
                     "`tick",
                     "gr\xC3\xB6\xC3\x9F"
                     "er",
                     "\xE2\x80\xAE"
                     "reversed",
                     "bell\x07",
                     "",
                     "   ",
                     "null",
                     "yes",
                     "1.5",
                     "---",
                     "...",
                     "recent - filler",
                     std::string(3000, 'x')};
  Words cells(odd.size(), "{\"a\": [1, 'b'] # c");
  const std::string text = suggest_map(map_rules(), odd, Rows{cells, cells});
  const auto map = load_intake_map(SourceFile("map.yaml", text), map_rules());
  INFO(text << rendered(map.diagnostics));
  REQUIRE(map.value.has_value());
  const auto bound = Columns::bind(map_rules(), &*map.value, odd, "intake.csv");
  INFO(rendered(bound.diagnostics));
  CHECK(bound.value.has_value());
}
