// SPDX-License-Identifier: Apache-2.0
// Whole mapping files: each case in tests/data/maps/good loads without diagnostics, and each in
// tests/data/maps/bad gives exactly its diagnostics. UPDATE_GOLDEN=1 rewrites those.
#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "batch/mapping/map_rules.h"
#include "candor/batch/mapping/intake_map.h"
#include "support/cases.h"
#include "support/catch.hpp"
#include "support/refused.h"

using namespace candor;
namespace fs = std::filesystem;

namespace {

const fs::path data = fs::path(CANDOR_SOURCE_DIR) / "tests/data/maps";

Parsed<IntakeMap> load(const testing::Case& one) {
  return load_intake_map(SourceFile(one.name, one.input), map_rules());
}

std::vector<testing::Case> good_maps() {
  return testing::read_cases(data / "good/maps.cases").cases;
}

}  // namespace

TEST_CASE("good mapping files load without diagnostics") {
  const auto maps = good_maps();
  CHECK(maps.size() > 10);
  for (const testing::Case& one : maps) {
    CAPTURE(one.name);
    const auto loaded = load(one);
    CHECK(rendered(loaded.diagnostics).empty());
    CHECK(loaded.value.has_value());
  }
}

TEST_CASE("bad mapping files are refused with the diagnostics of their cases") {
  const auto shown = testing::check_refused(data / "bad", 72, load);
  for (const DiagnosticCode code : all_codes()) {
    CAPTURE(to_string(code));
    if (to_string(code).starts_with("E80")) CHECK(shown.contains(code));
  }
}

TEST_CASE("a loaded mapping has everything that its author wrote") {
  const auto maps = good_maps();
  const auto every_key = std::ranges::find(maps, "every-key.map.yaml", &testing::Case::name);
  REQUIRE(every_key != maps.end());
  const auto loaded = load(*every_key);
  REQUIRE(loaded.value.has_value());
  const IntakeMap& map = *loaded.value;
  const RuleSet& rules = map_rules();

  CHECK(map.id_column.text == "Nr");
  CHECK(map.format.dates == DateOrder::dmy);
  CHECK(map.format.decimal_comma == true);
  REQUIRE(map.format.blanks.has_value());
  CHECK(map.format.blanks->size() == 3);
  CHECK(map.words.size() == 6);
  REQUIRE(map.columns.size() == 5);
  CHECK(map.columns[1].question == rules.find_question("depth_mm"));
  CHECK(map.columns[1].format.decimal_comma == false);
  REQUIRE(map.columns[1].format.blanks.has_value());
  CHECK(map.columns[1].format.blanks->empty());
  CHECK(map.columns[2].question == rules.find_question("smoker"));
  REQUIRE(map.columns[3].values.size() == 4);
  CHECK(map.columns[3].values[1].means.answer.choice() == 1);
  CHECK_FALSE(map.columns[3].values[3].means.answer.given());
  CHECK(map.columns[4].values[1].means.ago == Duration{10, Unit::years});
  REQUIRE(map.sets.size() == 1);
  REQUIRE(map.sets[0].columns.size() == 5);
  CHECK(map.sets[0].columns[3].member == 2);
  CHECK_FALSE(map.sets[0].columns[4].member.has_value());
  REQUIRE(map.constants.size() == 2);
  CHECK(map.constants[1].means.on(*parse_date("2026-11-22")).date == *parse_date("2024-11-22"));
  CHECK(map.ignored.size() == 2);
}

TEST_CASE("a mapping file beyond a limit is refused") {
  struct Row {
    std::string why, before, item;
    std::size_t count;
  };
  const Row row = GENERATE(values<Row>({
      {"columns to ignore", "ignore: [x", ", c", most_mapped_columns},
      {"blank words", "blank: [x", ", c", most_mapped_words},
      {"words", "words: {x: yes", ", c", most_mapped_words},
  }));
  CAPTURE(row.why);
  std::string text = "candor_map: 1\nrules: clinic\n" + row.before;
  for (std::size_t i = 0; i < row.count; ++i) {
    text += row.item + std::to_string(i) + (row.why == "words" ? ": yes" : "");
  }
  text += row.why == "words" ? "}\n" : "]\n";
  const auto loaded = load_intake_map(SourceFile("many.yaml", text), map_rules());
  REQUIRE(loaded.diagnostics.items().size() == 1);
  CHECK(loaded.diagnostics.items()[0].code == codes::limit_exceeded);
}
