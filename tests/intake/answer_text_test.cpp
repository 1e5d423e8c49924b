// SPDX-License-Identifier: Apache-2.0
#include <string>

#include <nlohmann/json.hpp>

#include "candor/intake/answers.h"
#include "intake/sample_rules.h"
#include "support/catch.hpp"
#include "support/screening_date.h"

using namespace candor;

namespace {

// The code of the refusal of a text, or the answer as JSON.
std::string read(const Question& question, std::string_view words) {
  Answer answer;
  if (const auto refused = parse_answer(question, words, screening_date(), answer)) {
    return std::string(to_string(refused->code));
  }
  return answer_to_json(question, answer).dump();
}

std::string words(const Question& question, std::string_view given) {
  Answer answer;
  if (parse_answer(question, given, screening_date(), answer)) return "refused";
  return answer_in_words(question, answer);
}

}  // namespace

TEST_CASE("an answer is read from its exact text") {
  struct Row {
    std::string question, text, read;
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      {"acne", "none",    R"("none")"},
      {"acne", "few",     R"("few")"},
      {"acne", "",        "null"},
      {"acne", "unknown", "null"},
      {"acne", "Few",     "E606"},
      {"acne", " few",    "E606"},
      {"acne", "2",       "E606"},
      {"acne", "A few inflamed spots", "E606"},
      {"smoker", "yes",   R"("yes")"},
      {"smoker", "no",    R"("no")"},
      {"smoker", "Yes",   "E607"},
      {"smoker", "true",  "E607"},
      {"smoker", "y",     "E607"},
      {"smoker", "unknown", "null"},
      {"conditions", "none",    "[]"},
      {"conditions", "keloids", R"(["keloids"])"},
      {"conditions", "asthma, keloids", "E606"},
      {"conditions", "",        "null"},
      {"depth_mm", "0",     "0"},
      {"depth_mm", "2.75",  "2.75"},
      {"depth_mm", "5.000", "5"},
      {"depth_mm", "5.25",  "E609"},
      {"depth_mm", "-0.25", "E609"},
      {"depth_mm", "2.8",   "E610"},
      {"depth_mm", "2,75",  "E608"},
      {"depth_mm", "2.75 mm", "E608"},
      {"depth_mm", "1e0",   "E608"},
      {"depth_mm", "0.1234567", "E608"},
      {"age", "18",            "18"},
      {"age", "17",            "E609"},
      {"age", "18.5",          "E610"},
      {"age", "999999999999",  "999999999999"},
      {"age", "1000000000000", "E608"},
      {"isotretinoin", "6 months",   R"("2026-05-22")"},
      {"isotretinoin", "1 day",      R"("2026-11-21")"},
      {"isotretinoin", "0 days",     R"("2026-11-22")"},
      {"isotretinoin", "200 years",  R"("1826-11-22")"},
      {"isotretinoin", "201 years",  "E611"},
      {"isotretinoin", "2026-05-22", R"("2026-05-22")"},
      {"isotretinoin", "2026-11-22", R"("2026-11-22")"},
      {"isotretinoin", "2026-11-23", "E612"},
      {"isotretinoin", "9999-12-31", "E612"},
      {"isotretinoin", "1000-01-01", R"("1000-01-01")"},
      {"isotretinoin", "0999-12-31", "E611"},
      {"isotretinoin", "2026-02-30", "E611"},
      {"isotretinoin", "22.11.2026", "E611"},
      {"isotretinoin", "recently",   "E611"},
      {"isotretinoin", "never",      R"("never")"},
      {"isotretinoin", "ongoing",    R"("ongoing")"},
      {"isotretinoin", "unknown",    "null"},
      {"sunburn", "never",   "E613"},
      {"sunburn", "ongoing", "E613"},
      {"sunburn", "Never",   "E611"},
      // clang-format on
  }));
  CAPTURE(row.question, row.text);

  CHECK(read(sample(row.question), row.text) == row.read);
}

TEST_CASE("a refused text leaves the answer unchanged and is not repeated") {
  struct Row {
    std::string question, good, bad;
  };
  const Row row = GENERATE(values<Row>({
      {"acne", "few", "qqq"},
      {"smoker", "yes", "qqq"},
      {"conditions", "asthma", "qqq"},
      {"depth_mm", "2.75", "3.3"},
      {"depth_mm", "2.75", "777"},
      {"age", "34", "7777777777777777"},
      {"isotretinoin", "6 months", "777 months ago"},
      {"isotretinoin", "6 months", "2777-07-17"},
      {"sunburn", "6 months", "never"},
      {"sunburn", "6 months", "ongoing"},
  }));
  CAPTURE(row.question, row.bad);

  const Question question = sample(row.question);
  Answer answer;
  REQUIRE_FALSE(parse_answer(question, row.good, screening_date(), answer).has_value());
  const Answer before = answer;
  const auto refused = parse_answer(question, row.bad, screening_date(), answer);
  REQUIRE(refused.has_value());
  CHECK(answer == before);
  CHECK(refused->message.find(row.bad) == std::string::npos);
  CHECK(refused->help.find(row.bad) == std::string::npos);
}

TEST_CASE("a blank text removes an answer") {
  const Question question = sample("acne");
  Answer answer;
  REQUIRE_FALSE(parse_answer(question, "few", screening_date(), answer).has_value());
  REQUIRE_FALSE(parse_answer(question, "unknown", screening_date(), answer).has_value());
  CHECK(answer == Answer{});
}

