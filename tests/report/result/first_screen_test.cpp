// SPDX-License-Identifier: Apache-2.0
// The first screen of a text result, over many generated screenings.

#include <algorithm>
#include <sstream>
#include <string>

#include <fmt/format.h>

#include "candor/report/result/first_screen.h"
#include "candor/report/result/text.h"
#include "candor/rules/built_in.h"
#include "report/sample.h"
#include "support/generate.h"

using namespace candor;
using candor::testing::Sample;
using candor::testing::screened;

namespace {

constexpr std::string_view longest_reference =
    "0123456789 0123456789 0123456789 0123456789 0123456789 012345678";

std::string first_screen(const Result& result, std::size_t width, std::string_view ref = {}) {
  return render_part(result, TextPart::first_screen, {.width = width}, ref);
}

std::string in_words_only(const std::string& text) {
  std::istringstream in(text);
  std::string word, words;
  while (in >> word) words += word + ' ';
  return words;
}

std::size_t lines_in(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

// What is wrong with a first screen; empty if nothing is.
std::string fault_of(const Result& result) {
  const std::string text = first_screen(result, 80, longest_reference);
  if (lines_in(text) > first_screen_lines) return "too long:\n" + text;
  if (!text.starts_with(verdict_line(result).substr(0, 20))) return "no verdict:\n" + text;
  for (const std::string_view line :
       {"\nChart reference: 0123456789", "\nA practitioner decides.", "\n  Why   ", "\n  Next  "}) {
    if (text.find(line) == text.npos) return fmt::format("no `{}`:\n{}", line, text);
  }
  const std::string narrow = first_screen(result, 40, longest_reference);
  if (in_words_only(narrow) != in_words_only(text)) return "other words:\n" + text + narrow;
  return {};
}

// How often something was seen, so that a test that never sees it fails.
struct Seen {
  std::size_t full = 0, more = 0, open = 0, appointment = 0, waits = 0, cut = 0;

  void count(const Result& result) {
    const std::string text = first_screen(result, 80, longest_reference);
    full += lines_in(text) == first_screen_lines;
    more += text.find("\n        and ") != text.npos;
    open += text.find("\n  Open  ") != text.npos;
    appointment += text.starts_with("At the appointment, ");
    waits += text.find("aits for: ") != text.npos;
    cut += text.find(" ...\n") != text.npos;
  }
  std::size_t least() const { return std::min({full, more, open, appointment, waits, cut}); }
};

std::string many_words(std::size_t characters) {
  std::string text;
  while (text.size() < characters) text += "words ";
  text.resize(characters - 1);
  return text + 'w';
}

const Decision long_decision{.as_listed = false,
                             .by = many_words(100),
                             .reason = "other",
                             .note = many_words(1000),
                             .at = "2026-11-28T00:43:41Z"};

}  // namespace

TEST_CASE("first screen: a decision is beside the verdict, and whole with the reasons") {
  const Sample sample = screened(R"({"acne": "many"})");
  Result result = sample.result();
  const std::string without = first_screen(result, 80);
  Decision decision{.by = "Dr. A. Example", .at = "2026-11-28T00:43:41Z"};
  result.decision = &decision;
  const std::string line = "Decided as listed by Dr. A. Example on 28 November 2026.\n";
  CHECK(first_screen(result, 80) ==
        without.substr(0, without.find('\n') + 1) + line + without.substr(without.find('\n') + 1));
  const auto why = [&] { return render_part(result, TextPart::why, {.width = 80}); };
  CHECK(why().find("\nDecision\n") == std::string::npos);
  decision = long_decision;
  CHECK(in_words_only(first_screen(result, 80)).find("w on 28 November") != std::string::npos);
  CHECK(why().find("\nDecision\n  Decided otherwise by ") != std::string::npos);
}

TEST_CASE("first screen: whatever the built-in rules say, it fits") {
  const Program program(load_built_in(*find_built_in("microneedling")));
  const candor::testing::IntakeGenerator generator(program.rules());
  candor::testing::Random random(15);
  candor::testing::Tally forms;
  Seen seen;
  for (int i = 0; i < 2'000; ++i) {
    const candor::testing::Intake intake = generator.intake(random, forms);
    const auto answers = parse_answers_json(program.rules(), intake.json, intake.days.as_of);
    REQUIRE(answers.value.has_value());
    Screening screening;
    evaluate(program, *answers.value, intake.days, screening);
    const Result result{program.rules(), *answers.value, screening, TimeOfDay{14, 30}};
    CAPTURE(i);
    REQUIRE(fault_of(result) == "");
    Result decided = result;
    decided.decision = &long_decision;
    REQUIRE(fault_of(decided) == "");
    seen.count(result);
  }
  CAPTURE(seen.full, seen.more, seen.open, seen.appointment, seen.waits, seen.cut);
  CHECK(seen.least() > 0);
}

TEST_CASE("first screen: whatever a rule set says, it fits") {
  candor::testing::Tally constructs, forms;
  std::string fault;
  for_each_triple({.seed = 15'000'001, .triples = 2'000}, constructs, forms,
                  [&](const candor::testing::Triple& t) {
                    Screening screening;
                    evaluate(t.program, t.answers, t.intake.days, screening);
                    fault = fault_of({t.rules(), t.answers, screening});
                    if (!fault.empty()) fault += describe(t);
                    return fault.empty();
                  });
  CHECK(fault == "");
}

TEST_CASE("first screen: texts that are too long are cut, or counted") {
  Sample sample = screened(R"({"acne": "few", "drug": "4 months", "burn": "never"})");
  std::string words;
  for (int i = 0; i < 500; ++i) words += "word ";
  for (Rule& rule : sample.rules.rules) {
    rule.because.text = words;
    rule.advice.text = words;
  }
  for (Verdict& verdict : sample.rules.verdicts) verdict.label.text = words;
  sample.rules.title.text = words;
  while (sample.screening.reasons.size() < 100)
    sample.screening.reasons.push_back(sample.screening.reasons.back());
  CHECK(fault_of(sample.result()) == "");
  const std::string text = first_screen(sample.result(), 80);
  CHECK_THAT(text, Catch::Contains(" word ...\n"));
  CHECK_THAT(text, Catch::Contains("and 9"));
}

TEST_CASE("first screen: the reasons are those of the appointment") {
  const std::string_view answers = R"({"acne": "few", "drug": "4 months", "burn": "never"})";
  const std::string today = first_screen(screened(answers).result(), 80);
  CHECK_THAT(today, Catch::Contains("  Why   The drug ended less than 6 months ago.\n"
                                    "        Suitable with precautions: There are spots.\n"));
  CHECK_THAT(today, Catch::Contains("drug-recent: A dermatologist may shorten the wait.\n"));
  const Sample later = screened(answers, "2027-02-01");
  CHECK_THAT(first_screen(later.result(), 80),
             Catch::Contains("  Why   There are spots.\n"
                             "        The drug ended 6 to 12 months ago.\n"
                             "  Next  Ask again at the appointment: Skin today, drug, burn, done, "
                             "filler.\n"
                             "        drug-last-year: Begin shallow.\n"));
}

TEST_CASE("first screen: what is open is named, the most serious first") {
  const std::string text = first_screen(screened(R"({"drug": "4 months"})").result(), 80);
  CHECK_THAT(text, Catch::Contains("  Open  acne, burn\n"));
  CHECK_THAT(first_screen(screened(R"({"acne": "none"})").result(), 80),
             Catch::Contains("  Next  Find out what is open.\n  Open  drug, burn\n"));
}

TEST_CASE("first screen: what is not confirmed is named") {
  const Sample sample = screened(R"({"acne": "none"})");
  Result result = sample.result();
  const Date yesterday = result.screening.days.as_of - std::chrono::days(1);
  KeptAnswers kept = given_on(result.answers, yesterday);
  kept.not_confirmed[1] = kept.not_confirmed[2] = true;
  result.kept = &kept;
  CHECK_THAT(first_screen(result, 80),
             Catch::Contains("  Next  Confirm what was answered before: drug, burn.\n"
                             "        Find out what is open.\n"));
}

TEST_CASE("first screen: waits, and what is told in person") {
  Sample sample = screened(R"({"acne": "none", "drug": "ongoing", "burn": "3 days"})");
  CHECK_THAT(first_screen(sample.result(), 80),
             Catch::Contains("  Next  Waits for: 6 months after this ends: The drug ended less "
                             "than 6 months\n        ago. [drug-recent]\n"
                             "        Waits for: The burn has healed. [burn-recent]\n"));
  sample.rules.rules[0].client.told_in_person = true;
  CHECK_THAT(first_screen(sample.result(), 80),
             Catch::Contains("drug-recent, in person: A dermatologist may shorten the wait."));
}
