// SPDX-License-Identifier: Apache-2.0
#include "candor/testing/test_report.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "candor/base/utf8.h"
#include "candor/report/layout/escape.h"
#include "candor/report/layout/words.h"
#include "candor/report/result/result_json.h"
#include "candor/testing/coverage_report.h"

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

// Points out the differences between two long lists.
std::string difference(const Miss& miss) {
  constexpr std::size_t short_enough = 4;
  const bool plain = !is_list(miss.what) || miss.what == Aspect::errors;
  if (plain || miss.wanted.size() + miss.got.size() <= short_enough) return {};
  const Words missing = without(miss.wanted, miss.got);
  const Words unexpected = without(miss.got, miss.wanted);
  std::string out;
  if (!missing.empty()) out += fmt::format("; missing {}", fmt::join(missing, ", "));
  if (!unexpected.empty() && miss.what != Aspect::care) {
    out += fmt::format("; unexpected {}", fmt::join(unexpected, ", "));
  }
  return out;
}

std::string in_words(const Miss& miss) {
  return fmt::format("wanted {}, got {}{}", shown(miss.what, miss.wanted),
                     shown(miss.what, miss.got), difference(miss));
}

std::string place(const TestSuite& suite, const Text& name) {
  return fmt::format("{}:{}:{}", printable(suite.file), name.at.line, name.at.column);
}

std::string answers_of(const TestCase& test) {
  if (test.differing == "{}") return test.from_nothing ? "none" : "those of the baseline";
  return printable(test.differing) + (test.from_nothing ? ", without the baseline" : "");
}

using Details = std::vector<std::pair<std::string, std::string>>;  // lines of a label and a text

// The details of a failed case.
Details details(const TestRun& run, std::size_t index) {
  const TestCase& test = run.suite.cases[index];
  Details out;
  for (const Miss& miss : run.outcomes[index].misses) {
    out.emplace_back(to_string(miss.what), printable(in_words(miss)));
  }
  out.emplace_back("answers", answers_of(test));
  if (test.days.as_of != run.suite.as_of) out.emplace_back("as_of", to_string(test.days.as_of));
  if (test.days.appointment) out.emplace_back("appointment", to_string(*test.days.appointment));
  return out;
}

std::string_view in_words(PropertyOutcome::Status status) {
  return status == PropertyOutcome::Status::empty ? "applies to no intake" : to_string(status);
}

std::string verdict_text(const Witness& witness) {
  if (witness.verdict == witness.at_least) return witness.verdict;
  return fmt::format("{}, at_least {}", witness.verdict, witness.at_least);
}

// The details of a property that does not hold.
Details property_details(const TestRun& run, std::size_t index) {
  const Property& property = run.suite.properties[index];
  const auto& witnesses = run.proofs[index].witnesses;
  Details out;
  out.emplace_back("wanted", printable(wanted_in_words(run.program.rules(), property)));
  if (!property.because.empty()) out.emplace_back("because", printable(property.because));
  for (std::size_t i = 0; i < witnesses.size(); ++i) {
    out.emplace_back(i == 0 ? "answers" : "other", printable(witnesses[i].answers));
    out.emplace_back("verdict", verdict_text(witnesses[i]));
  }
  if (witnesses.empty()) out.emplace_back("got", "no intake that it applies to");
  return out;
}

std::string property_title(const Property& property) {
  return fmt::format("{} {}", to_string(property.kind), property.name.text);
}

std::size_t count(const TestRun& run, PropertyOutcome::Status status) {
  return static_cast<std::size_t>(
      std::count_if(run.proofs.begin(), run.proofs.end(),
                    [&](const PropertyOutcome& proof) { return proof.status == status; }));
}

std::string counts(const TestRun& run) {
  const std::size_t all = run.outcomes.size();
  const std::size_t failed = run.failed();
  const std::size_t to_confirm = run.to_confirm();
  std::string out = fmt::format("{}, {} passed", counted(all, "case"), all - failed - to_confirm);
  if (failed > 0) out += fmt::format(", {} failed", failed);
  if (to_confirm > 0) out += fmt::format(", {} to confirm", to_confirm);
  if (run.proofs.empty()) return out;
  const std::size_t properties = run.proofs.size();
  out += properties == 1 ? "; 1 property" : fmt::format("; {} properties", properties);
  using Status = PropertyOutcome::Status;
  out += fmt::format(", {} proved", count(run, Status::proved));
  if (const auto refuted = count(run, Status::refuted); refuted > 0) {
    out += fmt::format(", {} refuted", refuted);
  }
  if (const auto empty = count(run, Status::empty); empty > 0) {
    out += fmt::format(", {} applying to no intake", empty);
  }
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
          {"answers", Json::parse(test.differing)},
          {"to_confirm", test.to_confirm}};
}

Json property_json(const RuleSet& rules, const Property& property, const PropertyOutcome& proof) {
  Json intakes = Json::array();
  for (const Witness& witness : proof.witnesses) {
    intakes.push_back({{"answers", Json::parse(witness.answers)},
                       {"verdict", witness.verdict},
                       {"at_least", witness.at_least}});
  }
  return {{"kind", to_string(property.kind)},
          {"name", property.name.text},
          {"line", property.name.at.line},
          {"status", to_string(proof.status)},
          {"wanted", wanted_in_words(rules, property)},
          {"because", property.because.empty() ? Json() : Json(property.because.text)},
          {"counterexample", std::move(intakes)}};
}

