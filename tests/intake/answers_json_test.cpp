// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "candor/intake/answers.h"
#include "candor/rules/load/load_rule_set.h"
#include "intake/sample_rules.h"
#include "support/catch.hpp"

using namespace candor;

namespace {

Parsed<Answers> parse(std::string_view json) {
  return parse_answers_json(sample_rules(), json, parse_date("2026-11-22").value());
}

// The mistakes, one a line, as "code pointer" or "code line:column".
std::string mistakes(const Parsed<Answers>& parsed) {
  std::string lines;
  for (const Diagnostic& d : parsed.diagnostics.items()) {
    if (!lines.empty()) lines += '\n';
    lines += to_string(d.code);
    if (d.line > 0) lines += fmt::format(" {}:{}", d.line, d.column);
    if (!d.pointer.empty()) lines += " " + d.pointer;
  }
  return lines;
}

// The answers written as JSON again, or the mistakes.
std::string read(std::string_view json) {
  const Parsed<Answers> parsed = parse(json);
  if (!parsed.value) return mistakes(parsed);
  return answers_to_json(sample_rules(), *parsed.value).dump();
}

}  // namespace

TEST_CASE("every form of an answer is read, and written in one form") {
  struct Row {
    std::string given, written;
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      {R"({})", R"({})"},
      {"\xEF\xBB\xBF{}", R"({})"},
      {" \r\n\t{ } \n", R"({})"},
      {R"({"acne": null, "smoker": "", "age": "unknown", "conditions": null})", R"({})"},
      {R"({"acne": "few"})", R"({"acne":"few"})"},
      {R"({"ac\u006ee": "f\u0065w"})", R"({"acne":"few"})"},
      {R"({"smoker": true})",  R"({"smoker":"yes"})"},
      {R"({"smoker": false})", R"({"smoker":"no"})"},
      {R"({"smoker": "yes"})", R"({"smoker":"yes"})"},
      {R"({"conditions": "none"})",   R"({"conditions":[]})"},
      {R"({"conditions": []})",       R"({"conditions":[]})"},
      {R"({"conditions": ["none"]})", R"({"conditions":[]})"},
      {R"({"conditions": "asthma"})", R"({"conditions":["asthma"]})"},
      {R"({"conditions": ["keloids", "asthma"]})", R"({"conditions":["asthma","keloids"]})"},
      {R"({"conditions": ["asthma", "asthma"]})",  R"({"conditions":["asthma"]})"},
      {R"({"conditions": {}})", R"({})"},
      {R"({"conditions": {"asthma": null}})", R"({})"},
      {R"({"conditions": {"keloids": false, "asthma": true}})",
       R"({"conditions":{"asthma":true,"heart_disease":null,"keloids":false}})"},
      {R"({"conditions": {"asthma": false, "heart_disease": false, "keloids": true}})",
       R"({"conditions":["keloids"]})"},
      {R"({"conditions": {"asthma": false, "heart_disease": false, "keloids": false}})",
       R"({"conditions":[]})"},
      {R"({"depth_mm": 2.75})",    R"({"depth_mm":2.75})"},
      {R"({"depth_mm": "2.750"})", R"({"depth_mm":2.75})"},
      {R"({"depth_mm": 2.50})",    R"({"depth_mm":2.5})"},
      {R"({"depth_mm": 5.0})",     R"({"depth_mm":5})"},
      {R"({"depth_mm": -0})",      R"({"depth_mm":0})"},
      {R"({"age": 3.4e1})",        R"({"age":34})"},
      {R"({"isotretinoin": "4 months"})", R"({"isotretinoin":"2026-07-22"})"},
      {R"({"isotretinoin": "ongoing", "acne": "none"})",
       R"({"acne":"none","isotretinoin":"ongoing"})"},
      // clang-format on
  }));
  CAPTURE(row.given);

  CHECK(read(row.given) == row.written);
  CHECK(read(row.written) == row.written);
}

