// SPDX-License-Identifier: Apache-2.0
// 20,000 records of generated screenings, 20 of them tampered with: ten in the answers or in the
// result alone, ten screened again with other answers and put in place of the record.

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "candor/record/journal.h"
#include "candor/record/replay.h"
#include "candor/rules/load/load_rule_set.h"
#include "record/sample_records.h"
#include "support/catch.hpp"
#include "support/files.h"

namespace candor {
namespace {

using namespace candor::testing;

constexpr std::size_t screenings = 20'000;

// Another answer to a question that was answered; false when none was.
bool change_answer(nlohmann::ordered_json& record, const Program& program,
                   const IntakeGenerator& generator, Date as_of, Random& random) {
  const RuleSet& rules = program.rules();
  Tally forms;
  for (int tries = 0; tries < 1000; ++tries) {
    const std::size_t q = random.below(rules.questions.size());
    const std::string& id = rules.questions[q].id.text;
    if (!record["result"]["answers"].contains(id)) continue;
    const std::string answer = generator.answer(random, q, as_of, forms);
    const auto read =
        parse_answers_json(rules, "{\"" + id + "\": " + answer + "}", as_of).value.value();
    const auto json = answer_to_json(rules.questions[q], read[q]);
    if (json == record["answers"][id]) continue;
    record["answers"][id] = json;
    return true;
  }
  return false;
}

// One that the command line would take.
Intake usual_intake(const IntakeGenerator& generator, Random& random, Tally& forms) {
  while (true) {
    Intake intake = generator.intake(random, forms);
    if (!intake.days.appointment || is_screening_date(*intake.days.appointment)) return intake;
  }
}

void change_result(nlohmann::ordered_json& record, std::size_t way) {
  nlohmann::ordered_json& result = record["result"];
  switch (way) {
    case 0: result["verdict"] = result["verdict"] == "suitable" ? "caution" : "suitable"; break;
    case 1: result["settled"] = !result["settled"].get<bool>(); break;
    case 2: result["earliest"] = result["earliest"].is_null() ? "2027-01-01" : nullptr; break;
    case 3: result["not_asked"].push_back("age"); break;
    default: result["label"] = "No recorded reason to wait."; break;
  }
}

}  // namespace

TEST_CASE("tampering: verify finds ten of 20,000 records alone, ten by the journal, and no other") {
  // A small rule set: screening 20,000 times by the built-in one takes minutes.
  const std::string yaml =
      read_file(std::string(CANDOR_SOURCE_DIR) + "/tests/terminal/clinic.yaml");
  const std::vector<Program> programs{
      Program(*load_rule_set(SourceFile("clinic.yaml", yaml)).value)};
  const Program& program = programs.front();
  const IntakeGenerator generator(program.rules());
  Random random(20'000);
  Tally forms;
  const auto screen = [&](const Intake& intake) {
    auto record =
        record_of(program, given_on(answers_of(program, intake), intake.days.as_of), intake.days);
    record["nonce"] = digest_of_bytes(std::to_string(random.below(1 << 30))).substr(7, 32);
    return record;
  };

  std::set<std::size_t> alone;
  std::set<std::size_t> rewritten;
  while (alone.size() < 10) alone.insert(random.below(screenings));
  while (rewritten.size() < 10) {
    const std::size_t number = random.below(screenings);
    if (alone.count(number) == 0) rewritten.insert(number);
  }
  std::string journal;
  std::set<std::size_t> differ;
  std::vector<std::string> digests;
  std::size_t way = 0;
  for (std::size_t i = 0; i < screenings; ++i) {
    Intake intake = usual_intake(generator, random, forms);
    auto record = screen(intake);
    std::string text = record.dump(2) + "\n";
    const std::size_t from = journal.size() - std::min(journal.size(), std::size_t{2048});
    journal += journal_append(std::string_view(journal).substr(from), from == 0,
                              {.at = "2026-11-28T00:43:41Z",
                               .rules = program.rules().digest,
                               .verdict = record["result"]["verdict"],
                               .record = digest_of_bytes(text)})
                   .value();
    if (alone.count(i) > 0) {
      const bool answers =
          way % 2 == 0 && change_answer(record, program, generator, intake.days.as_of, random);
      if (!answers) change_result(record, way / 2);
      ++way;
      text = record.dump(2) + "\n";
    } else if (rewritten.count(i) > 0) {
      const nlohmann::ordered_json before = record["answers"];
      while (record["answers"] == before) {
        intake = usual_intake(generator, random, forms);
        record = screen(intake);
      }
      text = record.dump(2) + "\n";
    }
    if (replay_record(text, programs, this_version).outcome != Replay::Outcome::same)
      differ.insert(i);
    digests.push_back(digest_of_bytes(text));
  }

  CHECK(differ == alone);
  const JournalCheck check = check_journal(journal);
  CHECK(check.held());
  std::set<std::string> known;
  for (const JournalCheck::Line& line : check.lines) known.insert(line.entry.record);
  std::set<std::size_t> not_known;
  for (std::size_t i = 0; i < screenings; ++i) {
    if (known.count(digests[i]) == 0) not_known.insert(i);
  }
  std::set<std::size_t> tampered = alone;
  tampered.insert(rewritten.begin(), rewritten.end());
  CHECK(not_known == tampered);
}

}  // namespace candor
