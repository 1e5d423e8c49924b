// SPDX-License-Identifier: Apache-2.0
#include <initializer_list>
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

TEST_CASE("a reply to a choice is its number, id, label or a beginning that is no other's word") {
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
      {"few;many", "E606 only one can be chosen here"},
      {"1,9", "E606 this is not a choice of the question"},
      {"none", R"("none")"},
      {"NONE", R"("none")"},
      {"few", R"("few")"},
      {"no active", R"("none")"},
      {"A FEW  inflamed spots", R"("few")"},
      {"a", "E606 this could be 1 (No active acne), 2 (A few inflamed spots) or 4 (None, and  never  had any)"},
      {"a few", R"("few")"},
      {"m", R"("many")"},
      {"none, and never", R"("f_none")"},
      {"f", "E606 this could be 2 (A few inflamed spots) or 4 (None, and  never  had any)"},
      {"no", "E606 this could be 1 (No active acne) or 4 (None, and  never  had any)"},
      {"n", "E606 this could be 1 (No active acne) or 4 (None, and  never  had any)"},
      {"y", "E606 this is not a choice of the question"},
      {"idk", "null"},
      {"Don\u2019t  know", "null"},
      {"0", "E606 this is not a choice of the question"},
      {"PA\u0302me\u0301e", R"("pitted")"},
      {"pa\u0302", R"("pitted")"},
      {"pamee", "E606 this is not a choice of the question"},
      {"6", "E606 this is not a choice of the question"},
      {"01x", "E606 this is not a choice of the question"},
      {"1, 2", "E606 only one can be chosen here"},
      {"spots", "E606 do you mean 2 (A few inflamed spots)? type its number"},
      {"pots", "E606 this is not a choice of the question"},
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
      {"None of these", "[]"},
      {"no", "[]"},
      {"n", "[]"},
      {"not sure", "null"},
      {"1", R"(["asthma"])"},
      {"1,3", R"(["asthma","keloids"])"},
      {"3 1", R"(["asthma","keloids"])"},
      {"1 1", R"(["asthma"])"},
      {"disease", "E606 do you mean 2 (Heart disease)? type its number"},
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
      {"mm", "E608 this is not a number"},
      {"1,5", "1.5"},
      {"1,25 mm", "1.25"},
      {"1,500", "E608 this is not a number"},
      {"1.5 m", "E608 this is not a number"},
      {"1-2", "E608 this is not a number"},
      {"idk", "null"},
      {"1.6", "E610 the number is between two steps"},
      {"7", "E609 the number is out of range"},
  }));
  CAPTURE(row.reply);
  CHECK(read(question_of("depth_mm"), row.reply) == row.wanted);
}

TEST_CASE("a long unit may be cut short") {
  CHECK(read(question_of("age"), "29y") == "29");
  CHECK(read(question_of("age"), "29 yea") == "29");
  CHECK(read(question_of("age"), "29x").starts_with("E608"));
  CHECK(read(question_of("age"), "29,5") == "E610 only a whole number is accepted here");
}