Json run_json(const TestRun& run) {
  const RuleSet& rules = run.program.rules();
  Json cases = Json::array();
  for (std::size_t i = 0; i < run.outcomes.size(); ++i) {
    cases.push_back(case_json(run.suite.cases[i], run.outcomes[i]));
  }
  Json properties = Json::array();
  for (std::size_t i = 0; i < run.proofs.size(); ++i) {
    properties.push_back(property_json(rules, run.suite.properties[i], run.proofs[i]));
  }
  return {{"id", rules.id.text},
          {"version", rules.version.text},
          {"digest", rules.digest},
          {"extends", bases_json(rules)},
          {"review",
           {{"status", rules.review.reviewed ? "reviewed" : "draft"},
            {"trusted", !rules.review.signed_by.empty()}}},
          {"file", as_text(run.file)},
          {"tests", as_text(run.suite.file)},
          {"cases", std::move(cases)},
          {"passed", run.outcomes.size() - run.failed() - run.to_confirm()},
          {"failed", run.failed()},
          {"to_confirm", run.to_confirm()},
          {"properties", std::move(properties)},
          {"proved", run.proofs.size() - run.not_held()},
          {"not_held", run.not_held()},
          {"coverage", run.coverage ? coverage_json(run) : Json()}};
}

// GitLab shows the text, and Jenkins the message, so both are complete.
std::string junit_test(const RuleSet& rules, std::string_view name, std::string_view type,
                       std::string_view at, const Details& details) {
  std::string out = fmt::format("    <testcase classname=\"{}\" name=\"{}\"", escape_xml(rules.id),
                                escape_xml(name));
  if (type.empty()) return out + "/>\n";
  std::string message, text = fmt::format("{}\n", at);
  for (const auto& [label, value] : details) {
    if (!message.empty()) message += "; ";
    message += fmt::format("{} {}", label, value);
    text += fmt::format("{}: {}\n", label, value);
  }
  return out + fmt::format(
                   ">\n      <failure type=\"{}\" message=\"{}\">{}</failure>\n"
                   "    </testcase>\n",
                   type, escape_xml(message), escape_xml(text));
}

std::string junit_case(const TestRun& run, std::size_t index) {
  const TestCase& test = run.suite.cases[index];
  const RuleSet& rules = run.program.rules();
  const std::string at = place(run.suite, test.name);
  if (!run.outcomes[index].passed()) {
    return junit_test(rules, test.name, "miss", at, details(run, index));
  }
  if (!test.to_confirm) return junit_test(rules, test.name, {}, {}, {});
  return junit_test(rules, test.name, "to-confirm", at, {{"confirm", "nobody has confirmed it"}});
}

std::string junit_property(const TestRun& run, std::size_t index) {
  const Property& property = run.suite.properties[index];
  const PropertyOutcome& proof = run.proofs[index];
  const RuleSet& rules = run.program.rules();
  const std::string name = property_title(property);
  if (proof.held()) return junit_test(rules, name, {}, {}, {});
  return junit_test(rules, name, to_string(proof.status), place(run.suite, property.name),
                    property_details(run, index));
}

std::size_t not_held(const TestRun& run) {
  return run.failed() + run.to_confirm() + run.not_held();
}

std::string junit_suite(const TestRun& run) {
  const RuleSet& rules = run.program.rules();
  std::string out = fmt::format(
      "  <testsuite name=\"{} {}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"0\" "
      "file=\"{}\">\n    <properties>\n",
      escape_xml(rules.id), escape_xml(rules.version), run.outcomes.size() + run.proofs.size(),
      not_held(run), escape_xml(run.suite.file));
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
  for (std::size_t i = 0; i < run.proofs.size(); ++i) out += junit_property(run, i);
  return out + "  </testsuite>\n";
}

}  // namespace

std::string test_text(const TestRun& run) {
  const RuleSet& rules = run.program.rules();
  std::string out =
      fmt::format("{}: {} {}, {}\n", printable(run.file), rules.id.text,
                  printable(version_in_words(rules)), printable(in_words(rules.review)));
  const auto add = [&](const Text& name, std::string_view title, const Details& lines) {
    out += fmt::format("\n{}: {}\n", place(run.suite, name), title);
    std::size_t width = 0;
    for (const auto& line : lines) width = std::max(width, line.first.size());
    for (const auto& [label, text] : lines) {
      out += fmt::format("  {:<{}}  {}\n", label, width, text);
    }
  };
  for (std::size_t i = 0; i < run.outcomes.size(); ++i) {
    const TestCase& test = run.suite.cases[i];
    if (!run.outcomes[i].passed()) {
      add(test.name, fmt::format("{} failed", test.name.text), details(run, i));
    } else if (test.to_confirm) {
      add(test.name, fmt::format("{} to confirm", test.name.text),
          {{"confirm", "change it to `expect` once someone has checked it"}});
    }
  }
  for (std::size_t i = 0; i < run.proofs.size(); ++i) {
    if (run.proofs[i].held()) continue;
    const Property& property = run.suite.properties[i];
    add(property.name,
        fmt::format("{} {}", property_title(property), in_words(run.proofs[i].status)),
        property_details(run, i));
  }
  if (run.coverage) out += "\n" + coverage_text(run);
  if (!run.held() || run.coverage) out += '\n';
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
    tests += run.outcomes.size() + run.proofs.size();
    failures += not_held(run);
    suites += junit_suite(run);
  }
  for (const std::string& file : not_run) {
    ++tests;
    suites += fmt::format(
        "  <testsuite name=\"{0}\" tests=\"1\" failures=\"0\" errors=\"1\" skipped=\"0\">\n"
        "    <testcase classname=\"{0}\" name=\"load\">\n"
        "      <error type=\"not-run\" message=\"the rule set or its tests cannot be loaded\"/>\n"
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
