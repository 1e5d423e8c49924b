// SPDX-License-Identifier: Apache-2.0
// The public interface against the rooms behind it: the same results, byte for byte, and problems
// instead of exceptions.
#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <nlohmann/json.hpp>

#include "candor/answers.h"
#include "candor/assessment.h"
#include "candor/check.h"
#include "candor/documents.h"
#include "candor/engine/program.h"
#include "candor/intake/answers.h"
#include "candor/pages.h"
#include "candor/report/result/pages.h"
#include "candor/report/result/result_json.h"
#include "candor/rules.h"
#include "candor/rules/built_in.h"
#include "candor/score.h"
#include "support/catch.hpp"
#include "support/files.h"
#include "support/screening_date.h"

using namespace candor;

namespace {

const std::filesystem::path root = CANDOR_SOURCE_DIR;

Rules microneedling() { return *Rules::built_in("microneedling").value; }

ReadBlock reader_of(std::string& rest) {
  return [&rest](std::span<char> block) -> std::optional<std::size_t> {
    const std::size_t size = std::min(block.size(), rest.size());
    std::copy_n(rest.begin(), size, block.begin());
    rest.erase(0, size);
    return size;
  };
}

std::string scored(const ScoreSettings& settings, std::string text) {
  std::string out;
  const auto write = [&](std::string_view rows, std::string_view) {
    out += rows;
    return true;
  };
  const auto summary = score_rows(microneedling(), reader_of(text), write, settings);
  REQUIRE(summary.value);
  return out + std::to_string(summary.value->rows);
}

}  // namespace

TEST_CASE("an assessment is what the engine and the reports make of the same answers") {
  const Program program(load_built_in(*find_built_in("microneedling")));
  for (const char* name : {"isotretinoin", "suitable", "incomplete", "unsuitable"}) {
    CAPTURE(name);
    const std::string json = read_file(root / "examples" / (std::string(name) + ".json"));
    const auto answers = parse_answers_json(program.rules(), json, screening_date());
    REQUIRE(answers.value);
    for (const std::optional<Date> appointment :
         {std::optional<Date>(), std::optional<Date>(screening_date() + std::chrono::days{90})}) {
      Screening screening;
      evaluate(program, *answers.value, {screening_date(), appointment}, screening);
      Result result{program.rules(), *answers.value, screening};
      result.validity = find_validity(program, *answers.value, screening);
      const auto sheet = AnswerSheet::from_json(microneedling(), json, screening_date());
      REQUIRE(sheet.value);
      const auto assessment = assess(*sheet.value, appointment);
      REQUIRE(assessment.value);
      CHECK(assessment.value->to_json("R1") ==
            result_json(result, ResultParts::all, "R1").dump(2) + "\n");
      CHECK(leaflet(*assessment.value) == leaflet_html(result, {}));
      CHECK(report(*assessment.value, {.ref = "R1"}) == report_html(result, {.ref = "R1"}));
      CHECK(calendar(*assessment.value).empty() == !appointment);
      CHECK(assessment.value->reasons().size() == screening.reasons.size());
      CHECK(assessment.value->open().size() == screening.open.size());
    }
  }
}

TEST_CASE("a reason says what the client reads") {
  std::string yaml = read_file(root / "examples/first-rules.yaml");
  const std::string because = "    because:";
  yaml.insert(yaml.find(because), "    client: {say: You do., next: Stop., urgent: yes}\n");
  const auto rules = Rules::load("first.yaml", yaml);
  REQUIRE(rules.value);
  const auto sheet = AnswerSheet::from_json(
      *rules.value, R"({"active_acne": "few_inflamed", "rosacea": "redness_only"})",
      screening_date());
  REQUIRE(sheet.value);
  const std::vector<ReasonInfo> reasons = assess(*sheet.value).value.value().reasons();
  REQUIRE(reasons.size() == 2);
  CHECK(reasons[0].client_say == "You do.");
  CHECK(reasons[0].client_next == "Stop.");
  CHECK(reasons[0].urgent);
  CHECK_FALSE(reasons[0].told_in_person);
  CHECK(reasons[1].client_say.empty());
}

TEST_CASE("mistakes come back as problems, and never with the answer") {
  AnswerSheet sheet(microneedling(), screening_date());
  CHECK(sheet.set("isotretinoin", "secret")->code == "E611");
  CHECK(sheet.set("isotretinoim", "secret")->code == "E603");
  CHECK(sheet.to_json() == "{}");
  CHECK_FALSE(sheet.set("isotretinoin", "4 months"));
  AnswerSheet copy = sheet;
  CHECK_FALSE(copy.set("isotretinoin", "unknown"));
  CHECK(copy.to_json() == "{}");
  CHECK(sheet.to_json() == R"({"isotretinoin":"2026-07-22"})");

  const auto bad =
      AnswerSheet::from_json(microneedling(), R"({"age": "secret"})", screening_date());
  REQUIRE_FALSE(bad.value);
  CHECK(bad.problems.front().pointer == "/age");
  CHECK(to_json(bad.problems).find("secret") == std::string::npos);
  CHECK(to_text(bad.problems.front()).find("secret") == std::string::npos);
  CHECK(assess(sheet, screening_date() - std::chrono::days{1}).problems.front().code == "E905");
  CHECK_FALSE(explain("E611").empty());
  CHECK(explain("E000").empty());
}