// Labels of the built-in rule set, and what people typed.
TEST_CASE("no choice is decided by a guess") {
  Question keloid = sample_question("keloid", QuestionType::choice);
  keloid.choices = {{text("none"), text("No")},
                    {text("family_only"), text("Keloids in close family only")},
                    {text("raised_scars"), text("I have had raised scars")},
                    {text("personal"), text("I have or had a keloid")}};
  Question procedures = sample_question("recent_procedures", QuestionType::set);
  procedures.choices = {
      {text("light_peel"), text("Light (superficial) chemical peel")},
      {text("laser_or_light"), text("Laser or light that does not break the skin")},
      {text("ablative_laser"), text("Ablative laser")},
      {text("surgery"), text("Surgery"), {text("facelift"), text("nose job")}}};
  Question eczema = sample_question("eczema", QuestionType::choice);
  eczema.choices = {{text("none"), text("No")},
                    {text("elsewhere"), text("Only elsewhere, never here")},
                    {text("past_here"), text("Here in the past")},
                    {text("active_here"), text("Active here")}};
  Question area = sample_question("area", QuestionType::choice);
  area.choices = {{text("face"), text("Face")}, {text("neck"), text("Neck")}};
  Question thinner = sample_question("blood_thinner", QuestionType::choice);
  thinner.choices = {{text("none"), text("No")},
                     {text("over_the_counter"), text("Yes, without a prescription")},
                     {text("prescribed"), text("Yes, prescribed, daily aspirin included")}};
  Question phototype = sample_question("phototype", QuestionType::choice);
  phototype.choices = {{text("i"), text("Type I, always burns")},
                       {text("ii"), text("Type II, burns easily")},
                       {text("iii"), text("Type III, sometimes burns")}};
  Question unsure = sample_question("scar_type", QuestionType::choice);
  unsure.choices = {{text("raised"), text("Raised")}, {text("unsure"), text("Not sure")}};
  Question cold_sores = sample_question("cold_sores", QuestionType::choice);
  cold_sores.choices = {{text("never"), text("Never")},
                        {text("past"), text("In the past")},
                        {text("active"), text("A blister, tingling or crust now")}};
  Question alcohol = sample_question("alcohol", QuestionType::choice);
  alcohol.choices = {{text("none"), text("Not in the last 24 hours")},
                     {text("under_influence"), text("Under the influence now")}};
  struct Row {
    const Question& question;
    std::string_view reply, wanted;
  };
  for (const Row& row : std::initializer_list<Row>{
           // clang-format off
           {cold_sores, "n", "E606 this could be 1 (Never) or 3 (A blister, tingling or crust now)"},
           {cold_sores, "no", "E606 this is not a choice of the question"},
           {alcohol, "no", R"("none")"},
           {alcohol, "n", "E606 this could be 1 (Not in the last 24 hours) or 2 (Under the influence now)"},
           {keloid, "keloid", "E606 this could be 2 (Keloids in close family only) or 4 (I have or had a keloid)"},
           {keloid, "keloids", R"("family_only")"},
           {keloid, "I have", "E606 this could be 3 (I have had raised scars) or 4 (I have or had a keloid)"},
           {keloid, "n", R"("none")"},
           {keloid, "No", R"("none")"},
           {procedures, "laser", "E606 this could be 2 (Laser or light that does not break the skin) or 3 (Ablative laser)"},
           {procedures, "light", "E606 this could be 1 (Light (superficial) chemical peel) or 2 (Laser or light that does not break the skin)"},
           {procedures, "surgery, laser", "E606 this could be 2 (Laser or light that does not break the skin) or 3 (Ablative laser)"},
           {procedures, "ablative laser", R"(["ablative_laser"])"},
           {procedures, "abl, surg", R"(["ablative_laser","surgery"])"},
           {procedures, "Nose Job", R"(["surgery"])"},
           {procedures, "facelift, light peel", R"(["light_peel","surgery"])"},
           {procedures, "face", "E606 this is not a choice of the question"},
           {eczema, "here", "E606 this could be 2 (Only elsewhere, never here), 3 (Here in the past) or 4 (Active here)"},
           {eczema, "active", R"("active_here")"},
           {area, "n", "E606 do you mean 2 (Neck)? type its number"},
           {area, "ne", R"("neck")"},
           {thinner, "yes", "E606 this could be 2 (Yes, without a prescription) or 3 (Yes, prescribed, daily aspirin included)"},
           {thinner, "aspirin", "E606 do you mean 3 (Yes, prescribed, daily aspirin included)? type its number"},
           {phototype, "Type 3", R"("iii")"},
           {phototype, "III", R"("iii")"},
           {phototype, "type 1", R"("i")"},
           {phototype, "type i", "E606 this could be 1 (Type I, always burns), 2 (Type II, burns easily) or 3 (Type III, sometimes burns)"},
           {phototype, "3", R"("iii")"},
           {unsure, "not sure", R"("unsure")"},
           {unsure, "idk", "null"},
           // clang-format on
       }) {
    CAPTURE(row.question.id.text, row.reply);
    CHECK(read(row.question, row.reply) == row.wanted);
  }
}

