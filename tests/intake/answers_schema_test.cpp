// SPDX-License-Identifier: Apache-2.0
#include <string>

#include <nlohmann/json.hpp>

#include "candor/intake/answers.h"
#include "intake/sample_rules.h"
#include "support/catch.hpp"

using namespace candor;
using nlohmann::ordered_json;

namespace {

ordered_json forms(const Question& question) {
  RuleSet rules = sample_rules();
  rules.questions = {question};
  return answers_schema(rules)["properties"][question.id.text]["anyOf"];
}

}  // namespace

TEST_CASE("the schema of answers names its rule set and closes the object") {
  const ordered_json schema = answers_schema(sample_rules());

  CHECK(schema["$schema"] == "https://json-schema.org/draft/2020-12/schema");
  CHECK(schema["$id"] == "urn:candor:schema:answers:sample:1.0%2B%C3%A9%2F2");
  CHECK(schema["title"] == "A sample");
  CHECK(schema["description"] == "For tests.");
  CHECK(schema["type"] == "object");
  CHECK(schema["additionalProperties"] == false);
  CHECK(schema["properties"].size() == sample_rules().questions.size());
  CHECK(schema["$defs"]["blank"]["enum"].dump() == R"([null,"","unknown"])");
  CHECK(schema["properties"]["acne"]["title"] == "About acne?");
  CHECK(schema["properties"]["acne"]["description"] == "Count inflamed spots.");
  CHECK_FALSE(schema["properties"]["age"].contains("description"));
}

TEST_CASE("the schema lists every form of an answer") {
  struct Row {
    std::string question, forms;
  };
  const Row row = GENERATE(values<Row>({
      {"acne", R"([{"const": "none", "title": "No active acne"},
                   {"const": "few", "title": "A few inflamed spots"},
                   {"const": "many", "title": "Many"},
                   {"$ref": "#/$defs/blank"}])"},
      {"smoker", R"([{"enum": ["yes", true], "title": "Yes"},
                     {"enum": ["no", false], "title": "No"},
                     {"$ref": "#/$defs/blank"}])"},
      {"conditions", R"([{"const": "none", "title": "None"},
                         {"const": "asthma", "title": "Asthma"},
                         {"const": "heart_disease", "title": "Heart disease"},
                         {"const": "keloids", "title": "Keloids"},
                         {"type": "array", "title": "Those that hold; the others do not",
                          "items": {"anyOf": [
                             {"const": "asthma", "title": "Asthma"},
                             {"const": "heart_disease", "title": "Heart disease"},
                             {"const": "keloids", "title": "Keloids"}]}},
                         {"type": "array", "title": "None", "items": {"const": "none"}},
                         {"type": "object",
                          "title": "Each whether it holds; absent or null is not known",
                          "properties": {
                            "asthma": {"title": "Asthma", "type": ["boolean", "null"]},
                            "heart_disease": {"title": "Heart disease",
                                              "type": ["boolean", "null"]},
                            "keloids": {"title": "Keloids", "type": ["boolean", "null"]}},
                          "additionalProperties": false},
                         {"$ref": "#/$defs/blank"}])"},
      {"depth_mm", R"([{"type": "number", "title": "a number from 0 to 5 mm in steps of 0.25",
                        "minimum": 0, "maximum": 5, "multipleOf": 0.25},
                       {"type": "string", "title": "The same as text",
                        "pattern": "^-?[0-9]{1,12}(\\.[0-9]{1,6}0*)?$"},
                       {"$ref": "#/$defs/blank"}])"},
      {"isotretinoin", R"([{"type": "string", "title": "How long ago, such as `6 months`",
                            "pattern": "^[0-9]{1,5} +(day|week|month|year)s?$"},
                           {"type": "string",
                            "title": "The day, as YYYY-MM-DD, up to the screening date",
                            "pattern": "^[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"},
                           {"const": "never", "title": "Never"},
                           {"const": "ongoing", "title": "Ongoing"},
                           {"$ref": "#/$defs/blank"}])"},
  }));
  CAPTURE(row.question);

  CHECK(forms(sample(row.question)).dump(1) == ordered_json::parse(row.forms).dump(1));
}

TEST_CASE("the schema gives a step only where validators compute it exactly") {
  struct Row {
    std::string min, step, multiple;
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      // min   step    multipleOf
      {"",     "1",     "1"},
      {"18",   "1",     "1"},
      {"0.5",  "1",     ""},
      {"0.5",  "0.5",   "0.5"},
      {"-3",   "1.5",   "1.5"},
      {"1",    "1.5",   ""},
      {"0",    "0.1",   ""},
      {"0",    "0.125", "0.125"},
      // clang-format on
  }));
  CAPTURE(row.min, row.step);

  Question question = sample_question("n", QuestionType::number);
  question.min = parse_decimal(row.min);
  question.step = *parse_decimal(row.step);
  const ordered_json number = forms(question)[0];
  CHECK(number.contains("minimum") == !row.min.empty());
  CHECK((number.contains("multipleOf") ? number["multipleOf"].dump() : "") == row.multiple);
}
