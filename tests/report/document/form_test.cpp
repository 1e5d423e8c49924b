// SPDX-License-Identifier: Apache-2.0
#include "candor/report/document/form.h"

#include <algorithm>

#include <fmt/format.h>

#include "candor/report/document/form_example.h"
#include "candor/rules/built_in.h"
#include "report/sample.h"
#include "support/generate.h"

using namespace candor;
using namespace candor::testing;

namespace {

Date day(std::string_view text) { return *parse_date(text); }

// The ends of months are where lengths of time differ most from day to day.
const std::vector<Date> days = {day("1900-01-01"), day("2024-02-29"), day("2026-08-31"),
                                day("2026-11-22"), day("2999-12-31")};

RuleSet load(std::string_view yaml) {
  Parsed<RuleSet> loaded = load_rule_set(SourceFile("form.yaml", std::string(yaml)));
  for (const Diagnostic& d : loaded.diagnostics.items()) UNSCOPED_INFO(render(d));
  REQUIRE(loaded.value.has_value());
  return std::move(*loaded.value);
}

std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == at)
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

// The example line of a form as answers in JSON, by nothing but what its cells say.
std::string example_as_json(const RuleSet& rules) {
  const std::vector<std::string> lines = split(form_csv(rules), '\n');
  REQUIRE(lines.size() == 3);
  REQUIRE(lines[2].empty());
  const std::vector<std::string> header = split(lines[0], ','), row = split(lines[1], ',');
  REQUIRE(header.size() == row.size());
  REQUIRE(header.size() == rules.questions.size() + 1);
  CHECK(header[0] == "id");
  CHECK(row[0] == "example-1");
  std::vector<std::string> members;
  for (std::size_t i = 0; i < rules.questions.size(); ++i) {
    const Question& question = rules.questions[i];
    CHECK(header[i + 1] == question.id.text);
    const std::string& cell = row[i + 1];
    const bool several = question.type == QuestionType::set && cell != "none" && !cell.empty();
    const std::string value = fmt::format(R"("{}")", fmt::join(split(cell, ';'), R"(",")"));
    members.push_back(fmt::format(R"("{}":{}{}{})", question.id.text, several ? "[" : "", value,
                                  several ? "]" : ""));
  }
  return fmt::format("{{{}}}", fmt::join(members, ","));
}

Answers read(const RuleSet& rules, const std::string& json, Date as_of) {
  const Parsed<Answers> parsed = parse_answers_json(rules, json, as_of);
  for (const Diagnostic& d : parsed.diagnostics.items()) UNSCOPED_INFO(render(d));
  REQUIRE(parsed.value.has_value());
  return *parsed.value;
}

// Every promise of a form, on several days.
void check_forms(const RuleSet& rules, Tally& met) {
  const std::string blank = form_json(rules), row = example_as_json(rules);
  const std::vector<ExampleAnswer> examples = example_answers(rules);
  std::vector<std::string> members;
  for (std::size_t i = 0; i < rules.questions.size(); ++i) {
    CHECK(examples[i].blank() == (examples[i].json == "null"));
    members.push_back(fmt::format(R"("{}":{})", rules.questions[i].id.text, examples[i].json));
  }
  const std::string each = fmt::format("{{{}}}", fmt::join(members, ","));
  for (const Date as_of : days) {
    CHECK(read(rules, blank, as_of) == blank_answers(rules));
    const Answers alone = read(rules, each, as_of);
    const Answers answers = read(rules, row, as_of);
    for (std::size_t i = 0; i < rules.questions.size(); ++i) {
      CAPTURE(rules.questions[i].id.text, to_string(as_of));
      CHECK(alone[i].given() == !examples[i].blank());
      const Truth applies = testing::applies(rules, answers, as_of, i);
      if (answers[i].given()) {
        CHECK(applies == Truth::yes);
        CHECK(answers[i] == alone[i]);
        met.count(rules.questions[i].asked_if ? "gate open, answered" : "answered");
      } else if (rules.questions[i].asked_if) {
        met.count(applies == Truth::no ? "gate closed, blank" : "gate not sure, blank");
      } else {
        CHECK(examples[i].blank());
      }
    }
  }
}

