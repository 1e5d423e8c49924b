// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/rows/score.h"

#include <string>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "batch/small_rules.h"
#include "candor/batch/rows/duplicate_ids.h"
#include "candor/batch/rows/summary.h"
#include "support/catch.hpp"
#include "support/screening_date.h"

using namespace candor;

namespace {

struct Run {
  Program program{small_rules()};
  std::string text = {};
  bool given = false;
  Parsed<IntakeFile> file = {};
  std::optional<RowTally> tally = {};

  explicit Run(std::string csv, IntakeOptions options = {}) : text(std::move(csv)) {
    options.name = "f.csv";
    options.as_of = screening_date();
    file = IntakeFile::open(
        [this](std::span<char> out) -> std::optional<std::size_t> {
          const std::size_t size = text.copy(out.data(), out.size());
          text.erase(0, size);
          return size;
        },
        program.rules(), nullptr, options);
    REQUIRE(file.value);
    tally.emplace(program.rules(), file.value->column_names().size());
  }
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  Scoring score(const RejectLimit& most = {}, std::uint64_t take = 1'000'000) {
    return candor::score(
        program, *file.value, most,
        [&](const Row& row, const Screening*) { return row.number <= take; }, {}, *tally);
  }
};

// A table in which every `every`th row is rejected.
std::string table(std::size_t rows, std::size_t every) {
  std::string text = "id,age\n";
  for (std::size_t i = 1; i <= rows; ++i)
    text += fmt::format("P{},{}\n", i, i % every == 0 ? "x" : "30");
  return text;
}

}  // namespace

TEST_CASE("reading stops when too many rows are rejected") {
  struct Case {
    std::string why;
    std::size_t rows, every;
    RejectLimit most;
    Scoring wanted;
    std::uint64_t rows_read;
  };
  // clang-format off
  const auto c = GENERATE(values<Case>({
      {"no limit", 20, 2, {}, Scoring::done, 20},
      {"as many as allowed", 20, 2, {.rows = 10}, Scoring::done, 20},
      {"one more", 20, 2, {.rows = 9}, Scoring::too_many_rejects, 20},
      {"at the first", 20, 5, {.rows = 0}, Scoring::too_many_rejects, 5},
      {"none", 20, 100, {.rows = 0}, Scoring::done, 20},
      {"a share that is kept", 3000, 10, {.percent = 10}, Scoring::done, 3000},
      {"a share that is not", 3000, 10, {.percent = 9.9}, Scoring::too_many_rejects, 1000},
      {"a share of few rows, at the end", 20, 5, {.percent = 10}, Scoring::too_many_rejects, 20},
      {"a share of nothing", 3000, 1001, {.percent = 0}, Scoring::too_many_rejects, 1001},
  }));
  // clang-format on
  CAPTURE(c.why);
  Run run(table(c.rows, c.every));
  CHECK(run.score(c.most) == c.wanted);
  CHECK(run.tally->rows == c.rows_read);
}

TEST_CASE("scoring ends when a row cannot be written, and when the file is refused") {
  Run full(table(20, 100));
  CHECK(full.score({}, 7) == Scoring::write_failed);
  CHECK(full.tally->rows == 8);
  Run refused("id,age\nP1,30\nP2,\"");
  CHECK(refused.score() == Scoring::refused);
  CHECK(refused.file.value->refusal().code == codes::unclosed_intake_quote);
}

TEST_CASE("a summary counts, and shows no value") {
  Run run(
      "id,age,spots,colour,\n"
      "P1,30,none,crimson,\n"
      "P2,17,few,crimson,\n"
      "\n"
      "P1,secret,hidden,crimson,\n"
      ",31,hidden,crimson,\n"
      "P4,40,few,crimson,\n"
      "P5\n");
  REQUIRE(run.score() == Scoring::done);
  const SummaryInput of{.rules = run.program.rules(),
                        .file = *run.file.value,
                        .tally = *run.tally,
                        .name = "f.csv",
                        .rows_written = 6,
                        .seconds = 2};
  CHECK(summary_text(of) ==
        fmt::format(R"(f.csv: CSV, separator `,`, UTF-8, LF line endings, header on line 1
6 rows read, 3 scored, 3 rejected, 6 written

Verdicts
  fine                                  0    0.0 %
  wait                                  1   33.3 %
  stop                                  1   33.3 %
  incomplete                            1   33.3 %

Top reasons
  spotty                                2   66.7 %
  too-young                             1   33.3 %

Rejected rows, by code
  E606  an answer that is not a choice                    2
  E608  an answer that is not a number                    1
  E840  too few fields                                    1

Not recognized
  age                          1 value, first on line 5
  spots                        2 values, first on line 5

Columns not used: colour
Questions without a column, blank in every row: smoker, peels, sunburn
1 blank line skipped
2 rows without an id
1 duplicate id, first on line 5

A small rule set 1.0.0, a draft that no clinician has reviewed. Screened 22
  November 2026.
{}
2.0 s, 3 rows/s
)",
                    run.program.rules().digest));
  const nlohmann::ordered_json json = summary_json(of);
  CHECK(json["rows"] == nlohmann::ordered_json::parse(
                            R"({"read":6,"scored":3,"rejected":3,"written":6,"without_id":2})"));
  CHECK(json["rejected"] == nlohmann::ordered_json::parse(R"({"E606":2,"E608":1,"E840":1})"));
  CHECK(json["verdicts"] ==
        nlohmann::ordered_json::parse(R"({"fine":0,"wait":1,"stop":1,"incomplete":1})"));
  CHECK(json["not_recognised"][1] ==
        nlohmann::ordered_json::parse(R"({"place":"spots","values":2,"first_line":5})"));
  CHECK(json["duplicate_ids"] ==
        nlohmann::ordered_json::parse(R"({"count":1,"first_line":5,"all_compared":true})"));
  CHECK(json["ruleset"]["extends"] == nlohmann::ordered_json::array());
  CHECK(json["stopped"].is_null());
  for (const std::string& text : {summary_text(of), json.dump()}) {
    CHECK(text.find("secret") == std::string::npos);
    CHECK(text.find("hidden") == std::string::npos);
    CHECK(text.find("crimson") == std::string::npos);
  }
}

