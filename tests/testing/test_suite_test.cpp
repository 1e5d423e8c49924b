// SPDX-License-Identifier: Apache-2.0
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <fmt/format.h>

#include "candor/testing/test_suite.h"
#include "support/catch.hpp"
#include "support/refused.h"
#include "testing/clinic.h"

using namespace candor;

namespace {

// The errors in the order of their places, one on each line: "line:column code message".
std::string mistakes(const Parsed<TestSuite>& parsed) {
  std::string lines;
  for (const Diagnostic& d : parsed.diagnostics.sorted()) {
    if (!lines.empty()) lines += '\n';
    lines += fmt::format("{}:{} {} {}", d.line, d.column, to_string(d.code), d.message);
  }
  return lines;
}

std::string suite_mistakes(std::string_view yaml) {
  const Parsed<TestSuite> parsed = load_tests(yaml);
  // A value exactly when there is no error.
  CHECK(parsed.value.has_value() != parsed.diagnostics.has_errors());
  return mistakes(parsed);
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("all errors in the structure of a test file are reported") {
  struct Row {
    std::string yaml, mistakes;
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      {"", "0:0 E111 the file is empty"},
      {"tests: clinic\n",
       "1:1 E202 the test file lacks `as_of` and `cases`"},
      {"tests: spa\nas_of: never\ncases: {a b: }\n",
       "1:8 E701 these are the tests of `spa`, not of `clinic`"},
      {"tests: clinic\nas_of: 2026-02-30\nbase: {}\ncases: {}\n",
       "2:8 E415 `as_of` is not a valid screening date\n"
       "3:1 E201 the test file has no key `base`\n"
       "4:8 E204 `cases` is empty"},
      {"tests: clinic\nas_of: 3000-01-01\ncases: {a: {expect: {verdict: refer}}}\n",
       "2:8 E415 `as_of` is not a valid screening date"},
      {"tests: clinic\nas_of: 2026-11-22\nalways: {x: y}\nnever: {}\nmonotone: [\n]\ncompare: z\n"
       "cases: {a: {expect: {settled: no}}}\n",
       "3:13 E203 property `x` is text, not a mapping\n"
       "4:8 E204 `never` is empty\n"
       "5:11 E203 `monotone` is a list, not a mapping\n"
       "7:10 E203 `compare` is text, not a mapping"},
      {with_cases("  a b: {expect: {settled: no}}\n  c: {}\n  d: {expects: {}, expect: {}}\n  e: yes\n"),
       "5:3 E205 `a b` cannot be the id of a case\n"
       "6:6 E204 case `c` is empty\n"
       "7:7 E201 case `d` has no key `expects`\n"
       "7:28 E204 `expect` of case `d` is empty\n"
       "8:6 E203 case `e` is text, not a mapping"},
      {with_cases("  a: {baseline: yes, expect: {settled: no}}\n  b: {answers: {acne: few}}\n"),
       "5:17 E207 `yes` is not a value of `baseline` of case `a`\n"
       "6:3 E202 case `b` lacks `expect`"},
      {with_cases("  a: {as_of: today, appointment: 2026-11-32, expect: {earliest: 2020-01-01}}\n"
                  "  b: {appointment: 2026-11-21, expect: {settled: no}}\n"
                  "  c: {as_of: 2026-11-23, appointment: 2026-11-22, expect: {settled: no}}\n"),
       "5:14 E415 `as_of` of case `a` is not a valid screening date\n"
       "5:34 E415 `appointment` of case `a` is not a valid screening date\n"
       "6:20 E415 `appointment` of case `b` is before the screening date\n"
       "7:39 E415 `appointment` of case `c` is before the screening date"},
      // clang-format on
  }));
  CAPTURE(row.yaml);
  CHECK(suite_mistakes(row.yaml) == row.mistakes);
}