std::string with_questions(std::string_view questions) {
  return fmt::format(R"yaml(
candor: 1
id: few
version: 1.0.0
title: Few
intended_use: Tests.
verdicts: {{go: {{label: Go, proceed: now}}, wait: {{label: Wait, proceed: later}}, stop: {{label: Stop, proceed: no}}}}
questions:
  last_one: {{ask: What else?, type: yes_no}}
{}
rules:
  only: {{when: {{last_one: yes}}, verdict: stop, because: So it is., strength: convention}}
)yaml",
                     questions);
}

}  // namespace

TEST_CASE("form: the blank is every question in order, each null") {
  CHECK(form_json(sample_rules()) ==
        "{\n  \"acne\": null,\n  \"drug\": null,\n  \"burn\": null,\n  \"done\": null,\n"
        "  \"filler\": null,\n  \"depth_mm\": null,\n  \"smoker\": null\n}\n");
}

TEST_CASE("form: the example line agrees with itself") {
  CHECK(form_csv(sample_rules()) ==
        "id,acne,drug,burn,done,filler,depth_mm,smoker\n"
        "example-1,none,6 months,never,filler;peel,6 months,1.5,no\n");
}

TEST_CASE("form: a question called `id` replaces the person's") {
  const std::string id = GENERATE("id", "ID", "iD");
  const RuleSet rules =
      load(with_questions(fmt::format("  {}: {{ask: Which?, type: yes_no}}", id)));
  CHECK(form_csv(rules) == fmt::format("last_one,{}\nno,no\n", id));
}

TEST_CASE("form: the example answers a question only if its gate certainly holds") {
  struct Row {
    std::string_view gate, cell;
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      {"{last_one: no}",                          "no"},
      {"{last_one: yes}",                         ""},
      {"{not: {last_one: yes}}",                  "no"},
      {"{set: {includes_all: [a, b]}}",           "no"},
      {"{set: {includes: c}}",                    "no"},    // so c is in the example
      {"{not: {set: {includes: b}}}",             ""},
      {"{set: none}",                             ""},
      {"{other_set: none}",                       ""},
      {"{set: {includes: a}, other_set: none}",   "no"},
      {"{size: 3}",                               "no"},
      {"{size: {under: 3}}",                      ""},
      {"{when: {at_least: 1 day}}",               ""},      // may depend on the day
      {"{any: [{when: {over: 1 day}}, {last_one: no}]}", "no"},
      {"{since: never}",                          "no"},
      {"{since: {at_least: 6 months}}",           "no"},
      {"{since: ongoing}",                        ""},
      {"{gated: no}",                             "no"},
      {"{gated: yes}",                            ""},
      {"{closed: no}",                            ""},
      {"{not: {closed: no}}",                     "no"},
      {"{assumed: yes}",                          ""},      // a blank counts as yes, the example says no
      {"{assumed: no}",                           "no"},
      {"{gated_and_assumed: yes}",                ""},      // the same, and it is not the first to be answered
      // clang-format on
  }));
  CAPTURE(row.gate);

  const RuleSet rules = load(with_questions(fmt::format(R"(
  first: {{ask: Is it?, type: yes_no, asked_if: {}}}
  set: {{ask: Which?, type: set, choices: {{a: A, b: B, c: C}}}}
  other_set: {{ask: Which?, type: set, choices: {{a: A}}}}
  size: {{ask: How large?, type: number, min: 0, max: 9}}
  when: {{ask: When?, type: time_since}}
  since: {{ask: Since when?, type: time_since, accepts: [never, ongoing]}}
  gated: {{ask: Is it?, type: yes_no, asked_if: {{last_one: no}}}}
  closed: {{ask: Is it?, type: yes_no, asked_if: {{last_one: yes}}}}
  assumed: {{ask: Is it?, type: yes_no, if_blank: yes}}
  gated_and_assumed: {{ask: Is it?, type: yes_no, if_blank: yes, asked_if: {{last_one: no}}}}
  impossible: {{ask: How many?, type: number, max: -999999999999, step: 5}}
)",
                                                        row.gate)));
  const std::vector<ExampleAnswer> person = example_person(rules);
  CHECK(person[1].cell == row.cell);
  Tally met;
  check_forms(rules, met);
}