TEST_CASE("a mistake in an answer is reported with its pointer") {
  struct Row {
    std::string given, told;
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      {R"({"acme": "few"})",       "E603 /acme"},
      {R"({"": "few"})",           "E603 /"},
      {R"({"a/b~c": "few"})",      "E603 /a~1b~0c"},
      {R"({"a\u001b[31m": 1})",    "E603 /a\xEF\xBF\xBD[31m"},
      {R"({"acme": {"acne": ["few", {}]}, "acme": 1})", "E603 /acme\nE603 /acme"},
      {R"({"acne": "few", "acne": "few"})",  "E604 /acne"},
      {R"({"acne": null, "acne": "few"})",   "E604 /acne"},
      {R"({"acne": "few", "acn\u0065": 1})", "E604 /acne\nE605 /acne"},
      {R"({"acne": 1})",           "E605 /acne"},
      {R"({"acne": true})",        "E605 /acne"},
      {R"({"acne": ["few"]})",     "E605 /acne"},
      {R"({"acne": {"few": true}})", "E605 /acne"},
      {R"({"acne": [[{"acne": [1]}]], "smoker": 1})", "E605 /acne\nE605 /smoker"},
      {R"({"acne": "lots"})",      "E606 /acne"},
      {R"({"smoker": 1})",         "E605 /smoker"},
      {R"({"smoker": "true"})",    "E607 /smoker"},
      {R"({"age": true})",         "E605 /age"},
      {R"({"age": []})",           "E605 /age"},
      {R"({"age": "old"})",        "E608 /age"},
      {R"({"age": "3.4e1"})",      "E608 /age"},
      {R"({"age": 1e-7})",         "E608 /age"},
      {R"({"age": 1e400})",        "E608 /age"},
      {R"({"age": 123456789012345678901234567890})", "E608 /age"},
      {R"({"age": 9223372036854775807})",  "E608 /age"},
      {R"({"age": -9223372036854775808})", "E608 /age"},
      {R"({"age": 17})",           "E609 /age"},
      {R"({"depth_mm": 0.3})",     "E610 /depth_mm"},
      {R"({"depth_mm": 0.2500000000000000000001})", "E608 /depth_mm"},
      {R"({"isotretinoin": 6})",   "E605 /isotretinoin"},
      {R"({"isotretinoin": "6"})", "E611 /isotretinoin"},
      {R"({"isotretinoin": "2026-11-23"})", "E612 /isotretinoin"},
      {R"({"sunburn": "never"})",  "E613 /sunburn"},
      {R"({"conditions": 1})",     "E605 /conditions"},
      {R"({"conditions": 1e400})", "E605 /conditions"},
      {R"({"conditions": true})",  "E605 /conditions"},
      {R"({"conditions": "gout"})", "E606 /conditions"},
      {R"({"conditions": ["asthma", "gout", "unknown"]})",
       "E606 /conditions/1\nE606 /conditions/2"},
      {R"({"conditions": [null, 1, ["asthma"], {"asthma": true}, "asthma", true, ""]})",
       "E605 /conditions/0\nE605 /conditions/1\nE605 /conditions/2\nE605 /conditions/3\n"
       "E605 /conditions/5\nE606 /conditions/6"},
      {R"({"conditions": ["none", "asthma"]})", "E614 /conditions"},
      {R"({"conditions": ["gout", "none"]})",   "E606 /conditions/0\nE614 /conditions"},
      {R"({"conditions": {"gout": true}})",     "E606 /conditions"},
      {R"({"conditions": {"none": true}})",     "E606 /conditions"},
      {R"({"conditions": {"gout": [{}], "asthma": "yes", "keloids": 1}})",
       "E606 /conditions\nE605 /conditions/asthma\nE605 /conditions/keloids"},
      {R"({"conditions": {"asthma": [true], "keloids": {"keloids": true}}})",
       "E605 /conditions/asthma\nE605 /conditions/keloids"},
      {R"({"conditions": {"asthma": true, "asthma": true}})", "E604 /conditions/asthma"},
      {R"({"conditions": {"asthma": null, "asthma": true}})", "E604 /conditions/asthma"},
      // clang-format on
  }));
  CAPTURE(row.given);

  const Parsed<Answers> parsed = parse(row.given);
  CHECK_FALSE(parsed.value.has_value());
  CHECK(mistakes(parsed) == row.told);
}

