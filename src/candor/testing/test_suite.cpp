// SPDX-License-Identifier: Apache-2.0
#include "candor/testing/test_suite.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "candor/rules/yaml/fields.h"
#include "candor/testing/case_answers.h"
#include "candor/testing/expectations.h"

namespace candor {
namespace {

using std::string_view;

// Replaces a date that cannot be read: no answer is later.
Date last_day() { return std::chrono::sys_days{std::chrono::year{2999} / 12 / 31}; }

std::optional<Date> load_day(Fields& fields, const YamlNode& node, string_view what) {
  const std::optional<Text> text = fields.text(node, what);
  if (!text) return std::nullopt;
  const std::optional<Date> day = parse_date(*text);
  if (day && is_screening_date(*day)) return day;
  fields.error(codes::impossible_date, text->at,
               fmt::format("{} is not a valid screening date", what),
               "expected YYYY-MM-DD from 1900-01-01 to 2999-12-31");
  return std::nullopt;
}

bool is_of(Fields& fields, const RuleSet& rules, const YamlNode& tests) {
  const std::optional<Text> id = fields.text(tests, "`tests`");
  if (!id) return true;  // reported; go on to report other errors
  if (id->text == rules.id.text) return true;
  fields.error(codes::tests_of_other_rules, id->at,
               fmt::format("these are the tests of `{}`, not of `{}`", id->text, rules.id.text),
               "`tests` is the id of the rule set that the file tests");
  return false;
}

// Reads the dates of a case; `as_of` is the suite's. Sets `known` to whether the screening date is
// valid.
Days load_days(Fields& fields, const YamlNode& node, string_view what, std::optional<Date> as_of,
               bool& known) {
  if (const YamlNode* own = node.find("as_of")) {
    as_of = load_day(fields, *own, fmt::format("`as_of` of {}", what));
  }
  known = as_of.has_value();
  Days days{.as_of = as_of.value_or(last_day())};
  if (const YamlNode* appointment = node.find("appointment")) {
    days.appointment = load_day(fields, *appointment, fmt::format("`appointment` of {}", what));
    if (known && days.appointment && *days.appointment < days.as_of) {
      fields.error(codes::impossible_date, appointment->at,
                   fmt::format("`appointment` of {} is before the screening date", what),
                   fmt::format("the screening date is {}", to_string(days.as_of)));
    }
  }
  return days;
}

struct CaseLoader {
  Fields& fields;
  CaseAnswers answers;
  ExpectationLoader expectations;
  std::optional<Date> as_of;  // absent when missing or invalid
};

TestCase load_case(CaseLoader& loader, const Text& name, const YamlNode& node) {
  const bool to_confirm = node.find("confirm") != nullptr;
  const std::array<string_view, 1> required{to_confirm ? "confirm" : "expect"};
  constexpr std::array<string_view, 6> optional{"answers",     "baseline", "as_of",
                                                "appointment", "expect",   "confirm"};
  TestCase out{.name = name};
  Fields& fields = loader.fields;
  fields.id(name, "a case");
  const std::string what = fmt::format("case `{}`", name.text);
  if (!fields.keys(node, name.at, what, required, optional)) return out;
  bool day_is_known = false;
  out.days = load_days(fields, node, what, loader.as_of, day_is_known);
  if (const YamlNode* baseline = node.find("baseline")) {
    constexpr std::array<string_view, 1> words{"no"};
    const auto word = fields.word(*baseline, fmt::format("`baseline` of {}", what), words);
    out.from_nothing = word.has_value();
  }
  out.to_confirm = to_confirm;
  if (const YamlNode* both = to_confirm ? node.find("expect") : nullptr) {
    fields.error(codes::expect_and_confirm, both->at,
                 fmt::format("{} has both `expect` and `confirm`", what),
                 "`confirm` becomes `expect` once someone has checked it: keep one");
  }
  if (const YamlNode* expect = node.find(required.front())) {
    out.expect =
        loader.expectations.load(required.front(), *expect, node, name,
                                 day_is_known ? std::optional(out.days.as_of) : std::nullopt);
  }
  loader.answers.read(node.find("answers"), out);
  return out;
}

}  // namespace

std::string_view to_string(Aspect aspect) noexcept {
  switch (aspect) {
    case Aspect::verdict: return "verdict";
    case Aspect::at_least: return "at_least";
    case Aspect::at_most: return "at_most";
    case Aspect::earliest: return "earliest";
    case Aspect::settled: return "settled";
    case Aspect::then: return "then";
    case Aspect::on_appointment: return "on_appointment";
    case Aspect::rules: return "rules";
    case Aspect::open: return "open";
    case Aspect::not_used: return "not_used";
    case Aspect::care: return "care";
    case Aspect::errors: return "errors";
  }
  return "";
}

bool is_list(Aspect aspect) noexcept { return aspect >= Aspect::rules; }

Parsed<TestSuite> load_test_suite(const RuleSet& rules, const SourceFile& file) {
  constexpr std::array<string_view, 3> required{"tests", "as_of", "cases"};
  constexpr std::array<string_view, 6> optional{"baseline", "cases",    "always",
                                                "never",    "monotone", "compare"};
  Parsed<TestSuite> out;
  std::optional<YamlNode> root = read_yaml(file, out.diagnostics);
  if (!root) return out;
  Fields fields(file, out.diagnostics);
  const bool has_properties = std::any_of(optional.begin() + 2, optional.end(),
                                          [&](string_view k) { return root->find(k) != nullptr; });
  const std::span needed = std::span(required).first(has_properties ? 2 : 3);
  if (!fields.keys(*root, {1, 1}, "the test file", needed, optional)) return out;
  const YamlNode* tests = root->find("tests");
  if (tests && !is_of(fields, rules, *tests)) return out;

  TestSuite suite{.file = file.name()};
  const YamlNode* as_of = root->find("as_of");
  const auto day = as_of ? load_day(fields, *as_of, "`as_of`") : std::nullopt;
  suite.as_of = day.value_or(last_day());
  CaseLoader loader{.fields = fields,
                    .answers = CaseAnswers(rules, fields),
                    .expectations = ExpectationLoader(rules, fields),
                    .as_of = day};
  if (const YamlNode* baseline = root->find("baseline")) {
    loader.answers.read_baseline(*baseline, suite.as_of);
  }
  suite.baseline = loader.answers.baseline(suite.as_of);
  suite.properties = load_properties(rules, fields, *root);
  suite.lists_cases = root->find("cases") != nullptr;
  if (const YamlNode* cases = root->find("cases"); cases && fields.mapping(*cases, "`cases`")) {
    for (const auto& [name, node] : cases->entries) {
      if (suite.cases.size() == most_cases) {
        fields.error(codes::limit_exceeded, name.at, fmt::format("more than {} cases", most_cases));
        break;
      }
      suite.cases.push_back(load_case(loader, name, node));
    }
  }
  if (!out.diagnostics.has_errors()) out.value = std::move(suite);
  return out;
}

}  // namespace candor