TEST_CASE("answers in a test file are refused like those in JSON, each with its place") {
  struct Row {
    std::string answers, mistakes;
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      {"{acne: mony}", "5:23 E702 the answer to `acne` is refused: this is not a choice of the question (E606)"},
      {"{acme: many}", "5:17 E702 the answer to `acme` is refused: there is no such question (E603)"},
      {"{acne: [few]}", "5:23 E702 the answer to `acne` is refused: the wrong kind of value (E605)"},
      {"{age: 34.5}", "5:22 E702 the answer to `age` is refused: the number is between two steps (E610)"},
      {"{age: 121}", "5:22 E702 the answer to `age` is refused: the number is out of range (E609)"},
      {"{age: old}", "5:22 E702 the answer to `age` is refused: this is not a number of at most "
                     "12 digits before the point and 6 after it (E608)"},
      {"{sunburn: 2026-11-23}",
       "5:26 E702 the answer to `sunburn` is refused: the date is after the screening date (E612)"},
      {"{sunburn: ongoing}", "5:26 E702 the answer to `sunburn` is refused: this word is not accepted here (E613)"},
      {"{sunburn: lately}", "5:26 E702 the answer to `sunburn` is refused: this is neither a length "
                            "of time nor a date (E611)"},
      {"{recent: [filler, shave]}",
       "5:34 E702 the answer to `recent` is refused: this is not a choice of the question (E606)"},
      {"{recent: [none, peel]}",
       "5:25 E702 the answer to `recent` is refused: `none` cannot be combined with other choices (E614)"},
      {"{recent: [[peel]]}",
       "5:26 E702 the answer to `recent` is refused: the wrong kind of value in a list of choices (E605)"},
      {"{recent: {shave: yes}}",
       "5:25 E702 the answer to `recent` is refused: member 1 is not a choice of this question (E606)"},
      {"{recent: {peel: often}}", "5:32 E207 `often` is not a value of `peel` in the answer to `recent`"},
      {"{recent: {peel: [yes]}}", "5:32 E203 `peel` in the answer to `recent` is a list, not text"},
      {"{recent: []}", "5:25 E204 the answer to `recent` is empty"},
      {"{recent: {}}", "5:25 E204 the answer to `recent` is empty"},
      {"{acne: }", "5:17 E204 the answer to `acne` is empty"},
      {"{acne: ''}", "5:23 E204 the answer to `acne` is empty"},
      {"{acne: &x few}", "5:23 E107 anchors are not supported"},
      {"{}", "5:16 E204 `answers` of case `a` is empty"},
      {"few", "5:16 E203 `answers` of case `a` is text, not a mapping"},
      {"{age: x, acne: y, 'a/~b': z}",
       "5:22 E702 the answer to `age` is refused: this is not a number of at most 12 digits before "
       "the point and 6 after it (E608)\n"
       "5:31 E702 the answer to `acne` is refused: this is not a choice of the question (E606)\n"
       "5:34 E702 the answer to `a/~b` is refused: there is no such question (E603)"},
      // clang-format on
  }));
  CAPTURE(row.answers);
  const std::string yaml =
      with_cases(fmt::format("  a: {{answers: {}, expect: {{settled: no}}}}\n", row.answers));
  CHECK(suite_mistakes(yaml) == row.mistakes);
}

TEST_CASE("an error in the baseline is reported once, and one on a case's date with that case") {
  CHECK(suite_mistakes(
            "tests: clinic\nas_of: 2026-11-22\nbaseline: {acne: mony, age: 1}\ncases:\n"
            "  a: {expect: {settled: no}}\n  b: {answers: {age: -1}, expect: {settled: no}}\n") ==
        "3:18 E702 in the baseline, the answer to `acne` is refused: this is not a choice of the "
        "question (E606)\n"
        "6:22 E702 the answer to `age` is refused: the number is out of range (E609)");
  CHECK(suite_mistakes(with_cases("  a: {as_of: 2026-10-31, expect: {settled: no}}\n")) ==
        "3:56 E702 in case `a`, the answer to `sunburn` is refused: the date is after the "
        "screening date (E612)");
  CHECK(
      suite_mistakes(with_cases("  a: {as_of: 2026-10-31, baseline: no, expect: {settled: no}}\n"))
          .empty());
}

TEST_CASE("impossible expectations are refused") {
  struct Row {
    std::string expect, mistakes;
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      {"{verdict: deffer}", "5:25 E304 there is no verdict `deffer`"},
      {"{verdict: none}", "5:25 E304 there is no verdict `none`"},
      {"{verdict: }", "5:16 E204 `verdict` of case `a` is empty"},
      {"{verdict: [defer]}", "5:25 E203 `verdict` of case `a` is a list, not text"},
      {"{at_least: incomplete}", "5:26 E703 `at_least` of case `a` is never `incomplete`"},
      {"{at_most: incomplete}", "5:25 E703 `at_most` of case `a` is never `incomplete`"},
      {"{at_most: none}", "5:25 E304 there is no verdict `none`"},
      {"{then: later}", "5:22 E304 there is no verdict `later`"},
      {"{earliest: 3 days}", "5:26 E415 `earliest` of case `a` is not a date"},
      {"{earliest: 2026-11-22}", "5:26 E703 `earliest` of case `a` is not after the screening date"},
      {"{earliest: none, then: caution}",
       "5:38 E703 `expect` of case `a` has a verdict for `then`, but no `earliest` day for it"},
      {"{settled: maybe}", "5:25 E207 `maybe` is not a value of `settled` of case `a`"},
      {"{verdict: incomplete, settled: yes}", "5:25 E703 `expect` of case `a` is both `incomplete` and settled"},
      {"{on_appointment: defer}",
       "5:16 E703 `expect` of case `a` has `on_appointment`, but the case has no `appointment`"},
      {"{rules: burnt}", "5:23 E203 `rules` of case `a` is text, not a list"},
      {"{rules: [burn], open: [acme], not_used: [filer], care: [shads]}",
       "5:24 E307 there is no rule `burn`\n5:38 E301 there is no question `acme`\n"
       "5:56 E301 there is no question `filer`\n5:71 E308 there is no care or plan item `shads`"},
      {"{rules: [burnt, burnt]}", "5:31 E208 `burnt` is repeated in `rules` of case `a`"},
      {"{care: []}", "5:22 E204 `care` of case `a` is empty"},
      {"{errors: []}", "5:24 E204 `errors` of case `a` is empty"},
      {"{errors: [age]}", "5:25 E210 `age` is not a JSON pointer"},
      {"{errors: [/]}", "5:25 E210 `/` is not a JSON pointer"},
      {"{errors: [/aged/1]}", "5:25 E301 there is no question `aged`"},
      {"{errors: [/age], settled: no}", "5:16 E703 `expect` of case `a` has `errors` and other keys"},
      {"{reasons: [burnt]}", "5:16 E201 `expect` of case `a` has no key `reasons`"},
      {"suitable", "5:15 E203 `expect` of case `a` is text, not a mapping"},
      // clang-format on
  }));
  CAPTURE(row.expect);
  CHECK(suite_mistakes(with_cases(fmt::format("  a: {{expect: {}}}\n", row.expect))) ==
        row.mistakes);
}