TEST_CASE("a summary of rows with their own screening dates names the first and the last") {
  Run run("age,on\n30,2026-01-31\n30,2024-02-29\n30,2025-01-01\n", {.as_of_column = "on"});
  REQUIRE(run.score() == Scoring::done);
  const SummaryInput of{.rules = run.program.rules(), .file = *run.file.value, .tally = *run.tally};
  CHECK(summary_text(of).find("29\n  February 2024 to 31 January 2026.") != std::string::npos);
  CHECK(summary_json(of)["as_of"] ==
        nlohmann::ordered_json::parse(R"({"first":"2024-02-29","last":"2026-01-31"})"));
}

TEST_CASE("a summary names what a mapping does in every row") {
  const Program program(small_rules());
  const auto map = load_intake_map(SourceFile("m", R"(candor_map: 1
rules: small
sets: {peels: {columns: {Deep: deep}}}
constants: {smoker: no, sunburn: 6 weeks}
)"),
                                   program.rules());
  REQUIRE(map.value);
  std::string text = "id,Deep\nP1,1\n";
  auto file = IntakeFile::open(
      [&](std::span<char> out) -> std::optional<std::size_t> {
        const std::size_t size = text.copy(out.data(), out.size());
        text.erase(0, size);
        return size;
      },
      program.rules(), &*map.value, {.name = "f", .as_of = screening_date()});
  REQUIRE(file.value);
  RowTally tally(program.rules(), file.value->column_names().size());
  REQUIRE(score(
              program, *file.value, {}, [](const Row&, const Screening*) { return true; }, {},
              tally) == Scoring::done);
  const SummaryInput of{
      .rules = program.rules(), .file = *file.value, .tally = tally, .map = &*map.value};
  const std::string said = summary_text(of);
  CHECK(said.find("Questions without a column, blank in every row: age, spots\n") !=
        std::string::npos);
  CHECK(said.find(
            "Members of sets without a column, unknown in every row: peels.age, peels.light\n") !=
        std::string::npos);
  CHECK(said.find("Questions that the mapping answers in every row: smoker, sunburn\n") !=
        std::string::npos);
  const nlohmann::ordered_json json = summary_json(of);
  CHECK(json["constants"] ==
        nlohmann::ordered_json::parse(R"({"smoker":"no","sunburn":"6 weeks"})"));
  CHECK(json["members_without_column"] ==
        nlohmann::ordered_json::parse(R"(["peels.age","peels.light"])"));
}

namespace {

void add(DuplicateIds& ids, const std::string& id, std::uint64_t line) {
  RowIds row;
  row.add(id, IdKey::of(id), line);
  ids.add(row);
}

}  // namespace

TEST_CASE("duplicate ids are counted") {
  // Ascending, by length and then by bytes; in no order; too long to be compared.
  for (const std::string form :
       {"{}", "P{:06}", "{:x}z", "a very long id, longer than sixteen: {}"}) {
    CAPTURE(form);
    DuplicateIds ids;
    for (std::uint64_t round = 0; round < 2; ++round) {
      for (std::uint64_t i = 0; i < 50'000; ++i) {
        add(ids, fmt::format(fmt::runtime(form), form == "{:x}z" ? i * 7919 % 50'000 : i),
            i + round * 50'000);
      }
    }
    CHECK(ids.count() == 50'000);
    CHECK(ids.first_line() == 50'000);
    CHECK_FALSE(ids.gave_up());
  }
}

TEST_CASE("an order that breaks late hides no duplicate id") {
  for (const std::string late : {"7", "0", "99999", "49999", "25000"}) {
    CAPTURE(late);
    DuplicateIds ids;
    for (std::uint64_t i = 1; i < 50'000; ++i) add(ids, std::to_string(i), i + 1);
    add(ids, late, 77'777);
    const bool known = late != "0" && late != "99999";
    CHECK(ids.count() == (known ? 1U : 0U));
    CHECK(ids.first_line() == (known ? 77'777U : 0U));
    add(ids, "12", 88'888);
    CHECK(ids.count() == (known ? 2U : 1U));
  }
}

TEST_CASE("no more ids than there is room for are compared") {
  DuplicateIds ids;
  for (std::uint64_t i = 0; i < DuplicateIds::most; ++i) add(ids, std::to_string(i), i);
  CHECK_FALSE(ids.gave_up());
  add(ids, "1", 5);
  CHECK(ids.gave_up());
  CHECK(ids.count() == 0);
}
