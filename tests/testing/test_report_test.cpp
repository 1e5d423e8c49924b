// SPDX-License-Identifier: Apache-2.0
#include <string>

#include <nlohmann/json.hpp>

#include "candor/testing/test_report.h"
#include "support/catch.hpp"
#include "testing/clinic.h"

using namespace candor;

namespace {

TestRun reported_run(std::string_view cases) {
  Parsed<TestSuite> suite = load_tests(with_cases(cases));
  return run_tests(Program(clinic()), "clinic.yaml", std::move(suite.value.value()), false);
}

// The text without its first line, which names the rule set, and without the digest at the end.
std::string text_of(std::string_view cases) {
  const std::string text = test_text(reported_run(cases));
  const std::size_t first = text.find('\n') + 1;
  return text.substr(first, text.rfind(" (rules ") - first);
}

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("the text names the rule set, that it is a draft, and counts the cases") {
  const std::string text = test_text(reported_run("  a: {expect: {settled: yes}}\n"));
  CHECK(text ==
        "clinic.yaml: clinic 1.0.0, a draft that no clinician has reviewed\n"
        "1 case, 1 passed (rules " +
            clinic().digest.substr(0, 19) + ")\n");
}

TEST_CASE("the text of a failed case has its place, wanted, got, and the answers that differ") {
  CHECK(text_of("  a: {expect: {settled: yes}}\n"
                "  b: {answers: {acne: few}, expect: {verdict: defer, rules: []}}\n"
                "  c: {expect: {verdict: defer}}\n") ==
        "\nclinic.tests.yaml:6:3: b failed\n"
        "  verdict  wanted defer, got caution\n"
        "  rules    wanted [], got [acne-few]\n"
        "  answers  {\"acne\":\"few\"}\n"
        "\nclinic.tests.yaml:7:3: c failed\n"
        "  verdict  wanted defer, got suitable\n"
        "  answers  those of the baseline\n"
        "\n3 cases, 1 passed, 2 failed");
}

TEST_CASE("the text gives a case's own dates, and says when it has no baseline") {
  CHECK(text_of("  a: {baseline: no, as_of: 2026-12-01, appointment: 2026-12-02, expect: {verdict: "
                "defer}}\n"
                "  b: {baseline: no, answers: {acne: none}, expect: {verdict: defer}}\n") ==
        "\nclinic.tests.yaml:5:3: a failed\n"
        "  verdict      wanted defer, got incomplete\n"
        "  answers      none\n"
        "  as_of        2026-12-01\n"
        "  appointment  2026-12-02\n"
        "\nclinic.tests.yaml:6:3: b failed\n"
        "  verdict  wanted defer, got incomplete\n"
        "  answers  {\"acne\":\"none\"}, without the baseline\n"
        "\n2 cases, 0 passed, 2 failed");
}

TEST_CASE("the text points out the differences between long lists") {
  const std::string text = text_of(
      "  a: {baseline: no, expect: {open: [acne, filler, age]}}\n"
      "  b: {answers: {age: 60}, expect: {care: [shade, no-sweat, sessions]}}\n");
  CHECK(count(text,
              "got [acne, recent, sunburn]; missing filler, age; unexpected recent, sunburn\n") ==
        1);
  CHECK(count(text, "got [shade, sessions]; missing no-sweat\n") == 1);
}

TEST_CASE("JSON has every case, with words as text and names as lists") {
  const auto json =
      test_json({reported_run("  a: {expect: {settled: yes}}\n"
                              "  b: {answers: {acne: few, age: unknown}, appointment: 2026-12-01,"
                              " expect: {verdict: defer, rules: []}}\n")});
  CHECK(json["schema"] == "test/1");
  REQUIRE(json["rules"].size() == 1);
  const auto& run = json["rules"][0];
  CHECK(run["id"] == "clinic");
  CHECK(run["version"] == "1.0.0");
  CHECK(run["digest"] == clinic().digest);
  CHECK(run["review"]["status"] == "draft");
  CHECK(run["file"] == "clinic.yaml");
  CHECK(run["tests"] == "clinic.tests.yaml");
  CHECK(run["passed"] == 1);
  CHECK(run["failed"] == 1);
  CHECK(run["cases"][0].dump() ==
        R"({"name":"a","line":5,"as_of":"2026-11-22","appointment":null,"baseline":true,)"
        R"("passed":true,"misses":[],"answers":{},"to_confirm":false})");
  CHECK(
      run["cases"][1].dump() ==
      R"({"name":"b","line":6,"as_of":"2026-11-22","appointment":"2026-12-01","baseline":true,)"
      R"("passed":false,"misses":[{"what":"verdict","wanted":"defer","got":"caution"},)"
      R"({"what":"rules","wanted":[],"got":["acne-few"]}],"answers":{"acne":"few","age":null},"to_confirm":false})");
  CHECK(test_json({}).dump() == R"({"schema":"test/1","rules":[],"not_run":[]})");
}

TEST_CASE("JUnit XML has a suite for each rule set, and is valid for any text") {
  TestRun run = reported_run(
      "  a: {expect: {settled: yes}}\n"
      "  b: {answers: {'<&\"\\u0001': x}, expect: {errors: [/age]}}\n");
  run.file = "<\xFF\".yaml";
  const std::string xml = test_junit({run, run});
  CHECK(xml.starts_with(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites name=\"candor test\" tests=\"4\" failures=\"2\" errors=\"0\">\n"));
  CHECK(count(xml, "<testsuite name=\"clinic 1.0.0\" tests=\"2\" failures=\"1\" errors=\"0\"") ==
        2);
  CHECK(count(xml, "<testcase classname=\"clinic\" name=\"a\"/>") == 2);
  CHECK(count(xml, "<failure type=\"miss\" message=\"errors wanted [/age], got [") == 2);
  CHECK(count(xml, "value=\"&lt;\uFFFD&quot;.yaml\"") == 2);
  CHECK(count(xml, "<&") == 0);
  CHECK(test_junit({}).find("tests=\"0\"") != std::string::npos);
  const std::string missing = test_junit({}, {"a<b>.yaml"});
  CHECK(missing.find("tests=\"1\" failures=\"0\" errors=\"1\"") != std::string::npos);
  CHECK(missing.find("a&lt;b&gt;.yaml") != std::string::npos);
}