TEST_CASE("form: a chain of gates opens as far as it holds") {
  std::string questions = "  q0: {ask: Is it?, type: yes_no, asked_if: {last_one: no}}\n";
  for (int i = 1; i < 200; ++i) {
    questions += fmt::format("  q{}: {{ask: Is it?, type: yes_no, asked_if: {{q{}: {}}}}}\n", i,
                             i - 1, i == 150 ? "yes" : "no");
  }
  const std::vector<ExampleAnswer> person = example_person(load(with_questions(questions)));
  const auto answered = std::count_if(person.begin(), person.end(),
                                      [](const ExampleAnswer& a) { return !a.blank(); });
  CHECK(answered == 151);
}

TEST_CASE("form: a number in the example is in range and on a step") {
  struct Row {
    std::string_view range, cell;
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      {"",                                   "10"},
      {"step: 0.25",                         "2.5"},
      {"min: 18",                            "28"},
      {"min: 0, max: 120",                   "40"},
      {"min: 0, max: 5, step: 0.25",         "1.5"},
      {"min: 3, max: 3",                     "3"},
      {"min: 0.5, max: 1, step: 10",         "0.5"},
      {"max: 30",                            "10"},
      {"max: -7, step: 5",                   "-10"},
      {"min: -9, max: -3",                   "-7"},
      {"min: 999999999999.5",                "999999999999.5"},
      {"step: 999999999999",                 "0"},
      {"min: -999999999999, max: 999999999999, step: 0.000001", "-333333333333"},
      {"max: -999999999999, step: 5",        ""},   // -1,000,000,000,000 has too many digits
      // clang-format on
  }));
  CAPTURE(row.range);

  const RuleSet rules = load(with_questions(fmt::format("  n: {{ask: How many?, type: number{}{}}}",
                                                        row.range.empty() ? "" : ", ", row.range)));
  CHECK(example_answers(rules)[1].cell == row.cell);
  Tally met;
  check_forms(rules, met);
}

TEST_CASE("form: the comments explain a question with an example") {
  const std::string text = form_markdown(sample_rules());
  CHECK(text.find(R"(
#### acne

Is there acne? Choose the most serious.

Help: Count inflamed spots.

- One choice; for example `"none"`
- A blank leaves its rules open
- `none`: No acne
- `few`: A few spots
- `many`: Many spots
)") != std::string::npos);
  CHECK(text.find(R"(
#### filler

When was the filler?

- How long ago, or a date; for example `"6 months"`
- A blank leaves its rules open
- Asked only if done includes `filler`
)") != std::string::npos);
  CHECK(text.find("\n```json\n" + form_json(sample_rules()) + "```\n") != std::string::npos);
}

TEST_CASE("form: the comments explain only the types of question in the rule set") {
  const std::string little = form_markdown(load(with_questions("")));
  for (const std::string_view part : {"asked only sometimes", "several choices", "A time is"}) {
    CAPTURE(part);
    CHECK(form_markdown(sample_rules()).find(part) != std::string::npos);
    CHECK(little.find(part) == std::string::npos);
  }
}

TEST_CASE("form: the built-in rule sets") {
  for (const BuiltIn& set : built_in_rule_sets()) {
    CAPTURE(set.id);
    Tally met;
    check_forms(load(set.yaml), met);
    CHECK(met.counts().count("gate open, answered") == 1);
    CHECK(met.counts().count("gate not sure, blank") == 0);
  }
}

TEST_CASE("form: any rule set") {
  Tally met;
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    CAPTURE(seed);
    Random random(seed);
    check_forms(load(generate_rule_set(random).yaml()), met);
  }
  for (const char* name : {"answered", "gate open, answered", "gate closed, blank"}) {
    CAPTURE(name);
    CHECK(met.counts().count(name) == 1);
  }
}
