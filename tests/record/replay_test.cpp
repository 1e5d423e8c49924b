// SPDX-License-Identifier: Apache-2.0
#include "candor/record/replay.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "candor/interview/interview.h"
#include "candor/record/journal.h"
#include "candor/rules/built_in.h"
#include "candor/rules/load/load_rule_set.h"
#include "record/sample_records.h"
#include "report/sample.h"
#include "support/catch.hpp"
#include "support/interviews.h"

namespace candor {
namespace {

using namespace candor::testing;
using Json = nlohmann::ordered_json;

Program program_of(std::string_view yaml) {
  return Program(*load_rule_set(SourceFile("sample.yaml", std::string(yaml))).value);
}

Days on(std::string_view as_of, std::string_view appointment = {}) {
  return {.as_of = *parse_date(as_of),
          .appointment = appointment.empty() ? std::nullopt : parse_date(appointment)};
}

Json sample_record(const Program& program) {
  const Days days = on("2026-11-22", "2026-12-15");
  const auto answers =
      parse_answers_json(program.rules(), R"({"acne": "few", "drug": "2 months"})", days.as_of);
  return record_of(program, given_on(*answers.value, days.as_of), days);
}

Replay replay(const Program& program, const Json& record) {
  return replay_record(record.dump(2) + "\n", std::vector{program}, this_version);
}

std::string outcome(const Replay& replay) {
  switch (replay.outcome) {
    case Replay::Outcome::same: return "same";
    case Replay::Outcome::other_rules: return "other rules";
    case Replay::Outcome::not_a_record: return "not a record";
    case Replay::Outcome::differs: break;
  }
  std::string text = "differs";
  for (const std::string& pointer : replay.differs) text += " " + pointer;
  return text;
}

}  // namespace

TEST_CASE("replay: a record that nobody touched is the same") {
  const Program program = program_of(sample_yaml);
  CHECK(outcome(replay(program, sample_record(program))) == "same");
  CHECK(replay(program, sample_record(program)).digest == program.rules().digest);
}

TEST_CASE("replay: what was changed is named, and its value is not") {
  const Program program = program_of(sample_yaml);
  const Json whole = sample_record(program);
  const auto changed = [&](const char* pointer, Json value) {
    Json record = whole;
    record[Json::json_pointer(pointer)] = std::move(value);
    return outcome(replay(program, record));
  };
  CHECK(changed("/result/verdict", "suitable") == "differs /result/verdict");
  CHECK(changed("/result/answers/acne", "none") == "differs /result/answers/acne");
  CHECK(changed("/result/reasons", Json::array()) == "differs /result/reasons");
  CHECK(changed("/result/as_of", "2026-11-21") == "differs /result/as_of");
  CHECK(changed("/result/ref", "P0043") == "differs /result/ref");
  CHECK(changed("/result/secret", "MARKER") == "differs /result");
  CHECK(changed("/MARKER", 1) == "differs ");
  CHECK(changed("/answers/acne", "none").starts_with("differs /result"));
  CHECK(changed("/answers/acne", "MARKER") == "differs /answers/acne");
  CHECK(changed("/answers/MARKER", "none").find("MARKER\":") == std::string::npos);
  CHECK(changed("/answered_on/acne", "2026-11-21").find(" /result/answered_on") !=
        std::string::npos);
  CHECK(changed("/answered_on/acne", "MARKER") == "differs /answered_on");
  CHECK(changed("/not_asked", Json::array({"acne"})).find(" /result") != std::string::npos);
  CHECK(changed("/not_confirmed", Json::array({"acne"})).find(" /result") != std::string::npos);
  CHECK(changed("/appointment", "2026-11-20") == "differs /appointment");
  CHECK(changed("/appointment", nullptr).starts_with("differs /result/appointment"));
  CHECK(changed("/questions/acne", std::string(32, '0')) == "differs /questions/acne");
  CHECK(changed("/ruleset/version", "9") == "differs /ruleset/version");
  CHECK(changed("/nonce", "abc") == "differs /nonce");
  CHECK(changed("/at", "yesterday") == "differs /at");
  CHECK(changed("/decision", Json{{"decision", "as_listed"}}) == "differs /decision");
  CHECK(changed("/decision", Json{{"decision", "as_listed"},
                                  {"by", "Dr. A."},
                                  {"at", "2026-11-28T00:43:41Z"}}) == "differs /result/decision");
  for (const auto& [key, value] : whole.items()) {
    Json record = whole;
    record.erase(key);
    CAPTURE(key);
    CHECK(outcome(replay(program, record)) != "same");
  }
  for (const auto& [key, value] : whole["result"].items()) {
    Json record = whole;
    record["result"].erase(key);
    CAPTURE(key);
    CHECK(outcome(replay(program, record)) == "differs /result/" + key);
  }
}

TEST_CASE("replay: keys of a newer candor do not count, and those that it lacks do") {
  const Program program = program_of(sample_yaml);
  Json record = sample_record(program);
  record["candor"] = "0.0.9";
  record["result"].erase("on_appointment");
  record["result"]["reasons"][0].erase("advice");
  CHECK(outcome(replay(program, record)) == "same");
  record["result"]["older"] = nullptr;
  CHECK(outcome(replay(program, record)) == "differs /result");
  record["result"].erase("older");
  // Ids are data, whatever the version.
  record["result"]["answers"].erase("acne");
  CHECK(outcome(replay(program, record)) == "differs /result/answers/acne");
}

TEST_CASE("replay: a key twice, and what is not a record") {
  const Program program = program_of(sample_yaml);
  const std::vector programs{program};
  std::string text = sample_record(program).dump();
  text.replace(text.find("\"acne\":\"few\""), 12, "\"acne\":\"few\",\"acne\":\"none\"");
  CHECK(outcome(replay_record(text, programs, this_version)) == "differs ");
  for (const char* other : {"", "{", "[]", "{\"schema\": \"result/1\"}", "{\"schema\": 1}"})
    CHECK(outcome(replay_record(other, programs, this_version)) == "not a record");
}

TEST_CASE("replay: a damaged record is read without harm, and never said to be another") {
  const Program program = program_of(sample_yaml);
  const std::vector programs{program};
  const std::string whole = sample_record(program).dump();
  Random random(7);
  for (int i = 0; i < 3000; ++i) {
    std::string text = whole;
    for (int changes = random.between(1, 3); changes > 0; --changes) {
      const std::size_t at = random.below(text.size());
      switch (random.below(4)) {
        case 0: text[at] = static_cast<char>(random.below(256)); break;
        case 1: text.erase(at, random.below(40)); break;
        case 2: text.insert(at, text.substr(random.below(text.size()), random.below(40))); break;
        default: text.insert(at, 1, "{}[]\",:0n"[random.below(9)]); break;
      }
    }
    const Replay found = replay_record(text, programs, this_version);
    if (found.outcome != Replay::Outcome::same) continue;
    // Blanks, and what nothing can repeat, may be written otherwise.
    CAPTURE(text);
    CHECK(Json::parse(text)["result"] == Json::parse(whole)["result"]);
  }
  Json deep = sample_record(program);
  std::string text = deep.dump();
  text.insert(1, "\"deep\":" + std::string(100'000, '[') + std::string(100'000, ']') + ",");
  CHECK(outcome(replay_record(text, programs, this_version)) == "differs ");
}

TEST_CASE("replay: the rule set is found by its digest") {
  const Program program = program_of(sample_yaml);
  const Json record = sample_record(program);
  std::string other(sample_yaml);
  other.replace(other.find("1.2.0"), 5, "1.2.1");
  CHECK(outcome(replay(program_of(other), record)) == "other rules");
  const std::vector programs{program_of(other), program};
  CHECK(outcome(replay_record(record.dump(), programs, this_version)) == "same");
  Json without = record;
  without["ruleset"]["digest"] = "sha256:MARKER";
  CHECK(outcome(replay(program, without)) == "differs /ruleset/digest");
}

TEST_CASE("replay: trust in a review counts only where the record claims it") {
  RuleSet rules = program_of(sample_yaml).rules();
  rules.review = {.reviewed = true, .by = {"Dr. A."}, .on = parse_date("2026-11-20")};
  const Program untrusted(rules);
  rules.review.signed_by = "AC11335C7F251A82";
  const Program trusted(rules);
  CHECK(outcome(replay(trusted, sample_record(untrusted))) == "same");
  CHECK(outcome(replay(trusted, sample_record(trusted))) == "same");
  CHECK(outcome(replay(untrusted, sample_record(trusted))) ==
        "differs /result/ruleset/review/trusted /result/ruleset/review/key");
  Json record = sample_record(untrusted);
  record["result"]["ruleset"]["review"]["by"] = "Dr. B.";
  CHECK(outcome(replay(untrusted, record)) == "differs /result/ruleset/review/by");
}

TEST_CASE("replay: a decision is repeated, and stands beside the same verdict") {
  const Program program = program_of(sample_yaml);
  const Json without = sample_record(program);
  const Decision decision{.as_listed = false,
                          .by = "Dr. A. Example",
                          .reason = "specialist_agreed",
                          .note = "By telephone.",
                          .at = "2026-11-28T00:43:41Z"};
  const Days days = on("2026-11-22", "2026-12-15");
  const auto answers =
      parse_answers_json(program.rules(), R"({"acne": "few", "drug": "2 months"})", days.as_of);
  Json record = record_of(program, given_on(*answers.value, days.as_of), days, &decision);
  CHECK(outcome(replay(program, record)) == "same");
  CHECK(record["result"]["decision"] == record["decision"]);
  record["result"].erase("decision");
  CHECK(record["result"] == without["result"]);
}

TEST_CASE("replay: records of generated screenings are the same, whenever answers were given") {
  Tally constructs;
  Tally forms;
  std::size_t open = 0;
  std::size_t appointments = 0;
  for_each_triple({.seed = 15, .triples = 1500}, constructs, forms, [&](const Triple& triple) {
    // The command line takes no later appointment.
    if (triple.intake.days.appointment && !is_screening_date(*triple.intake.days.appointment))
      return true;
    KeptAnswers kept = given_on(triple.answers, triple.intake.days.as_of);
    for (std::size_t q = 0; q < kept.answers.size(); ++q) {
      if (!kept.answered_on[q] || !triple.random.chance(15)) continue;
      if (!kept.answers[q].given()) continue;
      const Date day = *kept.answered_on[q] - std::chrono::days(triple.random.between(1, 400));
      if (is_screening_date(day)) kept.answered_on[q] = day;
      if (triple.random.chance(20)) kept.not_confirmed[q] = true;
    }
    const Json record = record_of(triple.program, std::move(kept), triple.intake.days);
    open += record["not_confirmed"].empty() ? 0 : 1;
    appointments += record["appointment"].is_null() ? 0 : 1;
    const std::string found = outcome(replay(triple.program, record));
    if (found != "same") FAIL(found << '\n' << describe(triple) << record.dump(2));
    return true;
  });
  CHECK(open > 100);
  CHECK(appointments > 100);
}

TEST_CASE("replay: records of interviews are the same") {
  Tally constructs;
  Tally forms;
  Tally ways;
  std::size_t set_aside = 0;
  for_each_triple({.seed = 16, .triples = 150}, constructs, forms, [&](const Triple& triple) {
    Interview interview(triple.program, triple.intake.days);
    answer_all(interview, triple.answers, triple.generator, 10, triple.random, ways);
    const KeptAnswers kept = interview.counted();
    for (std::size_t q = 0; q < kept.answers.size(); ++q)
      set_aside += interview.answer(q).given() && !kept.answers[q].given() ? 1 : 0;
    const Json record = record_json({.rules = triple.rules(),
                                     .answers = interview.answers(),
                                     .screening = interview.screening(),
                                     .kept = &kept,
                                     .validity = find_validity(triple.program, interview.answers(),
                                                               interview.screening(), &kept)},
                                    {.candor = std::string(this_version),
                                     .at = "2026-11-28T00:43:41Z",
                                     .nonce = std::string(32, '0')});
    const std::string found = outcome(replay(triple.program, record));
    if (found != "same") FAIL(found << '\n' << describe(triple) << record.dump(2));
    return true;
  });
  CHECK(set_aside > 0);
}

}  // namespace candor
