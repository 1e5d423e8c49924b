// SPDX-License-Identifier: Apache-2.0
#include "candor/report/result/text.h"

#include <fmt/format.h>

#include "report/sample.h"

using namespace candor;
using candor::testing::Sample;
using candor::testing::screened;

namespace {

std::string text_of(const Sample& sample, TextStyle style = {}) {
  return render_text(sample.result(), style);
}

// The lines above the first empty line.
std::string headline_of(const Sample& sample) {
  const std::string text = text_of(sample);
  return text.substr(0, text.find("\n\n") + 1);
}

// A part of the text: from its heading to the next empty line that a heading follows.
std::string part_of(const std::string& text, const std::string& heading) {
  const std::size_t begin = text.find(heading);
  if (begin == std::string::npos) return "";
  for (std::size_t end = begin;;) {
    end = text.find("\n\n", end + 1);
    if (end == std::string::npos || text[end + 2] != ' ')
      return text.substr(begin, end + 1 - begin);
  }
}

std::string without_escapes(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\x1b') {
      i = text.find('m', i);
    } else {
      plain += text[i];
    }
  }
  return plain;
}

constexpr std::string_view nothing_found = R"({"acne": "none", "drug": "never", "burn": "never"})";

}  // namespace

TEST_CASE("text: the verdict comes first") {
  struct Row {
    std::string_view why, answers, appointment, headline;
  };
  const Row row = GENERATE(values<Row>({
      {"nothing found", nothing_found, "", "No recorded reason to wait\n"},
      {"a precaution", R"({"acne": "few", "drug": "never", "burn": "never"})", "",
       "Suitable with precautions\n"},
      {"settled, with a date", R"({"acne": "none", "drug": "4 months", "burn": "never"})", "",
       "Not yet: 22 January 2027 at the earliest\n"},
      {"could be worse", R"({"drug": "4 months", "burn": "never"})", "",
       "Not yet: not before 22 January 2027\n"
       "Open questions could still change it to: Not suitable\n"},
      {"could be later", R"({"acne": "none", "drug": "4 months"})", "",
       "Not yet: not before 22 January 2027\n"
       "Open questions could still make the date later.\n"},
      {"no date", R"({"acne": "none", "drug": "ongoing", "burn": "never"})", "",
       "Not yet: no date can be given\n"},
      {"a date and a condition", R"({"acne": "none", "drug": "never", "burn": "3 days"})", "",
       "Not yet: 3 December 2026 at the earliest\n"},
      {"one answer missing", R"({"acne": "none", "drug": "never"})", "",
       "Not enough answers yet\n"
       "The verdict depends on 1 open question. A blank is not a no: nothing goes ahead\n"
       "yet.\n"},
      {"no answer", "{}", "",
       "Not enough answers yet\n"
       "The verdict depends on 3 open questions. A blank is not a no: nothing goes ahead\n"
       "yet.\n"},
      {"appointment too early", R"({"acne": "none", "drug": "4 months", "burn": "never"})",
       "2027-01-05",
       "At the appointment, 5 January 2027: Not yet\n"
       "The appointment is too early: 22 January 2027 at the earliest.\n"
       "Screened 22 November 2026: Not yet\n"},
      {"appointment today, too early", R"({"acne": "none", "drug": "4 months", "burn": "never"})",
       "2026-11-22",
       "Not yet: 22 January 2027 at the earliest\n"
       "Today's appointment is too early.\n"},
      {"appointment late enough", R"({"acne": "none", "drug": "4 months", "burn": "never"})",
       "2027-01-22",
       "At the appointment, 22 January 2027: Suitable with precautions\n"
       "Screened 22 November 2026: Not yet, 22 January 2027 at the earliest\n"},
  }));
  CAPTURE(row.why);
  CHECK(headline_of(screened(row.answers, row.appointment)) == row.headline);
}