TEST_CASE("steps count from the smallest number, or from zero") {
  Question question = sample_question("n", QuestionType::number);
  question.step = *parse_decimal("0.1");
  CHECK(read(question, "0.3") == "0.3");
  CHECK(read(question, "-0.7") == "-0.7");
  CHECK(read(question, "0.35") == "E610");
  question.min = *parse_decimal("-0.05");
  CHECK(read(question, "0.35") == "0.35");
  CHECK(read(question, "0.3") == "E610");
  question.step = *parse_decimal("0.000002");
  question.max = *parse_decimal("999999999999.999999");
  question.min = *parse_decimal("-999999999999.999999");
  CHECK(read(question, "0.000002") == "E610");
  CHECK(read(question, "0.000001") == "1e-06");
}

TEST_CASE("a set may have 64 members") {
  Question question = sample_question("s", QuestionType::set);
  for (std::size_t i = 0; i < most_choices; ++i) {
    question.choices.push_back(
        {text("c" + std::to_string(i)), text("Choice " + std::to_string(i))});
  }
  Answer answer;
  REQUIRE_FALSE(parse_answer(question, "c63", screening_date(), answer).has_value());
  CHECK(answer.known == ~std::uint64_t{0});
  CHECK(answer.yes == std::uint64_t{1} << 63);
  CHECK(answer_to_json(question, answer).dump() == R"(["c63"])");
  CHECK(answer_in_words(question, answer) == "Choice 63");
}

TEST_CASE("the expected answers are described in words") {
  Question many = sample_question("many", QuestionType::choice);
  for (int i = 0; i < 12; ++i) many.choices.push_back({text("c" + std::to_string(i)), text("C")});
  Question one = sample_question("one", QuestionType::choice);
  one.choices = {{text("only"), text("Only")}};
  Question plain = sample_question("plain", QuestionType::number);
  Question fine = plain;
  fine.step = *parse_decimal("0.1");
  fine.max = *parse_decimal("42");
  Question shifted = plain;
  shifted.min = *parse_decimal("0.5");
  Question rate = plain;
  rate.unit = text("beats a minute");

  CHECK(expected_answer(sample("acne")) == "one of `none`, `few`, `many`");
  CHECK(expected_answer(many) == "one of `c0`, `c1`, `c2`, `c3`, `c4`, `c5`, `c6`, `c7`, ...");
  CHECK(expected_answer(one) == "`only`");
  CHECK(expected_answer(sample("smoker")) == "`yes` or `no`");
  CHECK(expected_answer(sample("conditions")) ==
        "`none` or any of `asthma`, `heart_disease`, `keloids`");
  CHECK(expected_answer(sample("depth_mm")) == "a number from 0 to 5 mm in steps of 0.25");
  CHECK(expected_answer(sample("age")) == "a whole number of at least 18 years");
  CHECK(expected_answer(plain) == "a whole number");
  CHECK(expected_answer(rate) == "a whole number (beats a minute)");
  CHECK(expected_answer(fine) == "a number of at most 42 in steps of 0.1");
  CHECK(expected_answer(shifted) == "a number of at least 0.5 in steps of 1");
  CHECK(expected_answer(sample("sunburn")) == "a time such as `6 months`, `YYYY-MM-DD`");
  CHECK(expected_answer(sample("isotretinoin")) ==
        "a time such as `6 months`, `YYYY-MM-DD`, `never`, `ongoing`");
}

TEST_CASE("an answer is described in the words of the rule set") {
  CHECK(words(sample("acne"), "few") == "A few inflamed spots");
  CHECK(words(sample("acne"), "") == "Not known");
  CHECK(words(sample("smoker"), "yes") == "Yes");
  CHECK(words(sample("smoker"), "no") == "No");
  CHECK(words(sample("conditions"), "none") == "None");
  CHECK(words(sample("conditions"), "heart_disease") == "Heart disease");
  CHECK(words(sample("depth_mm"), "1.50") == "1.5 mm");
  CHECK(words(sample("isotretinoin"), "4 months") == "22 July 2026");
  CHECK(words(sample("isotretinoin"), "never") == "Never");
  CHECK(words(sample("isotretinoin"), "ongoing") == "Ongoing");

  Answer not_reached;
  not_reached.state = Answer::State::not_reached;
  CHECK(answer_in_words(sample("acne"), not_reached) == "Not asked yet");
}

TEST_CASE("a set known in part says what is not known") {
  struct Row {
    std::uint64_t known, yes;
    std::string words, json;
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      {7, 7, "Asthma, Heart disease, Keloids", R"(["asthma","heart_disease","keloids"])"},
      {7, 5, "Asthma, Keloids",                R"(["asthma","keloids"])"},
      {7, 0, "None",                           "[]"},
      {3, 1, "Asthma; not: Heart disease; not known: Keloids",
             R"({"asthma":true,"heart_disease":false,"keloids":null})"},
      {1, 1, "Asthma; not known: Heart disease, Keloids",
             R"({"asthma":true,"heart_disease":null,"keloids":null})"},
      {2, 0, "not: Heart disease; not known: Asthma, Keloids",
             R"({"asthma":null,"heart_disease":false,"keloids":null})"},
      // clang-format on
  }));
  CAPTURE(row.known, row.yes);

  Answer answer;
  answer.state = Answer::State::given;
  answer.known = row.known;
  answer.yes = row.yes;
  CHECK(answer_in_words(sample("conditions"), answer) == row.words);
  CHECK(answer_to_json(sample("conditions"), answer).dump() == row.json);
}