TEST_CASE("a text that is not a JSON object of answers is refused with the place") {
  struct Row {
    std::string given, told;
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      {"",                 "E601"},
      {" \n ",             "E601"},
      {"\xEF\xBB\xBF",     "E601"},
      {"{",                "E601 1:2"},
      {"{\"acne\"",        "E601 1:8"},
      {"{\"acne\": \"few", "E601 1:14"},
      {"{\"acne\": \"few\n\"}", "E601 1:14"},
      {"{\"acne\": \"f\\x\"}", "E601 1:13"},
      {"{\"acne\": \"few\", fine", "E601 1:17"},
      {"{\n  'acne': 1}",  "E601 2:3"},
      {"{\"acne\": few}",  "E601 1:10"},
      {"{\"acne\": NaN}",  "E601 1:10"},
      {"{\"acne\": \"few\",}",             "E601 1:16"},
      {"{\"acne\": \"few\"\n\"age\": 1}",  "E601 2:1"},
      {"{} {}",            "E601 1:4"},
      {"{}\n]",            "E601 2:1"},
      {"{\"age\": 034}",   "E601 1:9"},
      {"{\"age\": +34}",   "E601 1:9"},
      {"{\"age\": .5}",    "E601 1:9"},
      {"// none\n{}",      "E601 1:1"},
      {"age: 34\n",        "E601 1:1"},
      {"{\"caf\xC3\xA9\": \"\xC3\xA9\" x", "E601 1:14"},
      {"{\"acne\": \"\\ud800\"}",          "E601 1:10"},
      {std::string("{}\0{}", 5),           "E601 1:3"},
      {std::string("{\0\"\0", 4),          "E601 1:2"},
      {"{\"smoker\": 1, \"acne\" }",       "E601 1:22"},
      {"[]",               "E602"},
      {"[{\"acne\": \"few\"}]",            "E602"},
      {"null",             "E602"},
      {"\"few\"",          "E602"},
      {"34",               "E602"},
      {"1e999",            "E602"},
      {"{\"\xFF\": 1}",    "E616 1:3"},
      {"{\"\xC0\xAF\": 1}", "E616 1:3"},
      {"{}\n\xC3",         "E616 2:1"},
      {"\xFF\xFE{\0}\0",   "E616 1:1"},
      // clang-format on
  }));
  CAPTURE(row.given);

  const Parsed<Answers> parsed = parse(row.given);
  CHECK_FALSE(parsed.value.has_value());
  CHECK(mistakes(parsed) == row.told);
}

TEST_CASE("all mistakes are reported at once, in the order of the document") {
  CHECK(read(R"({"sunburn": "ongoing", "acne": "lots", "smokes": true, "age": 17,
                 "conditions": ["gout"], "depth_mm": [0.3]})") ==
        "E613 /sunburn\nE606 /acne\nE603 /smokes\nE609 /age\nE606 /conditions/0\nE605 /depth_mm");
}

TEST_CASE("no message, help or pointer holds an answer") {
  const auto given = GENERATE(values<std::string>({
      R"({"acne": "qq7", "smoker": "qq7", "age": "qq7", "sunburn": "qq7", "conditions": "qq7"})",
      R"({"conditions": ["qq7", "none"], "acne": {"qq7": "qq7"}, "smoker": ["qq7"]})",
      R"({"conditions": {"qq7": "qq7", "asthma": "qq7", "asthma": {"qq7": 1}}})",
      R"({"unknown_one": "qq7", "acne": "few", "acne": "qq7"})",
      R"({"age": 777, "depth_mm": 777.7, "smoker": 777, "sunburn": 777, "conditions": 777})",
      R"({"age": 777e777})",
      R"({"isotretinoin": "2777-07-07", "sunburn": "777 years", "age": 777777777777777})",
      R"({"acne": "qq7)",
      R"({"acne": "qq7" "smoker": "qq7"})",
      R"({"acne": qq7})",
      R"({"acne": 777x})",
      R"({"acne": "qq7\x"})",
      "{\"acne\": \"qq7\n\"}",
      R"("qq7")",
      R"(["qq7"])",
      R"({} "qq7")",
      "{\"acne\": \"qq7\xFF\"}",
  }));
  CAPTURE(given);

  const Parsed<Answers> parsed = parse(given);
  CHECK_FALSE(parsed.value.has_value());
  for (const Diagnostic& d : parsed.diagnostics.items()) {
    const std::string shown = render(d);
    CAPTURE(shown);
    CHECK(shown.find("qq7") == std::string::npos);
    CHECK(shown.find("777") == std::string::npos);
    CHECK(d.source_line.empty());
    CHECK(d.file.empty());
  }
}

TEST_CASE("the help says what would be right") {
  struct Row {
    std::string given, message, help;
  };
  const Row row = GENERATE(values<Row>({
      {R"({"acme": 1})", "there is no such question", "did you mean `acne`?"},
      {R"({"entirely_else": 1})", "there is no such question", ""},
      {R"({"acne": "fev"})", "this is not a choice of the question",
       "expected one of `none`, `few`, `many`"},
      {R"({"conditions": {"asthma": true, "gout": true}})",
       "member 2 is not a choice of this question",
       "expected `none` or any of `asthma`, `heart_disease`, `keloids`"},
      {R"({"conditions": 1})", "the wrong kind of value",
       "expected `none`, a list of choices, or an object of choice to true, false or null"},
      {R"({"conditions": {"asthma": "yes"}})", "the wrong kind of value",
       "expected true, false or null"},
      {R"({"sunburn": "ongoing"})", "this word is not accepted here",
       "expected a time such as `6 months`, `YYYY-MM-DD`"},
      {R"({"sunburn": "2026-12-01"})", "the date is after the screening date",
       "expected a date up to 2026-11-22"},
      {R"({"acne": "few",})", "not valid JSON", "remove the comma before the closing bracket"},
      {R"({"acne": "few" "age": 1})", "not valid JSON",
       "a comma or a colon may be missing before it"},
      {R"({'acne': "few"})", "not valid JSON", "put texts in double quotes"},
      {R"({} {})", "not valid JSON: there is text after the answers", "give one object"},
      {R"({"acne":)", "not valid JSON: it ends too early", ""},
  }));
  CAPTURE(row.given);

  const Parsed<Answers> parsed = parse(row.given);
  REQUIRE(parsed.diagnostics.items().size() == 1);
  CHECK(parsed.diagnostics.items()[0].message == row.message);
  CHECK(parsed.diagnostics.items()[0].help == row.help);
}