TEST_CASE("text: a whole deferral at 80 columns") {
  const Sample sample = screened(R"({"acne": "few", "drug": "4 months", "burn": "never"})");
  CHECK(text_of(sample) == fmt::format(R"(Not yet: 22 January 2027 at the earliest

  Why   The drug ended less than 6 months ago.
        Suitable with precautions: There are spots.
  Next  No appointment before 22 January 2027.
        On 22 January 2027, if nothing else changes: Suitable with precautions
        drug-recent: A dermatologist may shorten the wait.

Needling *for* scars 1.2.0, a draft that no clinician has reviewed. Screened 22
November 2026.
A practitioner decides. candor lists recorded reasons; it clears no one.

Why
  Not yet        The drug ended less than 6 months ago.
                 When was the last dose? 22 July 2026, 4 months ago.
                 Until 22 January 2027. A dermatologist may shorten the wait.
                 The sources disagree. Labels wait 6 months; a panel does not.
                 drug-recent [label, panel]

  Suitable with  There are spots.
  precautions    Is there acne? A few spots.
                 acne-few [convention]

On 22 January 2027, if nothing else changes: Suitable with precautions
  There are spots.
  The drug ended 6 to 12 months ago.
    Begin shallow.
    Most of the sources agree.
    drug-last-year [panel]

Before, counted from 22 January 2027
  from   8 Jan   Keep out of the sun.
  last 24 hours  Drink no alcohol.

After, counted from 22 January 2027
  first 6 hours  Do not wash.
  23 to 27 Jan   Use the cream.

When to call us
  at any time    Fever.
  from  25 Jan   Bumps.

Sources for the reasons
  label  Device label. Maker, 2019, p. 34. Read in excerpt.
         https://example.org/label
  panel  Panel statement. Known second-hand.
  [convention]: common practice; no source is claimed.

Intended use
  Helps a trained practitioner decide.
  Rules: sample 1.2.0
  {}

Plan
  Three sessions.
)",
                                       sample.rules.digest));
}

TEST_CASE("text: an incomplete screening at 40 columns") {
  const Sample sample = screened(R"({"acne": "few", "burn": "never"})");
  CHECK(text_of(sample, {40, false}) == fmt::format(R"(Not enough answers yet
The verdict depends on 1 open question.
A blank is not a no: nothing goes ahead
yet.

  Why
    Suitable with precautions: There are
    spots.
  Next
    Find out what is open.
  Open
    drug

Needling *for* scars 1.2.0, a draft that
no clinician has reviewed. Screened 22
November 2026.
A practitioner decides. candor lists
recorded reasons; it clears no one.

Open questions, and the verdict each
could lead to
  Not yet
    When was the last dose? [drug]

What already applies
  Suitable with precautions
    There are spots.
    Is there acne? A few spots.
    acne-few [convention]

Sources for the reasons
  [convention]: common practice; no
  source is claimed.

Intended use
  Helps a trained practitioner decide.
  Rules: sample 1.2.0
  {}
)",
                                                    sample.rules.digest));
}

TEST_CASE("text: open questions come before the reasons, the most serious first") {
  const std::string text = text_of(screened(R"({"drug": "4 months"})"));
  CHECK(part_of(text, "Open questions,") ==
        "Open questions, and the verdict each could lead to\n"
        "  Not suitable   Is there acne? [acne]\n"
        "\n"
        "  Not yet        When was the last sunburn? [burn]\n");
  CHECK(text.find("Open questions,") < text.find("\nWhy\n"));
}

TEST_CASE("text: a contradicting answer is shown and not used") {
  const std::string text = text_of(screened(
      R"({"acne": "none", "drug": "never", "burn": "never", "done": "peel", "filler": "3 days"})"));
  CHECK(part_of(text, "Open questions,") ==
        "Open questions, and the verdict each could lead to\n"
        "  Not yet        What was done [done]\n"
        "                 Answered: Peel. This contradicts an answer below that is not\n"
        "                 used.\n");
  CHECK(part_of(text, "Answers not used") ==
        "Answers not used\n"
        "  Given the other answers, these questions do not apply. Find out which answer\n"
        "  is wrong.\n"
        "  When was the filler? 19 November 2026, 3 days ago. [filler]\n"
        "    Asked only if done includes `filler`\n");
}

TEST_CASE("text: a partly known set says so") {
  const std::string text = text_of(
      screened(R"({"acne": "none", "drug": "never", "burn": "never", "done": {"peel": true}})"));
  CHECK(part_of(text, "Open questions,").find("Not known yet: Dermal filler\n") !=
        std::string::npos);
}

TEST_CASE("text: care that may not apply says so, undated while questions are open") {
  const std::string text = text_of(screened(R"({"drug": "4 months", "burn": "never"})"));
  CHECK(part_of(text, "After the appointment") ==
        "After the appointment\n"
        "  first 6 hours        Do not wash.\n"
        "  1 to 5 days          If this applies to you: Use the cream.\n");
}

