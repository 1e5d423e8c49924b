// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "candor/interview/kept_file.h"
#include "candor/interview/saved_interview.h"
#include "intake/sample_rules.h"
#include "support/catch.hpp"

using namespace candor;

namespace {

RuleSet rules_of_digest() {
  RuleSet rules = sample_rules();
  rules.verdicts = {{text("suitable"), text("Suitable"), Proceed::now}};
  rules.digest = "sha256:abc";
  return rules;
}

std::string saved(std::string_view answers) {
  return R"({"schema": "interview/1", "ruleset": {"id": "sample", "digest": "sha256:abc"},)"
         R"( "as_of": "2026-11-22", "appointment": null, "answers": )" +
         std::string(answers) + "}";
}

// "CODE pointer" of the first error, or "read".
std::string read(std::string_view json) {
  const auto parsed = parse_kept_file(rules_of_digest(), json, std::nullopt);
  if (parsed.value) return "read";
  const Diagnostic& first = parsed.diagnostics.items().front();
  return std::string(to_string(first.code)) + " " + first.pointer;
}

}  // namespace

TEST_CASE("a saved interview comes back as it was") {
  const Program program(rules_of_digest());
  Interview interview(
      program, {.as_of = *parse_date("2026-11-22"), .appointment = parse_date("2026-12-01")});
  Answer none;
  none.state = Answer::State::given;
  none.yes = 1;
  interview.reply(none);
  interview.reply({});
  const std::string json = saved_interview_json(interview);
  CHECK(
      nlohmann::ordered_json::parse(json).dump() ==
      R"({"schema":"interview/1","ruleset":{"id":"sample","version":"1.0+é/2","digest":"sha256:abc"},)"
      R"("as_of":"2026-11-22","appointment":"2026-12-01","ref":null,)"
      R"("answers":{"acne":"none","smoker":null},)"
      R"("answered_on":{"acne":"2026-11-22","smoker":"2026-11-22"},)"
      R"("not_confirmed":[],"set_aside":[],)"
      R"("not_asked":["conditions","depth_mm","age","isotretinoin","sunburn"]})");

  const auto back = parse_kept_file(program.rules(), json, std::nullopt).value.value();
  CHECK(to_string(back.as_of) == "2026-11-22");
  CHECK(to_string(back.appointment.value()) == "2026-12-01");
  CHECK(back.kept.answers[0] == none);
  CHECK(back.kept.answers[1].state == Answer::State::blank);
  CHECK(back.kept.answers[2].state == Answer::State::not_reached);

  CHECK_FALSE(back.appointment_time);
  const std::string timed =
      saved_interview_json(interview, {.appointment_time = TimeOfDay{14, 30}});
  CHECK(parse_kept_file(program.rules(), timed, std::nullopt).value->appointment_time ==
        TimeOfDay{14, 30});
  std::string wrong = timed;
  wrong.replace(wrong.find("14:30"), 5, "24:30");
  const auto refused = parse_kept_file(program.rules(), wrong, std::nullopt);
  REQUIRE(refused.diagnostics.items().size() == 1);
  CHECK(refused.diagnostics.items()[0].pointer == "/appointment_time");
}

TEST_CASE("what is not confirmed is still not confirmed after it was saved again") {
  const Program program(rules_of_digest());
  Interview interview(program, Days{.as_of = *parse_date("2026-11-22")});
  Answer few;
  few.state = Answer::State::given;
  few.yes = 2;
  const std::size_t first = *interview.current();
  Answers answers(program.rules().questions.size());
  for (Answer& answer : answers) answer.state = Answer::State::not_reached;
  answers[first] = few;
  interview.restore(given_on(answers, *parse_date("2026-11-21")));
  const auto read = parse_kept_file(program.rules(), saved_interview_json(interview), {});
  REQUIRE(read.value);
  for (std::size_t q = 0; q < answers.size(); ++q)
    CHECK(read.value->kept.not_confirmed[q] == (q == first));
  CHECK(read.value->kept.answers[first] == few);
}

TEST_CASE("a file that keeps no answers to these rules is refused with a pointer") {
  struct Row {
    std::string why, json, wanted;
  };
  const Row row = GENERATE(values<Row>({
      {"sound", saved(R"({"acne": "few", "smoker": null})"), "read"},
      {"empty", "", "E631 "},
      {"no JSON", "{", "E631 "},
      {"answers alone", R"({"acne": "few"})", "E631 "},
      {"a list", "[]", "E631 "},
      {"of another version", R"({"schema": "interview/2"})", "E631 "},
      {"no rule set", R"({"schema": "interview/1", "ruleset": 3})", "E631 /ruleset"},
      {"another digest",
       R"({"schema": "interview/1", "ruleset": {"id": "sample", "digest": "sha256:abd"}})",
       "E632 /ruleset/digest"},
      {"no day",
       R"({"schema": "interview/1", "ruleset": {"id": "sample", "digest": "sha256:abc"}, "as_of": "x"})",
       "E631 /as_of"},
      {"no answers", saved("[]"), "E631 /answers"},
      {"an answer twice, the milder one last", saved(R"({"acne": "many", "acne": "none"})"),
       "E604 /answers/acne"},
      {"the same answer twice", saved(R"({"acne": "few", "smoker": "no", "acne": "few"})"),
       "E604 /answers/acne"},
      {"a member of an answer twice", saved(R"({"conditions": {"asthma": true, "asthma": false}})"),
       "E604 /answers/conditions"},
      {"two screening dates", "{\"as_of\": \"2026-11-22\", " + saved("{}").substr(1), "E631 "},
      {"a question to confirm that does not exist", saved(R"({}, "not_confirmed": ["x"])"),
       "E631 /not_confirmed"},
      {"an answer that was not asked for", saved(R"({"acne": "few"}, "not_asked": ["acne"])"),
       "E631 /not_asked"},
      {"not asked", saved(R"({"acne": "few"}, "not_asked": ["smoker"])"), "read"},
      {"set aside, and no list", saved(R"({}, "set_aside": "acne")"), "E631 /set_aside"},
      {"a reference of two lines", saved(R"({}, "ref": "a\nb")"), "E631 /ref"},
      {"no day of the visit before", saved(R"({}, "previous": {"reasons": [], "answers": {}})"),
       "E631 /previous"},
      {"the visit before",
       saved(R"({}, "previous": {"as_of": "2026-10-01", "reasons": [], "answers": {}})"), "read"},
      {"a session before it",
       saved(R"({}, "previous": {"as_of": "2026-10-01", "reasons": [], "answers": {}},)"
             R"( "session": {"on": "2026-09-30"})"),
       "E631 /previous"},
      {"an unknown question", saved(R"({"acn": "few"})"), "E603 /answers/acn"},
      {"a bad answer", saved(R"({"acne": "lots"})"), "E606 /answers/acne"},
      {"a day to come", saved(R"({"isotretinoin": "2026-11-23"})"), "E612 /answers/isotretinoin"},
  }));
  CAPTURE(row.why);
  CHECK(read(row.json) == row.wanted);
}
