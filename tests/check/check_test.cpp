// SPDX-License-Identifier: Apache-2.0
#include "candor/check/check.h"

#include <algorithm>
#include <set>
#include <string>

#include <nlohmann/json.hpp>

#include "candor/check/check_report.h"
#include "candor/proof/prover.h"
#include "candor/proof/rule_formulas.h"
#include "candor/rules/load/load_rule_set.h"
#include "support/catch.hpp"
#include "support/files.h"
#include "support/generate.h"

namespace candor {
namespace {

constexpr Date as_of = std::chrono::sys_days{std::chrono::year{2026} / 11 / 22};

struct Checked {
  SourceFile file;
  Program program;
  CheckResult result;
};

Checked checked(SourceFile file, CheckOptions options = {.as_of = as_of}) {
  auto loaded = load_rule_set(file);
  REQUIRE(loaded.value);
  Program program(std::move(*loaded.value));
  CheckResult result = check_rule_set(program, options);
  return {std::move(file), program, std::move(result)};
}

SourceFile reference_file() {
  const std::string path = CANDOR_SOURCE_DIR "/tests/data/rules/reference.yaml";
  return SourceFile("reference.yaml", read_file(path));
}

// True where the answer to the question is one of the choices.
Formula is_any(const IntakeSpace& space, Formulas& formulas, std::string_view question,
               std::initializer_list<std::string_view> choices) {
  const std::size_t q = *space.rules().find_question(question);
  const std::size_t part = space.first_part(q);
  Formulas::Classes classes;
  for (const AnswerClass& of : space.parts()[part].classes) {
    bool chosen = false;
    for (const Answer& answer : of.all) {
      const std::string& id = space.rules().questions[q].choices[answer.choice()].id.text;
      chosen |= std::find(choices.begin(), choices.end(), id) != choices.end();
    }
    classes.push_back(chosen);
  }
  return formulas.in(part, std::move(classes));
}

}  // namespace

TEST_CASE("check: the reference rule set has its known findings, and no others") {
  const Checked found = checked(reference_file());
  const RuleSet& rules = found.program.rules();
  REQUIRE(found.result.findings.size() == 1);
  const Finding& finding = found.result.findings[0];
  CHECK(finding.diagnostic.code == codes::rule_never_decides);
  CHECK(finding.about == "R26");
  CHECK(finding.others == std::vector<std::string>{"R16", "R17"});
  REQUIRE(finding.witness);
  std::set<std::string> implications;
  for (const auto& [narrow, wide] : found.result.implications)
    implications.insert(rules.rules[narrow].id.text + " " + rules.rules[wide].id.text);
  CHECK(implications == std::set<std::string>{"R15 R14", "R20 R19"});
}

TEST_CASE("check: proofs about the reference rule set") {
  auto loaded = load_rule_set(reference_file());
  REQUIRE(loaded.value);
  const IntakeSpace space(*loaded.value, as_of);
  Formulas formulas;
  const RuleFormulas said(space, formulas);
  Prover prover(space, formulas);
  const std::size_t caution = 1, defer = 2, unsuitable = 3;
  struct Row {
    std::string_view question;
    std::string_view choice;
    std::size_t at_least;
    bool always;
  };
  const auto row = GENERATE_COPY(values<Row>({{"pregnant", "yes", unsuitable, true},
                                              {"fever", "yes", defer, true},
                                              {"fever", "yes", unsuitable, false},
                                              {"smoker", "current", caution, false},
                                              {"skin", "rash", defer, true}}));
  CAPTURE(row.question, row.at_least);
  const Formula chosen = is_any(space, formulas, row.question, {row.choice});
  CHECK(prover.possible({chosen, !said.at_least(row.at_least)}) != row.always);
}

TEST_CASE("check: a changed copy of the reference rule set differs in one way") {
  auto loaded = load_rule_set(reference_file());
  REQUIRE(loaded.value);
  const RuleSet& rules = *loaded.value;
  std::vector<Rule> copy;
  for (Rule rule : rules.rules) {
    if (rule.id.text == "R26") continue;
    if (rule.id.text == "R02")
      std::get<NumberTest>(rule.when.test.of).bounds.at_least = Decimal{70'000'000};
    copy.push_back(std::move(rule));
  }
  std::vector<const Condition*> also;
  for (const Rule& rule : copy) also.push_back(&rule.when);
  const IntakeSpace space(rules, as_of, also);
  Formulas formulas;
  const RuleFormulas said(space, formulas);
  const std::size_t verdicts = rules.verdicts.size();
  std::vector<Formula> at_least(verdicts + 1, always_false);  // of the copy
  for (std::size_t v = 0; v < verdicts; ++v) {
    std::vector<Formula> applying{v == 0 ? always_true : always_false};
    for (const Rule& rule : copy) {
      if (rule.verdict >= v) applying.push_back(said.statement(rule.when).holds);
    }
    at_least[v] = formulas.any(applying);
  }
  std::vector<Formula> answered;
  for (std::size_t q = 0; q < rules.questions.size(); ++q) answered.push_back(said.given(q));
  Prover prover(space, formulas);
  for (std::size_t from = 0; from < verdicts; ++from) {
    for (std::size_t to = 0; to < verdicts; ++to) {
      if (from == to) continue;
      CAPTURE(from, to);
      std::vector<Formula> all_of = answered;
      all_of.push_back(said.headline(from));
      all_of.push_back(formulas.all({at_least[to], !at_least[to + 1]}));
      CHECK(prover.possible(all_of) == (from == 0 && to == 1));
    }
  }
}

TEST_CASE("check: too small a budget prevents counting, not findings") {
  const Checked all = checked(reference_file());
  const Checked little = checked(reference_file(), {.as_of = as_of, .budget = 20});
  CHECK(all.result.profile);
  CHECK_FALSE(little.result.profile);
  CHECK(little.result.findings.size() == all.result.findings.size());
  CHECK_THAT(check_text(little.program.rules(), little.result), Catch::Contains("not counted"));
}

TEST_CASE("check: every witness for generated rule sets shows its finding") {
  testing::Random random(5);
  std::set<DiagnosticCode> found_codes;
  const std::size_t sets = testing::rule_sets(300);
  for (std::size_t set = 0; set < sets; ++set) {
    CAPTURE(set);
    const std::string yaml = testing::generate_rule_set(random).yaml();
    const Checked found = checked(SourceFile("generated.yaml", yaml));
    for (const Finding& finding : found.result.findings)
      found_codes.insert(finding.diagnostic.code);
    // A second check gives the same text.
    const Checked again = checked(SourceFile("generated.yaml", yaml));
    CHECK(check_json(found.program.rules(), found.result) ==
          check_json(again.program.rules(), again.result));
  }
  if (sets < 300) return;  // too few for every kind of finding
  for (const DiagnosticCode code :
       {codes::rule_never_applies, codes::rule_never_decides, codes::wait_ends_early,
        codes::unused_question, codes::constant_condition, codes::over_with_months,
        codes::not_on_conditional_question}) {
    CAPTURE(to_string(code));
    CHECK(found_codes.contains(code));
  }
}

TEST_CASE("check: shares are never rounded up") {
  struct Row {
    std::string_view part, whole, share;
  };
  const auto row = GENERATE(values<Row>({
      {"0", "3", "0 %"},
      {"3", "3", "100 %"},
      {"1", "3", "33.33 %"},
      {"2", "3", "66.66 %"},
      {"999999", "1000000", "99.99 %"},
      {"1", "1000000", "under 0.01 %"},
      {"99999999999999999999999999999999999999999", "100000000000000000000000000000000000000000",
       "99.99 %"},
  }));
  CHECK(share(Count(row.part), Count(row.whole)) == row.share);
}

TEST_CASE("check: SARIF") {
  const Checked found = checked(reference_file());
  const Diagnostic error{.code = codes::unknown_question,
                         .message = "there is no question `x`",
                         .file = "a b.yaml",
                         .line = 3,
                         .column = 5};
  const std::vector<SarifInput> inputs{{.diagnostics = std::span(&error, 1)},
                                       {.rules = &found.program.rules(), .result = &found.result}};
  const auto log = nlohmann::json::parse(sarif_log(inputs, "1.2.3"));
  CHECK(log["version"] == "2.1.0");
  const auto& run = log["runs"][0];
  CHECK(run["tool"]["driver"]["version"] == "1.2.3");
  REQUIRE(run["results"].size() == 2);
  CHECK(run["results"][0]["level"] == "error");
  const auto& location = run["results"][0]["locations"][0]["physicalLocation"];
  CHECK(location["artifactLocation"]["uri"] == "a%20b.yaml");
  CHECK(location["region"] == nlohmann::json{{"startLine", 3}, {"startColumn", 5}});
  CHECK(run["results"][1]["ruleId"] == "F103");
  CHECK(run["results"][1]["level"] == "warning");
}

}  // namespace candor
