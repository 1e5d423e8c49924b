// SPDX-License-Identifier: Apache-2.0
#include "candor/report/result/result_json.h"

#include <nlohmann/json.hpp>

#include "report/sample.h"

using namespace candor;
using candor::testing::Sample;
using candor::testing::screened;

namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Sample& sample) { return result_json(sample.result()); }

std::vector<std::string> keys_of(const Json& json) {
  std::vector<std::string> keys;
  for (const auto& [key, value] : json.items()) keys.push_back(key);
  return keys;
}

}  // namespace

TEST_CASE("result as JSON: every key is present, in the documented order") {
  const Json json = json_of(screened("{}"));
  CHECK(keys_of(json) ==
        std::vector<std::string>{
            "schema",        "ruleset",     "as_of",       "appointment",    "ref",
            "verdict",       "label",       "proceed",     "settled",        "at_least",
            "at_most",       "earliest",    "then",        "on_appointment", "reasons",
            "open",          "not_used",    "not_asked",   "care",           "plan",
            "sources",       "answers",     "answered_on", "not_confirmed",  "headline_until",
            "headline_ends", "valid_until", "valid_ends"});
  CHECK(json["schema"] == "result/1");
  CHECK(json["ruleset"]["review"].dump() ==
        R"({"status":"draft","by":null,"on":null,"trusted":false,"key":null})");
  CHECK(json["ref"].is_null());
  CHECK(json["verdict"] == "incomplete");
  CHECK(json["label"] == "Not enough answers yet");
  CHECK(json["proceed"].is_null());
  CHECK(json["settled"] == false);
  CHECK(json["at_least"] == "suitable");
  CHECK(json["at_most"] == "unsuitable");
  CHECK(json["open"][0].dump() ==
        R"({"question":"acne","ask":"Is there acne? Choose the most serious.",)"
        R"("could_become":"unsuitable"})");
  CHECK(json["care"].dump() == R"({"before":[],"after":[],"call_us":[]})");
  CHECK(json["sources"].dump() == "{}");
  CHECK(json["answers"].dump() == "{}");
}

TEST_CASE("result as JSON: how long it holds, and what ends it") {
  const Sample sample = screened(R"({"acne": "few", "drug": "4 months", "burn": "never"})");
  Result result = sample.result();
  CHECK(result_json(result)["valid_until"].is_null());
  result.validity = Validity{.headline = {.last = *parse_date("2027-01-21"), .rule = 0},
                             .until = *parse_date("2026-11-22"),
                             .question = 0};
  Json json = result_json(result);
  CHECK(json["headline_until"] == "2027-01-21");
  CHECK(json["headline_ends"] == Json{{"rule", result.rules.rules[0].id.text}});
  CHECK(json["valid_until"] == "2026-11-22");
  CHECK(json["valid_ends"] == Json{{"question", result.rules.questions[0].id.text}});
  result.validity = Validity{};
  json = result_json(result);
  CHECK(json["headline_until"] == "2999-12-31");
  CHECK(json["headline_ends"].is_null());
  CHECK(json["valid_ends"].is_null());
  CHECK_FALSE(result_json(result, ResultParts::without_care).contains("valid_until"));
}

TEST_CASE("result as JSON: the reference is the caller's, and changes nothing else") {
  const Sample sample = screened("{}");
  Json json = result_json(sample.result(), ResultParts::all, "P 0042/\"1\"");
  CHECK(json["ref"] == "P 0042/\"1\"");
  json["ref"] = nullptr;
  CHECK(json == json_of(sample));
}

TEST_CASE("result as JSON: a reason carries its answers and evidence") {
  const Json json = json_of(screened(R"({"acne": "few", "drug": "4 months", "burn": "never"})"));
  CHECK(json["reasons"][0].dump() ==
        R"({"rule":"drug-recent","verdict":"defer",)"
        R"("because":"The drug ended less than 6 months ago.",)"
        R"("advice":"A dermatologist may shorten the wait.","waits_for":null,)"
        R"("earliest":"2027-01-22","strength":"split",)"
        R"("disputed":"Labels wait 6 months; a panel does not.","sources":["label","panel"],)"
        R"("answers":{"drug":"2026-07-22"}})");
  CHECK(json["then"].dump() ==
        R"({"on":"2027-01-22","verdict":"caution","label":"Suitable with precautions",)"
        R"("proceed":"now","settled":true,"earliest":null,"reasons":["acne-few","drug-last-year"],)"
        R"("open":[],"waits_for":[]})");
  CHECK(json["sources"].dump() ==
        R"({"label":{"title":"Device label","publisher":"Maker","year":"2019","at":"p. 34",)"
        R"("url":"https://example.org/label","read":"excerpt"},)"
        R"("panel":{"title":"Panel statement","publisher":null,"year":null,"at":null,"url":null,)"
        R"("read":"secondhand"}})");
}

