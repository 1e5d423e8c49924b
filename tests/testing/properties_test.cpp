// SPDX-License-Identifier: Apache-2.0
#include <string>

#include <fmt/format.h>

#include "candor/testing/properties.h"
#include "support/catch.hpp"
#include "testing/clinic.h"

using namespace candor;

namespace {

std::string file(std::string_view properties) {
  return "tests: clinic\nas_of: 2026-11-22\n" + std::string(properties);
}

std::string mistakes_of(std::string_view properties) {
  const Parsed<TestSuite> parsed = load_tests(file(properties));
  CHECK(parsed.value.has_value() != parsed.diagnostics.has_errors());
  std::string lines;
  for (const Diagnostic& d : parsed.diagnostics.sorted()) {
    if (!lines.empty()) lines += '\n';
    lines += fmt::format("{}:{} {} {}", d.line, d.column, to_string(d.code), d.message);
  }
  return lines;
}

}  // namespace

TEST_CASE("properties are read with and without cases") {
  const Parsed<TestSuite> parsed = load_tests(
      file("always:\n  a: {when: {acne: few}, verdict: {at_least: caution}, because: So it is.}\n"
           "never:\n  b: {when: {age: unanswered, is: []}, verdict: incomplete}\n"));
  CHECK_FALSE(parsed.value);  // `is` needs a name
  const Parsed<TestSuite> sound = load_tests(
      file("always:\n  a: {when: {acne: few}, verdict: {at_least: caution}, because: So it is.}\n"
           "never:\n  b: {when: {filler: unanswered}, verdict: [incomplete, refer]}\n"
           "monotone:\n  c: {question: age, towards: lower, verdict: not_better}\n"
           "compare:\n  d: {question: acne, from: [few, unanswered], to: many, verdict: same, "
           "when: {age: 3}}\n"));
  REQUIRE(sound.value);
  CHECK(sound.value->cases.empty());
  const auto& properties = sound.value->properties;
  REQUIRE(properties.size() == 4);
  CHECK(properties[0].at_least == std::size_t{1});
  CHECK(properties[0].because.text == "So it is.");
  CHECK(properties[1].headlines == std::vector{false, false, false, true, true});
  CHECK(std::holds_alternative<UnansweredTest>(properties[1].when->test.of));
  CHECK(properties[2].towards == Towards::lower);
  CHECK(properties[3].from.choices == 0b010);
  CHECK(properties[3].from.unanswered);
  CHECK(properties[3].to.choices == 0b100);
  CHECK(properties[3].relation == Relation::same);
  std::string wanted;
  for (const Property& property : properties) wanted += wanted_in_words(clinic(), property) + "\n";
  CHECK(wanted == "at least `caution`\nnone of `refer` or `incomplete`\nnot better\nthe same\n");
}

TEST_CASE("errors in properties have their places") {
  struct Row {
    std::string yaml, mistakes;
  };
  const Row row = GENERATE(values<Row>({
      // clang-format off
      {"always: {}\n", "3:9 E204 `always` is empty"},
      {"always: {a b: {when: {acne: few}, verdict: refer}}\n", "3:10 E205 `a b` cannot be the id of a property"},
      {"always: {a: {verdict: refer}}\n", "3:10 E202 property `a` lacks `when`"},
      {"never: {a: {when: {spots: few}, verdict: no}}\n",
       "3:20 E301 there is no question `spots`\n3:42 E304 there is no verdict `no`"},
      {"never: {a: {when: {acne: lots}, verdict: {at_most: refer}}}\n",
       "3:26 E302 question `acne` has no choice `lots`\n"
       "3:42 E202 `verdict` of property `a` lacks `at_least`\n"
       "3:43 E201 `verdict` of property `a` has no key `at_most`"},
      {"always: {a: {when: {acne: few}, verdict: {at_least: suitable}}}\n",
       "3:53 E706 property `a` holds whatever the rules say"},
      {"always: {a: {when: {acne: few}, verdict: [suitable, caution, defer, refer, incomplete]}}\n",
       "3:42 E706 property `a` holds whatever the rules say"},
      {"monotone: {a: {question: acne, towards: longer, verdict: not_worse}}\n",
       "3:41 E705 `longer` is for `time_since` questions, but `acne` is a `choice` question"},
      {"monotone: {a: {question: sunburn, towards: higher, verdict: better}}\n",
       "3:61 E207 `better` is not a value of `verdict` of property `a`"},
      {"monotone: {a: {question: sunburn, towards: older, verdict: same}}\n",
       "3:44 E207 `older` is not a value of `towards` of property `a`\n"
       "3:60 E207 `same` is not a value of `verdict` of property `a`"},
      {"compare: {a: {question: recent, from: filler, to: peel, verdict: same}}\n",
       "3:25 E705 `compare` is for `choice` and `yes_no` questions, but `recent` is a `set` question"},
      {"compare: {a: {question: acne, from: [few, some], to: [many], verdict: same}}\n",
       "3:43 E302 question `acne` has no choice `some`\n"
       "3:54 E203 `to` of property `a` is a list, not one answer"},
      {"compare: {a: {question: acne, from: [few, many], to: many, verdict: same}}\n",
       "3:54 E706 property `a` holds whatever the rules say"},
      {"cases: {a: {expect: {verdict: refer}, confirm: {verdict: refer}}}\n",
       "3:21 E707 case `a` has both `expect` and `confirm`"},
      {"cases: {a: {answers: {acne: few}}}\n", "3:9 E202 case `a` lacks `expect`"},
      // clang-format on
  }));
  CAPTURE(row.yaml);
  CHECK(mistakes_of(row.yaml) == row.mistakes);
}
