// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "candor/interview/reply.h"
#include "intake/sample_rules.h"
#include "support/catch.hpp"

using namespace candor;

namespace {

constexpr std::string_view reply_day = "2026-11-22";

// The answer as JSON, or the code and message of the refusal.
std::string read(const Question& question, std::string_view reply) {
  Answer answer;
  const auto refusal = read_reply(question, reply, *parse_date(reply_day), answer);
  if (!refusal) return answer_to_json(question, answer).dump();
  CHECK(answer == Answer{});
  return std::string(to_string(refusal->code)) + " " + refusal->message;
}

Question question_of(std::string_view id) {
  const RuleSet rules = sample_rules();
  return rules.questions[rules.find_question(id).value()];
}

}  // namespace

TEST_CASE("a reply to a choice is its number, id, label or unique beginning") {
  Question question = question_of("acne");
  question.choices.push_back({text("f_none"), text("None, and  never  had any")});
  question.choices.push_back({text("pitted"), text("P\u00E2m\u00E9e")});
  struct Row {
    std::string_view reply, wanted;
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      {"1", R"("none")"},
      {" 3 ", R"("many")"},
      {"none", R"("none")"},
      {"NONE", R"("none")"},
      {"few", R"("few")"},
      {"no active", R"("none")"},
      {"A FEW  inflamed spots", R"("few")"},
      {"a", R"("few")"},
      {"m", R"("many")"},
      {"none, and never", R"("f_none")"},
      {"f", "E606 this matches several choices"},
      {"no", "E606 this matches several choices"},
      {"0", "E606 this is not a choice of the question"},
      {"PA\u0302me\u0301e", R"("pitted")"},
      {"pa\u0302", R"("pitted")"},
      {"pamee", "E606 this is not a choice of the question"},
      {"6", "E606 this is not a choice of the question"},
      {"01x", "E606 this is not a choice of the question"},
      {"1, 2", "E606 this is not a choice of the question"},
      {"spots", "E606 this is not a choice of the question"},
      {"\xC3\xA9", "E606 this is not a choice of the question"},
      {"few\xFF", "E616 this is not UTF-8"},
      // clang-format on
  }));
  CAPTURE(row.reply);
  CHECK(read(question, row.reply) == row.wanted);
}

TEST_CASE("a reply to yes or no is the beginning of either, or its number") {
  struct Row {
    std::string_view reply, wanted;
  };
  const Row row = GENERATE(values<Row>({{"y", R"("yes")"},
                                        {"YES", R"("yes")"},
                                        {"1", R"("yes")"},
                                        {"n", R"("no")"},
                                        {"2", R"("no")"},
                                        {"yess", "E607 this is neither yes nor no"},
                                        {"0", "E607 this is neither yes nor no"},
                                        {"maybe", "E607 this is neither yes nor no"}}));
  CAPTURE(row.reply);
  CHECK(read(question_of("smoker"), row.reply) == row.wanted);
}

TEST_CASE("a reply to a set is several, none, or several with a member that is not known") {
  Question question = question_of("conditions");
  question.choices[2].label = text("Keloids, or raised scars");
  struct Row {
    std::string_view reply, wanted;
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      {"0", "[]"},
      {"none", "[]"},
      {"1", R"(["asthma"])"},
      {"1,3", R"(["asthma","keloids"])"},
      {"3 1", R"(["asthma","keloids"])"},
      {"1 1", R"(["asthma"])"},
      {"heart, asthma", R"(["asthma","heart_disease"])"},
      {"Keloids, or raised scars", R"(["keloids"])"},
      {"asthma; keloids", R"(["asthma","keloids"])"},
      {"1, 2?", R"({"asthma":true,"heart_disease":null,"keloids":false})"},
      {"1 2 ?", R"({"asthma":true,"heart_disease":null,"keloids":false})"},
      {"keloids?", R"({"asthma":false,"heart_disease":false,"keloids":null})"},
      {"1?", R"({"asthma":null,"heart_disease":false,"keloids":false})"},
      {"0, 1", "E614 the parts of this reply contradict each other"},
      {"none, 1?", "E614 the parts of this reply contradict each other"},
      {"1, 1?", "E614 the parts of this reply contradict each other"},
      {"4", "E606 this is not a choice of the question"},
      {"1, flu", "E606 this is not a choice of the question"},
      {",", "E606 this is not a choice of the question"},
      // clang-format on
  }));
  CAPTURE(row.reply);
  CHECK(read(question, row.reply) == row.wanted);
}

TEST_CASE("a reply to a number may carry its unit") {
  struct Row {
    std::string_view reply, wanted;
  };
  const Row row = GENERATE(values<Row>({
      {"1.5", "1.5"},
      {"1.5 mm", "1.5"},
      {"1.5MM", "1.5"},
      {"mm", "E608 this is not a number of at most 12 digits before the point and 6 after it"},
      {"1,5", "E608 this is not a number of at most 12 digits before the point and 6 after it"},
      {"1.6", "E610 the number is between two steps"},
      {"7", "E609 the number is out of range"},
  }));
  CAPTURE(row.reply);
  CHECK(read(question_of("depth_mm"), row.reply) == row.wanted);
}

TEST_CASE("a reply to a time is all that the language takes, and less of its words") {
  struct Row {
    std::string_view reply, wanted;
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      {"6 weeks", R"("2026-10-11")"},
      {"6 Weeks ago", R"("2026-10-11")"},
      {"2026-10-11", R"("2026-10-11")"},
      {"n", R"("never")"},
      {"On", R"("ongoing")"},
      {"2026-11-23", "E612 the date is after the screening date"},
      {"11.10.2026", "E611 this is neither a length of time nor a date"},
      {"6", "E611 this is neither a length of time nor a date"},
      // clang-format on
  }));
  CAPTURE(row.reply);
  CHECK(read(question_of("isotretinoin"), row.reply) == row.wanted);

  Question past = question_of("isotretinoin");
  past.accepts_never = past.accepts_ongoing = false;
  CHECK(read(past, "never") == "E613 this word is not accepted here");
  CHECK(read(past, "n") == "E611 this is neither a length of time nor a date");
}

TEST_CASE("unknown is a blank, whatever is asked") {
  for (const Question& question : sample_rules().questions) {
    CAPTURE(question.id.text);
    CHECK(read(question, " Unknown") == "null");
  }
}

TEST_CASE("how to reply is said with one example") {
  const Date day = *parse_date(reply_day);
  CHECK(how_to_reply(question_of("acne"), day) ==
        "A number from 1 to 3, or a choice's first letters.");
  CHECK(how_to_reply(question_of("smoker"), day) == "y for yes, n for no.");
  CHECK(how_to_reply(question_of("conditions"), day) ==
        "The numbers of all that apply, such as 1, 2; 0 for none; 1? if it is not known.");
  CHECK(how_to_reply(question_of("depth_mm"), day) == "A number from 0 to 5 mm in steps of 0.25.");
  CHECK(how_to_reply(question_of("isotretinoin"), day) ==
        "A time such as 6 weeks, or a date such as 2026-10-11; never; ongoing.");
}