TEST_CASE("a long unknown key is cut at 64 characters") {
  std::string key;
  for (int i = 0; i < 100; ++i) key += "\xC3\xA9";
  CHECK(mistakes(parse("{\"" + key + "\": 1}")) == "E603 /" + key.substr(0, 128) + "...");
  CHECK(mistakes(parse("{\"" + key.substr(0, 128) + "\": 1}")) == "E603 /" + key.substr(0, 128));
}

TEST_CASE("hostile sizes are refused quickly") {
  const auto repeated = [](std::string_view part, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += part;
    return all;
  };
  const std::size_t million = 1'000'000;

  CHECK(read(repeated("[", million)) == "E602");
  CHECK(read(repeated("{\"acne\":", 400'000)) == "E601 1:3200001");
  CHECK(read("{\"conditions\":" + repeated("[", million)) == "E601 1:1000015");
  CHECK(read("{\"age\":" + repeated("9", million) + "}") == "E608 /age");
  CHECK(read("{\"acne\":\"" + repeated("x", million) + "\"}") == "E606 /acne");
  CHECK(read(std::string(most_file_bytes + 1, ' ')) == "E615");
  CHECK(read("{}" + std::string(most_file_bytes - 2, ' ')) == "{}");

  const Parsed<Answers> many = parse("{" + repeated("\"acmes\":1,", 300'000) + "\"acme\":1}");
  CHECK(many.diagnostics.errors() == 300'001);
  CHECK(many.diagnostics.items().size() == Diagnostics::most);
  const Parsed<Answers> members = parse("{\"conditions\":[1" + repeated(",1", million) + "]}");
  CHECK(members.diagnostics.errors() == million + 1);
}

TEST_CASE("keys beside the answers are skipped with their values") {
  const RuleSet rules = sample_rules();
  const Date day = parse_date("2026-11-22").value();
  const std::array<std::string_view, 2> beside{"id", "note"};
  const auto codes = [&](std::string_view json) {
    const Parsed<Answers> parsed = parse_answers_json(rules, json, day, beside);
    CHECK(parsed.value.has_value() != parsed.diagnostics.has_errors());
    std::string all;
    for (const Diagnostic& d : parsed.diagnostics.items())
      all += std::string(to_string(d.code)) + " ";
    return all;
  };
  CHECK(codes(R"({"id":7,"age":30,"note":{"age":[1,{"x":2}]}})").empty());
  CHECK(codes(R"({"id":[[],{}],"age":"x"})") == "E608 ");
  CHECK(codes(R"({"Id":7})") == "E603 ");
  CHECK(codes(R"({"id":7,})") == "E601 ");
  // The parser stops at a number that is too large, so there are no answers.
  CHECK(codes(R"({"age":30,"id":1e999})") == "E608 ");
  CHECK(codes(R"({"id":{"a":[1e999]},"age":30})") == "E608 ");
}

TEST_CASE("numbers are written as the decimal they are") {
  RuleSet rules;
  Question question = sample_question("n", QuestionType::number);
  question.step = {1};
  rules.questions = {question};

  std::size_t wrong = 0;
  std::size_t not_numbers = 0;
  for (std::int64_t n = -2'000'000; n < 2'000'000; n += 50) {
    Answers answers = blank_answers(rules);
    answers[0].state = Answer::State::given;
    answers[0].number = {n};
    const nlohmann::ordered_json written = answers_to_json(rules, answers);
    if (n % 100 == 0 && !written["n"].is_number()) ++not_numbers;
    const auto again = parse_answers_json(rules, written.dump(), parse_date("2026-11-22").value());
    if (again.value != answers) ++wrong;
  }
  CHECK(wrong == 0);
  CHECK(not_numbers == 0);

  // More digits than a double holds: as text, and exact.
  Answer answer;
  answer.state = Answer::State::given;
  answer.number = *parse_decimal("123456789012.123456");
  CHECK(answer_to_json(question, answer).dump() == R"("123456789012.123456")");
}