TEST_CASE("a time is read as people type it") {
  struct Row {
    std::string_view reply, wanted;
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      {"today", R"("2026-11-22")"},
      {"yesterday", R"("2026-11-21")"},
      {"two weeks", R"("2026-11-08")"},
      {"Two weeks ago", R"("2026-11-08")"},
      {"a week", R"("2026-11-15")"},
      {"a month", R"("2026-10-22")"},
      {"half a year", R"("2026-05-22")"},
      {"5m", R"("2026-06-22")"},
      {"2w", R"("2026-11-08")"},
      {"3 d", R"("2026-11-19")"},
      {"2 yrs", R"("2024-11-22")"},
      {"1.5 years", R"("2025-05-22")"},
      {"1,5 years", R"("2025-05-22")"},
      {"0.5 years ago", R"("2026-05-22")"},
      {"3 Apr 2026", R"("2026-04-03")"},
      {"april 3rd, 2026", R"("2026-04-03")"},
      {"3. April 2026", R"("2026-04-03")"},
      {"31 Apr 2026", "E611 this is neither a length of time nor a date"},
      {"25/04/2026", R"("2026-04-25")"},
      {"04/25/2026", R"("2026-04-25")"},
      {"3.4.2026", R"("2026-04-03")"},
      {"05/05/2026", R"("2026-05-05")"},
      {"03/12/2026", R"("2026-03-12")"},
      {"03/04/2026", "E611 this could be 3 April 2026 or 4 March 2026: write the month as a word"},
      {"3/4/26", "E611 this is neither a length of time nor a date"},
      {"now", R"("ongoing")"},
      {"still", R"("ongoing")"},
      {"no", R"("never")"},
      {"since 2019", "E611 is it still going on? then type `ongoing`; otherwise the day it ended"},
      {"1.5 months", "E611 this is neither a length of time nor a date"},
      {"March 2026", R"({"from":"2026-03-01","to":"2026-03-31"})"},
      {"march, 2026", "E611 this is neither a length of time nor a date"},
      {"11/2026", R"({"from":"2026-11-01","to":"2026-11-22"})"},
      {"13/2026", "E611 this is neither a length of time nor a date"},
      {"2019", R"({"from":"2019-01-01","to":"2019-12-31"})"},
      {"1899", "E611 this is neither a length of time nor a date"},
      {"2027", "E612 the date is after the screening date"},
      {"2018-2019", R"({"from":"2018-01-01","to":"2019-12-31"})"},
      {"this year", R"({"from":"2026-01-01","to":"2026-11-22"})"},
      {"last week", R"({"from":"2026-11-09","to":"2026-11-15"})"},
      {"last month", R"({"from":"2026-10-01","to":"2026-10-31"})"},
      {"last year", R"({"from":"2025-01-01","to":"2025-12-31"})"},
      {"5-6 months", R"({"from":"2026-05-22","to":"2026-06-22"})"},
      {"five to six months ago", R"({"from":"2026-05-22","to":"2026-06-22"})"},
      {"6-5 months", "E611 this is neither a length of time nor a date"},
      {"5 days-6 months", "E611 this is neither a length of time nor a date"},
      {"about 5 months", R"({"from":"2026-05-22","to":"2026-07-22"})"},
      {"around 2w", R"({"from":"2026-11-01","to":"2026-11-15"})"},
      {"about half a year", R"({"from":"2026-04-22","to":"2026-06-22"})"},
      {"about 5", "E611 this is neither a length of time nor a date"},
      {"two", "E611 this is neither a length of time nor a date"},
      {"13 Dec 2026", "E612 the date is after the screening date"},
      {"idk", "null"},
      // clang-format on
  }));
  CAPTURE(row.reply);
  CHECK(read(question_of("isotretinoin"), row.reply) == row.wanted);
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
      {"11.10.2026", R"("2026-10-11")"},
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
  CHECK(how_to_reply(question_of("smoker"), day) == "Type y for yes, n for no.");
  CHECK(how_to_reply(question_of("conditions"), day) ==
        "The numbers of all that apply, such as 1, 2; 0 for none; 1? if it is not known.");
  CHECK(how_to_reply(question_of("depth_mm"), day) == "A number from 0 to 5 mm in steps of 0.25.");
  CHECK(how_to_reply(question_of("isotretinoin"), day) ==
        "A time such as 6 weeks, or a date such as 2026-10-11; never; ongoing.");
}