TEST_CASE("result as JSON: a reason carries what the client reads, if the rule set says so") {
  Sample sample = screened(R"({"acne": "few", "drug": "4 months", "burn": "never"})");
  CHECK_FALSE(json_of(sample)["reasons"][0].contains("client"));
  Rule& rule = sample.rules.rules[0];
  rule.client.say.text = "You took the drug less than 6 months ago.";
  CHECK(json_of(sample)["reasons"][0]["client"].dump() ==
        R"({"say":"You took the drug less than 6 months ago.","next":null,"urgent":false,)"
        R"("private":false})");
  sample.rules.verdicts[rule.verdict].next.text = "Wait.";
  rule.client = {.urgent = true, .told_in_person = true};
  CHECK(json_of(sample)["reasons"][0]["client"].dump() ==
        R"({"say":null,"next":"Wait.","urgent":true,"private":true})");
  rule.client.next.text = "Call us.";
  CHECK(json_of(sample)["reasons"][0]["client"]["next"] == "Call us.");
  // The other reason's verdict says nothing.
  CHECK_FALSE(json_of(sample)["reasons"][1].contains("client"));
}

TEST_CASE("result as JSON: the language of the texts") {
  Sample sample = screened("{}");
  CHECK(json_of(sample)["ruleset"]["language"] == "en");
  sample.rules.language.text = "de";
  CHECK(json_of(sample)["ruleset"]["language"] == "de");
}

TEST_CASE("result as JSON: care has its window in words and in dates") {
  const Json json = json_of(screened(R"({"acne": "few", "drug": "4 months", "burn": "never"})"));
  CHECK(json["care"]["after"][1].dump() ==
        R"({"id":"cream","say":"Use the cream.","from":"1 day after","to":"5 days after",)"
        R"("from_date":"2027-01-23","to_date":"2027-01-27","if_applies":false,"strength":null,)"
        R"("disputed":null,"sources":[]})");
  CHECK(json["plan"].dump() ==
        R"([{"id":"sessions","say":"Three sessions.","if_applies":false,"strength":"convention",)"
        R"("disputed":null,"sources":[]}])");
}

TEST_CASE("result as JSON: the condition that an undated deferral waits for") {
  struct Row {
    std::string_view answers, waits_for;
  };
  const Row row = GENERATE(values<Row>({
      {R"({"drug": "ongoing"})",
       "6 months after this ends: The drug ended less than 6 months ago."},
      {R"({"burn": "3 days"})", "The burn has healed."},
  }));
  CHECK(json_of(screened(row.answers))["reasons"][0]["waits_for"] == row.waits_for);
}

TEST_CASE("result as JSON: what is waited for is called by its name") {
  Sample sample = screened(R"({"drug": "ongoing"})");
  sample.rules.questions[1].called.text = "the drug";
  CHECK(json_of(sample)["reasons"][0]["waits_for"] == "6 months after the end of the drug");
}

TEST_CASE("result as JSON: the time of the appointment, if it has one") {
  const Sample sample = screened("{}", "2026-12-24");
  CHECK_FALSE(json_of(sample).contains("appointment_time"));
  Result result = sample.result();
  result.appointment_time = TimeOfDay{9, 5};
  CHECK(result_json(result)["appointment_time"] == "09:05");
  CHECK(result_json(result)["appointment"] == "2026-12-24");
}

TEST_CASE("result as JSON: its answers give the same result again") {
  const std::string_view answers = GENERATE(
      as<std::string_view>{}, "{}", R"({"acne": "few", "drug": "4 months", "burn": "3 days"})",
      R"({"drug": "ongoing", "done": {"filler": true, "peel": null}, "filler": "1 week"})",
      R"({"done": [], "filler": "2026-11-20", "depth_mm": "1.5", "smoker": true})");
  const Json first = json_of(screened(answers, "2026-12-24"));
  const Json second = json_of(screened(first["answers"].dump(), "2026-12-24"));
  CHECK(first.dump() == second.dump());
}