TEST_CASE("an empty list, `incomplete` and `none` are accepted where they are possible") {
  CHECK(suite_mistakes(
            with_cases("  a: {expect: {rules: [], open: [], not_used: []}}\n"
                       "  b: {expect: {verdict: incomplete, then: none, earliest: none}}\n"
                       "  c: {expect: {earliest: 2026-11-23, then: incomplete}}\n"
                       "  d: {appointment: 2026-11-22, expect: {on_appointment: incomplete}}\n"
                       "  e: {answers: {acme: x}, expect: {errors: [/acme]}}\n"))
            .empty());
}

TEST_CASE("the answers that differ from the baseline are kept in normal form") {
  struct Row {
    std::string the_case, differing;
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      {"expect: {settled: no}", "{}"},
      {"answers: {acne: none, age: '34.0'}, expect: {settled: no}", "{}"},
      {"answers: {sunburn: 3 weeks}, expect: {settled: no}", "{}"},
      {"answers: {sunburn: 2 weeks, acne: few}, expect: {settled: no}",
       R"({"acne":"few","sunburn":"2026-11-08"})"},
      {"as_of: 2026-12-22, answers: {sunburn: 2 weeks}, expect: {settled: no}",
       R"({"sunburn":"2026-12-08"})"},
      {"answers: {recent: [peel, filler], age: unknown}, expect: {settled: no}",
       R"({"recent":["filler","peel"],"age":null})"},
      {"answers: {recent: {peel: yes, filler: no, waxing: unknown}}, expect: {settled: no}",
       R"({"recent":{"filler":false,"waxing":null,"peel":true}})"},
      {"baseline: no, answers: {acne: none, age: unknown}, expect: {settled: no}",
       R"({"acne":"none"})"},
      {"as_of: 2026-10-31, answers: {sunburn: never}, expect: {settled: no}",
       R"({"sunburn":"never"})"},
      {"answers: {age: 200}, expect: {errors: [/age]}", R"({"age":"200"})"},
      // clang-format on
  }));
  CAPTURE(row.the_case);
  const Parsed<TestSuite> parsed = load_tests(with_cases("  a: {" + row.the_case + "}\n"));
  REQUIRE(mistakes(parsed) == "");
  CHECK(parsed.value->cases.front().differing == row.differing);
}

TEST_CASE("good test files are read, and bad ones refused with the diagnostics of their cases") {
  const std::filesystem::path data = std::filesystem::path(CANDOR_SOURCE_DIR) / "tests/data/tests";
  const SourceFile rules("clinic.yaml", read_file(data / "clinic.yaml"));
  const Parsed<RuleSet> clinic_of_files = load_rule_set(rules);
  REQUIRE(clinic_of_files.value.has_value());
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(data / "good")) {
    const SourceFile file(entry.path().filename().string(), read_file(entry.path()));
    const Parsed<TestSuite> parsed = load_test_suite(*clinic_of_files.value, file);
    CAPTURE(file.name(), mistakes(parsed));
    CHECK(parsed.value.has_value());
    CHECK_FALSE(parsed.diagnostics.has_errors());
    ++files;
  }
  CHECK(files > 0);
  testing::check_refused(data / "bad", 56, [&](const testing::Case& one) {
    return load_test_suite(*clinic_of_files.value, SourceFile(one.name, one.input));
  });
}