TEST_CASE("text: what is new at the appointment is explained") {
  const std::string text =
      text_of(screened(R"({"acne": "few", "drug": "4 months", "burn": "never"})", "2027-02-01"));
  CHECK(part_of(text, "At the appointment, 1 February 2027, if") ==
        "At the appointment, 1 February 2027, if nothing else changes: Suitable with\n"
        "precautions\n"
        "  There are spots.\n"
        "  The drug ended 6 to 12 months ago.\n"
        "    Begin shallow.\n"
        "    Most of the sources agree.\n"
        "    drug-last-year [panel]\n");
}

TEST_CASE("text: color only repeats the words") {
  const std::string_view answers =
      GENERATE(as<std::string_view>{}, "{}", nothing_found, R"({"acne": "many"})",
               R"({"acne": "few", "drug": "4 months", "burn": "3 days"})");
  const Sample sample = screened(answers, "2026-12-24");
  const std::string colored = text_of(sample, {80, true});
  CHECK(colored.find('\x1b') != std::string::npos);
  CHECK(without_escapes(colored) == text_of(sample));
}

TEST_CASE("text: no line is wider than the page, except for addresses and digests") {
  const std::size_t width = GENERATE(20u, 40u, 59u, 60u, 80u, 120u);
  const std::string text =
      text_of(screened(R"({"acne": "few", "drug": "4 months"})", "2026-12-24"), {width, false});
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    const std::string line = text.substr(begin, end - begin);
    begin = end + 1;
    CAPTURE(line);
    const bool copied =
        line.find("://") != std::string::npos || line.find("sha256:") != std::string::npos;
    CHECK((copied || line.size() <= width));
    CHECK(!line.ends_with(' '));
  }
}

TEST_CASE("text: the reference is below the rule set, and cannot control the terminal") {
  const Sample sample = screened("{}");
  const std::string text = render_text(sample.result(), {.width = 120}, "P0042\x1b[2J");
  CHECK(text.find("Screened 22 November 2026.\nChart reference: P0042\uFFFD[2J\n") !=
        std::string::npos);
  CHECK(text_of(sample).find("reference") == std::string::npos);
}

TEST_CASE("text: two waits for something ongoing are each named") {
  Sample sample = screened(R"({"acne": "none", "drug": "ongoing", "burn": "never"})");
  sample.rules.questions[1].called.text = "the drug";
  sample.rules.rules[0].waits_for.text = "A letter is there.";
  CHECK_THAT(text_of(sample),
             Catch::Contains("A letter is there; 6 months after the end of the drug"));
}

TEST_CASE("text: what the client is told, and what is told in person") {
  Sample sample = screened(R"({"acne": "many", "drug": "never", "burn": "never"})");
  Rule& rule = sample.rules.rules[2];
  CHECK_THAT(text_of(sample), !Catch::Contains("in person"));
  rule.client.next.text = "We help you to find a doctor.";
  rule.client.told_in_person = true;
  const std::string text = text_of(sample);
  CHECK_THAT(text, Catch::Contains("Many spots."));
  CHECK_THAT(text, Catch::Contains("To be told in person: We help you to find a doctor."));
  rule.client.told_in_person = false;
  CHECK_THAT(text_of(sample), Catch::Contains("The client is told: We help you"));
}

TEST_CASE("text: many reasons for one verdict are grouped by section") {
  Sample sample = screened(R"({"acne": "few", "drug": "8 months", "burn": "never"})");
  CHECK_THAT(text_of(sample), !Catch::Contains("Skin today:"));
  for (std::size_t i = 0; i < 2; ++i)
    sample.screening.reasons.push_back(sample.screening.reasons[i]);
  const std::string text = render_part(sample.result(), TextPart::why, {});
  const std::size_t skin = text.find("Skin today:"), also = text.find("Also:");
  REQUIRE(skin != text.npos);
  REQUIRE(also != text.npos);
  CHECK(text.find("There are spots.") > skin);
  CHECK(text.find("The drug ended 6 to 12 months ago.") > also);
}

TEST_CASE("text: what is asked again on an appointment that is far, and its time") {
  const Sample sample = screened(nothing_found, "2027-05-22");
  CHECK_THAT(text_of(sample),
             Catch::Contains("Next  Ask again at the appointment: Skin today, drug, burn, done, "));
  CHECK_THAT(text_of(screened(nothing_found, "2026-11-29")), !Catch::Contains("sk again"));
  Result result = sample.result();
  result.appointment_time = TimeOfDay{14, 30};
  CHECK_THAT(render_text(result, {}), Catch::Contains("appointment 22 May 2027, 14:30"));
}
