// SPDX-License-Identifier: Apache-2.0
#include "candor/report/layout/words.h"

#include <fmt/format.h>

#include "report/sample.h"

using namespace candor;

namespace {

// The sample rule set with one more condition, and that condition in words.
std::string condition_in_words(std::string_view yaml) {
  std::string text(testing::sample_yaml);
  const std::string_view before = "  spots: {acne: [few, many]}\n";
  text.insert(text.find(before) + before.size(), fmt::format("  tested: {}\n", yaml));
  const auto loaded = load_rule_set(SourceFile("words.yaml", text));
  for (const Diagnostic& diagnostic : loaded.diagnostics.items()) UNSCOPED_INFO(render(diagnostic));
  REQUIRE(loaded.value.has_value());
  return in_words(*loaded.value, loaded.value->conditions.back().when);
}

Date day(std::string_view text) { return *parse_date(text); }

}  // namespace

TEST_CASE("words: a condition reads as a sentence") {
  struct Row {
    std::string_view yaml, words;
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      {"{acne: none}",                     "acne is `none`"},
      {"{acne: [none, few]}",              "acne is `none` or `few`"},
      {"{acne: {not: none}}",              "acne is not `none`"},
      {"{acne: {not: [none, few]}}",       "acne is neither `none` nor `few`"},
      {"{smoker: yes}",                    "smoker is `yes`"},
      {"{done: none}",                     "done is none"},
      {"{done: {includes: peel}}",         "done includes `peel`"},
      {"{done: {includes_any: [filler, peel]}}", "done includes `filler` or `peel`"},
      {"{done: {includes_all: [filler, peel]}}", "done includes `filler` and `peel`"},
      {"{depth_mm: 1.5}",                  "depth mm is 1.5"},
      {"{depth_mm: {over: 1, at_most: 2.5}}", "depth mm is over 1 and at most 2.5"},
      {"{drug: never}",                    "drug is `never`"},
      {"{drug: ongoing}",                  "drug is `ongoing`"},
      {"{drug: {under: 6 months}}",        "drug less than 6 months ago"},
      {"{drug: {at_least: 6 months, under: 1 year}}", "drug at least 6 months and less than 1 year ago"},
      {"{drug: {over: 2 weeks}}",          "drug more than 2 weeks ago"},
      {"{drug: {at_most: 1 day}}",         "drug at most 1 day ago"},
      {"{is: spots}",                      "`spots` holds"},
      {"{not: {is: spots}}",               "not (`spots` holds)"},
      {"{acne: [none, few], smoker: no}",  "acne is `none` or `few`, and smoker is `no`"},
      {"{any: [{smoker: yes}, {acne: few, done: none}]}",
       "smoker is `yes`, or (acne is `few`, and done is none)"},
      // clang-format on
  }));
  CHECK(condition_in_words(row.yaml) == row.words);
}

TEST_CASE("words: the meaning of a blank") {
  const RuleSet rules = testing::sample_rules();
  const auto words = [&](std::string_view id) {
    const Question& question = rules.questions[*rules.find_question(id)];
    return in_words(question, question.if_blank);
  };
  CHECK(words("acne") == "a blank leaves its rules open");
  CHECK(words("depth_mm") == "a blank has no effect");
  CHECK(words("done") == "a blank counts as `none`");
  CHECK(words("smoker") == "a blank counts as `no`");
}

TEST_CASE("words: how long ago, by the calendar") {
  struct Row {
    std::string_view from, to, words;
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      {"2026-11-22", "2026-11-22", "today"},
      {"2026-11-21", "2026-11-22", "yesterday"},
      {"2026-11-15", "2026-11-22", "7 days ago"},
      {"2026-11-08", "2026-11-22", "2 weeks ago"},
      {"2026-10-25", "2026-11-22", "4 weeks ago"},
      {"2026-10-24", "2026-11-22", "29 days ago"},
      {"2026-02-01", "2026-03-01", "4 weeks ago"},
      {"2026-10-22", "2026-11-22", "1 month ago"},
      {"2026-10-21", "2026-11-22", "1 month and 1 day ago"},
      {"2026-08-31", "2027-02-28", "6 months ago"},
      {"2026-08-31", "2027-02-27", "5 months and 27 days ago"},
      {"2025-11-22", "2026-11-22", "1 year ago"},
      {"2025-07-20", "2026-11-22", "1 year, 4 months and 2 days ago"},
      {"2020-07-20", "2026-11-22", "6 years and 4 months ago"},
      // clang-format on
  }));
  CAPTURE(row.from, row.to);
  CHECK(time_ago(day(row.from), day(row.to)) == row.words);
}

