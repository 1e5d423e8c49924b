// SPDX-License-Identifier: Apache-2.0
#include "candor/analysis/test_report.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "candor/report/escape.h"
#include "candor/report/json.h"
#include "candor/report/words.h"
#include "candor/rules/utf8.h"

namespace candor {
namespace {

using Json = nlohmann::ordered_json;
using Words = std::vector<std::string>;

// "sha256:" and the first 12 digits: enough to tell contents apart by eye.
std::string_view short_digest(std::string_view digest) {
  constexpr std::size_t shown = 19;
  return digest.substr(0, shown);
}

std::string shown(Aspect aspect, const Words& words) {
  if (is_list(aspect)) return fmt::format("[{}]", fmt::join(words, ", "));
  return fmt::format("{}", fmt::join(words, ", "));
}

Words without(const Words& words, const Words& others) {
  Words out;
  std::copy_if(words.begin(), words.end(), std::back_inserter(out), [&](const std::string& word) {
    return std::find(others.begin(), others.end(), word) == others.end();
  });
  return out;
}

// What a reader would look for in two long lists.
std::string difference(const Miss& miss) {
  constexpr std::size_t short_enough = 4;
  const bool plain = !is_list(miss.what) || miss.what == Aspect::errors;
  if (plain || miss.wanted.size() + miss.got.size() <= short_enough) return {};
  const Words lacking = without(miss.wanted, miss.got);
  const Words besides = without(miss.got, miss.wanted);
  std::string out;
  if (!lacking.empty()) out += fmt::format("; lacks {}", fmt::join(lacking, ", "));
  if (!besides.empty() && miss.what != Aspect::care) {
    out += fmt::format("; has {} besides", fmt::join(besides, ", "));
  }
  return out;
}

std::string in_words(const Miss& miss) {
  return fmt::format("wanted {}, got {}{}", shown(miss.what, miss.wanted),
                     shown(miss.what, miss.got), difference(miss));
}

std::string place(const TestSuite& suite, const TestCase& test) {
  return fmt::format("{}:{}:{}", printable(suite.file), test.name.at.line, test.name.at.column);
}

std::string answers_of(const TestCase& test) {
  if (test.differing == "{}") return test.from_nothing ? "none" : "those of the baseline";
  return printable(test.differing) + (test.from_nothing ? ", without the baseline" : "");
}

// What a failed case consists of: label and text, one a line.
std::vector<std::pair<std::string, std::string>> details(const TestRun& run, std::size_t index) {
  const TestCase& test = run.suite.cases[index];
  std::vector<std::pair<std::string, std::string>> out;
  for (const Miss& miss : run.outcomes[index].misses) {
    out.emplace_back(to_string(miss.what), printable(in_words(miss)));
  }
  out.emplace_back("answers", answers_of(test));
  if (test.days.as_of != run.suite.as_of) out.emplace_back("as_of", to_string(test.days.as_of));
  if (test.days.appointment) out.emplace_back("appointment", to_string(*test.days.appointment));
  return out;
}

std::string counts(const TestRun& run) {
  const std::size_t all = run.outcomes.size();
  const std::size_t failed = run.failed();
  std::string out = fmt::format("{}, {} passed", counted(all, "case"), all - failed);
  if (failed > 0) out += fmt::format(", {} failed", failed);
  return out;
}

// File names may be any bytes; JSON is UTF-8.
Json as_text(std::string_view text) {
  return find_invalid_utf8(text) ? Json(printable(text)) : Json(text);
}

Json words_json(Aspect aspect, const Words& words) {
  if (is_list(aspect)) return words;
  return words.front();
}

Json case_json(const TestCase& test, const CaseOutcome& outcome) {
  Json misses = Json::array();
  for (const Miss& miss : outcome.misses) {
    misses.push_back({{"what", to_string(miss.what)},
                      {"wanted", words_json(miss.what, miss.wanted)},
                      {"got", words_json(miss.what, miss.got)}});
  }
  const auto& appointment = test.days.appointment;
  return {{"name", test.name.text},
          {"line", test.name.at.line},
          {"as_of", to_string(test.days.as_of)},
          {"appointment", appointment ? Json(to_string(*appointment)) : Json()},
          {"baseline", !test.from_nothing},
          {"passed", outcome.passed()},
          {"misses", std::move(misses)},
          {"answers", Json::parse(test.differing)}};
}

Json run_json(const TestRun& run) {
  const RuleSet& rules = run.program.rules();
  Json cases = Json::array();
  for (std::size_t i = 0; i < run.outcomes.size(); ++i) {
    cases.push_back(case_json(run.suite.cases[i], run.outcomes[i]));
  }
  return {{"id", rules.id.text},
          {"version", rules.version.text},
          {"digest", rules.digest},
          {"extends", bases_json(rules)},
          {"review", {{"status", rules.review.reviewed ? "reviewed" : "draft"}}},
          {"file", as_text(run.file)},
          {"tests", as_text(run.suite.file)},
          {"cases", std::move(cases)},
          {"passed", run.outcomes.size() - run.failed()},
          {"failed", run.failed()}};
}

std::string junit_case(const TestRun& run, std::size_t index) {
  const TestCase& test = run.suite.cases[index];
  std::string out = fmt::format("    <testcase classname=\"{}\" name=\"{}\"",
                                escape_xml(run.program.rules().id), escape_xml(test.name));
  if (run.outcomes[index].passed()) return out + "/>\n";
  // GitLab shows the text and Jenkins the message first, so both say it all.
  std::string message, text = place(run.suite, test) + "\n";
  for (const auto& [label, said] : details(run, index)) {
    if (!message.empty()) message += "; ";
    message += fmt::format("{} {}", label, said);
    text += fmt::format("{}: {}\n", label, said);
  }
  return out + fmt::format(
                   ">\n      <failure type=\"miss\" message=\"{}\">{}</failure>\n"
                   "    </testcase>\n",
                   escape_xml(message), escape_xml(text));
}

std::string junit_suite(const TestRun& run) {
  const RuleSet& rules = run.program.rules();
  std::string out = fmt::format(
      "  <testsuite name=\"{} {}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"0\" "
      "file=\"{}\">\n    <properties>\n",
      escape_xml(rules.id), escape_xml(rules.version), run.outcomes.size(), run.failed(),
      escape_xml(run.suite.file));
  std::vector<std::pair<std::string_view, std::string>> properties = {
      {"rules", run.file}, {"digest", rules.digest}, {"review", in_words(rules.review)}};
  for (const Base& base : rules.bases) {
    properties.emplace_back("extends", fmt::format("{} {} {}", base.id, base.version, base.digest));
  }
  for (const auto& [name, value] : properties) {
    out += fmt::format("      <property name=\"{}\" value=\"{}\"/>\n", name, escape_xml(value));
  }
  out += "    </properties>\n";
  for (std::size_t i = 0; i < run.outcomes.size(); ++i) out += junit_case(run, i);
  return out + "  </testsuite>\n";
}

}  // namespace

std::string test_text(const TestRun& run) {
  const RuleSet& rules = run.program.rules();
  std::string out =
      fmt::format("{}: {} {}, {}\n", printable(run.file), rules.id.text,
                  printable(version_in_words(rules)), printable(in_words(rules.review)));
  for (std::size_t i = 0; i < run.outcomes.size(); ++i) {
    if (run.outcomes[i].passed()) continue;
    const TestCase& test = run.suite.cases[i];
    out += fmt::format("\n{}: {} failed\n", place(run.suite, test), test.name.text);
    std::size_t width = 0;
    const auto lines = details(run, i);
    for (const auto& line : lines) width = std::max(width, line.first.size());
    for (const auto& [label, said] : lines) {
      out += fmt::format("  {:<{}}  {}\n", label, width, said);
    }
  }
  if (run.failed() > 0) out += '\n';
  std::string digests(short_digest(rules.digest));
  for (const Base& base : rules.bases) {
    digests += fmt::format(" over {}", short_digest(base.digest));
  }
  return out + fmt::format("{} (rules {})\n", counts(run), digests);
}

nlohmann::ordered_json test_json(const std::vector<TestRun>& runs,
                                 const std::vector<std::string>& not_run) {
  Json all = Json::array();
  for (const TestRun& run : runs) all.push_back(run_json(run));
  Json missing = Json::array();
  for (const std::string& file : not_run) missing.push_back(printable(file));
  return {{"schema", "test/1"}, {"rules", std::move(all)}, {"not_run", std::move(missing)}};
}

std::string test_junit(const std::vector<TestRun>& runs, const std::vector<std::string>& not_run) {
  std::size_t tests = 0, failures = 0;
  std::string suites;
  for (const TestRun& run : runs) {
    tests += run.outcomes.size();
    failures += run.failed();
    suites += junit_suite(run);
  }
  for (const std::string& file : not_run) {
    ++tests;
    suites += fmt::format(
        "  <testsuite name=\"{0}\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\">\n"
        "    <testcase classname=\"{0}\" name=\"load\">\n"
        "      <error type=\"not-run\" message=\"the rule set or its tests cannot be used\"/>\n"
        "    </testcase>\n  </testsuite>\n",
        escape_xml(file));
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites name=\"candor test\" tests=\"{}\" failures=\"{}\" errors=\"{}\">\n"
      "{}</testsuites>\n",
      tests, failures, not_run.size(), suites);
}

}  // namespace candor
