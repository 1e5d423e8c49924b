// SPDX-License-Identifier: Apache-2.0
// The same 300 people in four files: the mappings of examples/ must give the same answers.
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "batch/mapping/map_rules.h"
#include "batch/rows/tiny_csv.h"
#include "candor/batch/mapping/columns.h"
#include "support/allocations.h"
#include "support/catch.hpp"
#include "support/files.h"
#include "support/screening_date.h"

using namespace candor;

namespace {

const std::filesystem::path root = CANDOR_SOURCE_DIR;

struct Person {
  std::string id;
  std::string answers;  // as JSON
};

using Rows = std::vector<std::vector<std::string>>;

// Reads every person of a file, with a mapping unless it is empty.
std::vector<Person> people(const Rows& rows, const std::string& mapping) {
  const RuleSet& rules = microneedling();
  IntakeMap map;
  if (!mapping.empty()) {
    auto loaded = load_intake_map(SourceFile("map.yaml", mapping), rules);
    INFO(rendered(loaded.diagnostics));
    REQUIRE(loaded.value.has_value());
    map = std::move(*loaded.value);
  }
  auto bound = Columns::bind(rules, mapping.empty() ? nullptr : &map, rows.at(0), "intake.csv");
  INFO(rendered(bound.diagnostics));
  REQUIRE(bound.value.has_value());
  REQUIRE(bound.value->id_column().has_value());
  CHECK(bound.value->without_column().empty());

  std::vector<Person> out;
  Answers answers;
  std::vector<RowProblem> problems;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    const std::vector<std::string_view> cells(rows[i].begin(), rows[i].end());
    bound.value->read(cells, screening_date(), answers, problems);
    CAPTURE(i);
    REQUIRE(problems.empty());
    out.push_back({rows[i][*bound.value->id_column()], answers_to_json(rules, answers).dump()});
  }
  return out;
}

struct File {
  std::string name;
  char separator = ',';
};

Rows rows_of(const File& file) {
  return split_csv(read_file(root / "tests/data/intakes" / (file.name + ".csv")), file.separator);
}

std::string mapping_of(const File& file) {
  return read_file(root / "examples" / (file.name + ".map.yaml"));
}

}  // namespace

TEST_CASE("the four intake files give the same answers for each person") {
  const std::vector<Person> plain = people(rows_of({"plain"}), "");
  CHECK(plain.size() == 300);
  const File file = GENERATE(
      values<File>({{"web-form", ','}, {"research-export", ','}, {"spreadsheet-de", ';'}}));
  CAPTURE(file.name);

  const std::vector<Person> mapped = people(rows_of(file), mapping_of(file));
  REQUIRE(mapped.size() == plain.size());
  for (std::size_t i = 0; i < plain.size(); ++i) {
    CAPTURE(plain[i].id);
    CHECK(mapped[i].id == plain[i].id);
    CHECK(mapped[i].answers == plain[i].answers);
  }
}

TEST_CASE("a plain intake file reads as the same answers in JSON") {
  const RuleSet& rules = microneedling();
  const Rows rows = rows_of({"plain"});
  const std::vector<Person> read = people(rows, "");
  for (std::size_t i = 1; i < rows.size(); ++i) {
    nlohmann::json object = nlohmann::json::object();
    for (std::size_t column = 1; column < rows[0].size(); ++column) {
      const std::string& cell = rows[i][column];
      const Question& question = rules.questions[*rules.find_question(rows[0][column])];
      if (question.type == QuestionType::set && !cell.empty()) {
        object[question.id.text] = nlohmann::json::array();
        const Rows members = split_csv(cell + "\n", ';');
        for (const std::string& member : members.at(0)) object[question.id.text].push_back(member);
      } else {
        object[question.id.text] = cell;
      }
    }
    const auto answers = parse_answers_json(rules, object.dump(), screening_date());
    CAPTURE(i);
    REQUIRE(answers.value.has_value());
    CHECK(answers_to_json(rules, *answers.value).dump() == read[i - 1].answers);
  }
}

TEST_CASE("reading rows allocates nothing once the answers have memory") {
  const File file = GENERATE(
      values<File>({{"web-form", ','}, {"research-export", ','}, {"spreadsheet-de", ';'}}));
  CAPTURE(file.name);
  const RuleSet& rules = microneedling();
  const Rows rows = rows_of(file);
  const auto map = load_intake_map(SourceFile("map.yaml", mapping_of(file)), rules);
  REQUIRE(map.value.has_value());
  const auto bound = Columns::bind(rules, &*map.value, rows.at(0), "intake.csv");
  REQUIRE(bound.value.has_value());
  std::vector<std::vector<std::string_view>> cells;
  for (std::size_t i = 1; i < rows.size(); ++i) cells.emplace_back(rows[i].begin(), rows[i].end());
  Answers answers;
  std::vector<RowProblem> problems;
  bound.value->read(cells.at(0), screening_date(), answers, problems);

  const std::size_t before = allocations_so_far();
  for (const auto& row : cells) bound.value->read(row, screening_date(), answers, problems);
  const std::size_t after = allocations_so_far();
  CHECK(after - before == 0);
}
