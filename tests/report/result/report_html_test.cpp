// SPDX-License-Identifier: Apache-2.0
#include "candor/report/result/pages.h"
#include "report/sample.h"

namespace candor::testing {
namespace {

using Catch::Contains;

// From one text up to another, both of which the page has.
std::string between(const std::string& page, std::string_view from, std::string_view to) {
  const std::size_t begin = page.find(from);
  REQUIRE(begin != std::string::npos);
  const std::size_t end = page.find(to, begin);
  REQUIRE(end != std::string::npos);
  return page.substr(begin, end - begin);
}

constexpr std::string_view healthy =
    R"({"acne": "none", "drug": "never", "burn": "never", "done": "none", "smoker": "yes"})";
constexpr std::string_view waiting =
    R"({"acne": "few", "drug": "5 months", "burn": "5 days", "done": "none"})";

TEST_CASE("each page of a report has the reference, and room for the name and date of birth") {
  const Sample sample = screened(healthy);
  const std::string head =
      between(report_html(sample.result(), {.ref = "P0042-1"}), "class=\"running\"", "</header>");
  CHECK_THAT(head, Contains("Reference <strong>P0042-1</strong>"));
  CHECK_THAT(head, Contains(">Name <span class=\"write\">"));
  CHECK_THAT(head, Contains(">Date of birth <span class=\"write\">"));
  CHECK_THAT(head, Contains("Screened 22 November 2026"));
  CHECK_THAT(report_html(sample.result(), {}), !Contains("Reference"));
}

TEST_CASE("a report has the client's instructions only if asked to") {
  const Sample sample = screened(healthy);
  const std::string with = report_html(sample.result(), {.report_with_care = true});
  const std::string without = report_html(sample.result(), {});
  for (const std::string_view text : {"Keep out of the sun.", "Fever.", "Three sessions."}) {
    CAPTURE(text);
    CHECK_THAT(with, Contains(std::string(text)));
    CHECK_THAT(without, !Contains(std::string(text)));
  }
}

TEST_CASE("the reasons that decide come first, under their verdict") {
  const std::string page = report_html(screened(waiting).result(), {});
  const std::string decide =
      between(page, "<h3>Not yet</h3>", "<h3>Suitable with precautions</h3>");
  CHECK_THAT(decide, Contains("The drug ended less than 6 months ago.") &&
                         Contains("The skin was burnt.") && !Contains("There are spots."));
  CHECK_THAT(between(page, "<h3>Suitable with precautions</h3>", "<h2>Answers"),
             Contains("There are spots."));
}

TEST_CASE("for a later day a report says only what differs") {
  const std::string page = report_html(screened(waiting, "2027-01-10").result(), {});
  const std::string differs =
      between(page, "On the appointment, 10 January 2027: what differs", "<h2>Answers");
  CHECK_THAT(differs, Contains("The verdict: <strong>Suitable with precautions</strong>"));
  CHECK_THAT(differs, Contains("Only if: The burn has healed."));
  CHECK_THAT(differs, Contains("No longer applies: The drug ended less than 6 months ago."));
  CHECK_THAT(differs, Contains("Applies then: Suitable with precautions: The drug ended 6 to 12"));
  CHECK_THAT(differs, !Contains("There are spots."));
  // The burn is in `Only if`, and so has not simply ended.
  CHECK_THAT(differs, !Contains("No longer applies: The skin was burnt."));
  CHECK_THAT(report_html(screened(healthy, "2027-01-10").result(), {}),
             Contains("<p>On the appointment, 10 January 2027: nothing differs"));
}

TEST_CASE("a report says which answers are asked again on a distant appointment") {
  CHECK_THAT(report_html(screened(healthy, "2027-01-10").result(), {}),
             Contains("Asked again on 10 January 2027: </strong>") && Contains("Skin today"));
  CHECK_THAT(report_html(screened(healthy, "2026-11-25").result(), {}), !Contains("Asked again"));
}

TEST_CASE("the answers of a report are in the order of asking, a blank as what it is") {
  const std::string answers =
      between(report_html(screened(R"({"burn": "never"})").result(), {}), "<h2>Answers", "</dl>");
  CHECK_THAT(answers, Contains("<dt>When was the last dose?</dt>\n<dd>Not known.</dd>"));
  CHECK_THAT(answers, Contains("<dt>How deep?</dt>\n<dd>Not known; a blank has no effect.</dd>"));
  CHECK(answers.find("Do you smoke?") < answers.find("Is there acne?"));
  CHECK_THAT(answers, !Contains("When was the filler?"));
}

TEST_CASE("a report lists what is told in person, and the author's texts have their language") {
  auto loaded = load_rule_set(SourceFile("x.yaml", R"yaml(
candor: 1
id: x
version: "1"
title: Nadeln
language: de
intended_use: Nur so.
verdicts:
  go: {label: Los, proceed: now}
  wait: {label: Halt, proceed: later}
questions: {carries: {ask: Schwanger?, type: yes_no}, smoker: {ask: Rauchen?, type: yes_no}}
rules:
  carrying:
    when: {carries: yes}
    verdict: wait
    because: Es ist so.
    client: {private: yes, next: Komm herein., urgent: yes}
    strength: convention
  smoking:
    {when: {smoker: yes}, verdict: go, because: Rauch., client: {next: Weniger.}, strength: convention}
care:
  before:
    rest: {when: {carries: yes}, say: Ruhe dich aus.}
)yaml"));
  REQUIRE(loaded.value);
  const Date as_of = *parse_date("2026-11-22");
  const Program program(*std::move(loaded.value));
  const auto page_of = [&](std::string_view json) {
    const auto answers = parse_answers_json(program.rules(), json, as_of);
    REQUIRE(answers.value);
    Screening screening;
    evaluate(program, *answers.value, {as_of, {}}, screening);
    return report_html({program.rules(), *answers.value, screening}, {});
  };
  const std::string page = page_of(R"({"carries": "yes", "smoker": "yes"})");
  const std::string told = between(page, "To be told in person", "</ul>");
  CHECK_THAT(told, Contains("<span lang=\"de\">Es ist so.</span> <strong>Urgent.</strong> Now: "
                            "<span lang=\"de\">Komm herein.</span> <code>carrying</code>"));
  CHECK_THAT(told, Contains("<span lang=\"de\">Ruhe dich aus.</span> <code>rest</code>"));
  // What is not urgent is on the leaflet; the chart has the advice.
  CHECK_THAT(page, !Contains("Weniger."));
  CHECK_THAT(page, Contains("<html lang=\"en\">"));
  CHECK_THAT(page, Contains("<h1 class=\"word\"><span lang=\"de\">Halt</span></h1>"));
  CHECK_THAT(page, Contains("<h4 lang=\"de\">Rauch.</h4>"));
  CHECK_THAT(page, Contains("<dt lang=\"de\">Schwanger?</dt>\n<dd>Yes.</dd>"));
  CHECK_THAT(page_of(R"({"carries": "no", "smoker": "yes"})"), !Contains("told in person"));
}

}  // namespace
}  // namespace candor::testing