TEST_CASE("a rule set that extends a file asks for the file") {
  const std::string base = read_file(root / "examples/first-rules.yaml");
  const std::string over = "candor: 1\nid: ours\nversion: 1\ntitle: Ours\nextends: base.yaml\n";
  std::vector<std::string> asked;
  const auto found = Rules::load("clinic/ours.yaml", over, [&](const std::string& path) {
    asked.push_back(path);
    return std::optional<std::string>(base);
  });
  CHECK(asked == std::vector<std::string>{"clinic/base.yaml"});
  REQUIRE(found.value);
  CHECK(found.value->id() == "ours");
  CHECK(found.value->questions().size() == 4);
  const auto missing = Rules::load("ours.yaml", over,
                                   [](const std::string&) { return std::optional<std::string>(); });
  REQUIRE_FALSE(missing.value);
  CHECK(missing.problems.front().code == "E120");
  CHECK_FALSE(Rules::load("ours.yaml", over).value);
}

TEST_CASE("scoring gives the same bytes whatever the threads") {
  const std::string intake = read_file(root / "tests/data/intakes/plain.csv");
  const ScoreSettings one{.as_of = screening_date()};
  ScoreSettings four = one;
  four.threads = 4;
  const std::string rows = scored(one, intake);
  CHECK(rows == scored(four, intake));
  CHECK(rows.ends_with("300"));

  std::string text = intake;
  const auto full = [](std::string_view, std::string_view) { return false; };
  CHECK(score_rows(microneedling(), reader_of(text), full, one).problems.front().code == "E902");
  const ReadBlock broken = [](std::span<char>) { return std::optional<std::size_t>(); };
  const auto fine = [](std::string_view, std::string_view) { return true; };
  CHECK_FALSE(score_rows(microneedling(), broken, fine, one).problems.empty());
  ScoreSettings unknown = one;
  unknown.columns = {"colour"};
  CHECK(score_rows(microneedling(), reader_of(text), fine, unknown).problems.front().code ==
        "E907");
  ScoreSettings too_early = one;
  too_early.as_of = *parse_date("1899-12-31");
  CHECK(score_rows(microneedling(), reader_of(text), fine, too_early).problems.front().code ==
        "E907");
}

TEST_CASE("one rule set serves many threads") {
  const Rules rules = microneedling();
  std::vector<std::string> results(8);
  std::vector<std::thread> threads;
  for (std::string& result : results) {
    threads.emplace_back([&rules, &result] {
      AnswerSheet sheet(rules, screening_date());
      sheet.set("keloid", "personal");
      result = assess(sheet).value->to_json();
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(std::all_of(results.begin(), results.end(),
                    [&](const std::string& result) { return result == results.front(); }));
  CHECK(results.front().find("\"unsuitable\"") != std::string::npos);
}

TEST_CASE("checks, tests, documents and clinics are at hand") {
  const auto rules = Rules::load("first.yaml", read_file(root / "examples/first-rules.yaml"));
  REQUIRE(rules.value);
  CHECK(check_rules(*rules.value, screening_date()).findings.empty());
  const auto tests = test_rules(*rules.value, "first.tests.yaml",
                                read_file(root / "examples/first-rules.tests.yaml"));
  REQUIRE(tests.value);
  CHECK(tests.value->passed);
  CHECK(tests.value->cases > 0);
  CHECK_FALSE(test_rules(*rules.value, "t", "tests: other\n").value);
  for (const char* of : {"rules", "tests", "result", "map", "clinic"})
    CHECK_FALSE(schema(of).empty());
  CHECK(schema_of_answers(*rules.value).find("rosacea") != std::string::npos);
  CHECK(blank_form(*rules.value, FormFormat::csv).starts_with("id,"));
  CHECK(rules_document(*rules.value, DocumentFormat::html).starts_with("<!doctype html>"));
  CHECK(ClinicCard::load("c", "candor_clinic: 1\n").problems.front().code == "E202");
  auto clinic = ClinicCard::load("c", "candor_clinic: 1\nname: Harbour\nlogo: logo.png\n");
  REQUIRE(clinic.value);
  CHECK(clinic.value->logo_path() == "logo.png");
  CHECK(clinic.value->set_logo("not a picture")->code == "E851");
}