TEST_CASE("words: until, evidence, review, citation") {
  const RuleSet rules = testing::sample_rules();
  CHECK(in_words(rules, *rules.rules[0].until) == "6 months after drug");
  Until until;
  until.after_screening = Duration{4, Unit::weeks};
  until.after = rules.rules[0].until->after;
  CHECK(in_words(rules, until) ==
        "the latest of 4 weeks after the screening and 6 months after drug");

  CHECK(in_words(rules.rules[0].evidence) ==
        "The sources disagree. Labels wait 6 months; a panel does not.");
  CHECK(in_words(Evidence{{}, Strength::weak, {"Some say more."}}) ==
        "The evidence is weak. Disputed: Some say more.");
  CHECK(in_words(Evidence{{}, Strength::convention, {}}).empty());
  CHECK(in_words(Evidence{{}, Strength::not_said, {"Some say more."}}) ==
        "Disputed: Some say more.");

  CHECK(in_words(Review{}) == "a draft that no clinician has reviewed");
  CHECK(in_words(Review{true, {"Dr. A. Lee"}, day("2026-11-22")}) ==
        "says it was reviewed by Dr. A. Lee on 22 November 2026; no signature that you trust");
  CHECK(in_words(Review{true, {"Dr. A. Lee"}, day("2026-11-22"), "AC11335C7F251A82"}) ==
        "reviewed by Dr. A. Lee on 22 November 2026, signed with key AC11335C7F251A82");

  CHECK(citation(rules.sources[0]) == "Device label. Maker, 2019, p. 34.");
  CHECK(citation(rules.sources[1]) == "Panel statement.");

  CHECK(sentence("Wait") == "Wait.");
  CHECK(sentence("Wait!") == "Wait!");
  CHECK(sentence("待つ。") == "待つ。");
  CHECK(sentence("").empty());
  CHECK(counted(1, "rule") == "1 rule");
  CHECK(counted(0, "rule") == "0 rules");
}

TEST_CASE("words: the rule sets that a rule set extends") {
  RuleSet rules;
  rules.version.text = "3";
  CHECK(version_in_words(rules) == "3");
  CHECK(bases_in_words(rules).empty());
  rules.bases.push_back({.id = "near", .version = "2", .digest = "sha256:22"});
  CHECK(version_in_words(rules) == "3, extending near 2");
  rules.bases.push_back({.id = "far", .version = "1", .digest = "sha256:11"});
  CHECK(version_in_words(rules) == "3, extending near 2, which extends far 1");
  CHECK(bases_in_words(rules) ==
        std::vector<std::string>{"Extends near 2, sha256:22", "Extends far 1, sha256:11"});
}

TEST_CASE("words: the changes of an entry") {
  using Kind = Change::Kind;
  RuleSet rules;
  rules.changes = {{.part = Part::rule, .kind = Kind::added, .id = "r", .by = "near"},
                   {.part = Part::question, .kind = Kind::changed, .id = "r", .by = "near"},
                   {.kind = Kind::changed, .id = "r", .by = "far", .keys = {"when", "because"}},
                   {.kind = Kind::dropped, .id = "a", .by = "far"},
                   {.kind = Kind::dropped, .id = "b", .by = "far", .reason = "Not needed"}};
  CHECK(changes_in_words(rules, Part::rule, "r") ==
        "Added by near. Changed by far: when, because.");
  CHECK(changes_in_words(rules, Part::question, "r") == "Changed by near.");
  CHECK(changes_in_words(rules, Part::rule, "a") == "Dropped by far; no reason given.");
  CHECK(changes_in_words(rules, Part::rule, "b") == "Dropped by far: Not needed.");
  CHECK(changes_in_words(rules, Part::rule, "other").empty());
}
