// SPDX-License-Identifier: Apache-2.0
#include "candor/report/document/form.h"

#include <fmt/format.h>

#include "candor/report/document/rule_set_document.h"
#include "candor/rules/load/load_rule_set.h"
#include "report/sample.h"

namespace candor::testing {
namespace {

using Catch::Contains;

std::size_t place_of(const std::string& page, std::string_view text) {
  const std::size_t at = page.find(text);
  REQUIRE(at != std::string::npos);
  return at;
}

// A rule set with these questions, and one rule.
RuleSet asking(std::string questions) {
  auto loaded = load_rule_set(SourceFile("form.yaml", R"yaml(
candor: 1
id: form
version: "1"
title: Form
intended_use: X.
language: de
verdicts: {go: {label: Go, proceed: now}}
sections: {one: Teil eins, two: Teil zwei}
questions:
)yaml" + std::move(questions) + R"yaml(
rules:
  r: {when: {last: yes}, verdict: go, because: A., strength: convention}
)yaml"));
  REQUIRE(loaded.value);
  return *std::move(loaded.value);
}

TEST_CASE("the form has the order and the numbers of an interview, and two parts") {
  const RuleSet rules = asking(R"yaml(
  depth: {section: two, by: practitioner, ask: Wie tief?, type: number}
  acne: {section: two, ask: Akne?, type: choice, choices: {some: Wenig, much: Viel}}
  when: {section: two, ask: Seit wann?, type: time_since, asked_if: {acne: much}}
  again: {section: two, ask: Wieder?, type: yes_no, asked_if: {acne: [some, much]}}
  last: {section: one, ask: Zuletzt?, type: yes_no}
)yaml");
  const std::string page = form_html(rules);
  std::size_t before = 0;
  for (const std::string_view part :
       {"Part 1: for you, the client", "Teil eins</h3>", ">1. <span lang=\"de\">Zuletzt?<",
        "Teil zwei</h3>", ">2. <span lang=\"de\">Akne?<", ">2a. <span lang=\"de\">Seit wann?<",
        ">2b. <span lang=\"de\">Wieder?<", ">Signature<", "Part 2: for the practitioner",
        "Teil zwei</h3>", ">3. <span lang=\"de\">Wie tief?<"}) {
    CAPTURE(part);
    const std::size_t at = page.find(part, before);
    REQUIRE(at != std::string::npos);
    before = at;
  }
  CHECK_THAT(page, Contains("\u201CWenig\u201D or \u201CViel\u201D</span> in question 2:"));
  CHECK_THAT(page, Contains("<span class=\"key\">2</span><span lang=\"de\">Viel</span>"));
  CHECK_THAT(page, Contains("<span class=\"key\">-</span><span>I do not know</span>"));
  CHECK(place_of(page, "Date of birth") < place_of(page, "Part 1"));
}

TEST_CASE("a form that only one of them fills in has no parts") {
  const std::string practitioner =
      form_html(asking("  last: {by: practitioner, ask: Last?, type: yes_no}"));
  CHECK_THAT(practitioner, !Contains("Part ") && Contains("1. "));
  CHECK_THAT(form_html(asking("  last: {ask: Last?, type: yes_no}")),
             !Contains("Part ") && Contains("1. "));
}

TEST_CASE("more than 26 questions that are asked only sometimes have two letters") {
  std::string questions = "  last: {ask: Last?, type: yes_no}\n";
  for (int i = 0; i < 28; ++i) {
    questions += fmt::format("  q{}: {{ask: Q{}?, type: yes_no, asked_if: {{last: yes}}}}\n", i, i);
  }
  const std::string page = form_html(asking(questions));
  CHECK_THAT(page, Contains(">1z. <span lang=\"de\">Q25?<") &&
                       Contains(">1aa. <span lang=\"de\">Q26?<") &&
                       Contains(">1ab. <span lang=\"de\">Q27?<"));
}

TEST_CASE("the form says in words when a question is to be answered") {
  struct Row {
    std::string_view gate, words;
  };
  const Row row = GENERATE(values<Row>({
      {"{last: no}", "you answered no to question 1"},
      {"{sun: {under: 4 weeks}}", "your answer to question 2 is less than 4 weeks ago"},
      {"{sun: never}", "your answer to question 2 is never"},
      {"{deep: {over: 2}}", "your answer to question 3 is over 2"},
      {"{acne: {not: some}}", "you ticked <span lang=\"de\">\u201CViel\u201D</span> in question 4"},
      {"{did: none}", "you ticked \u201CNone of these\u201D in question 5"},
      {"{did: {includes_all: [a, b]}}",
       "you ticked <span lang=\"de\">\u201CA\u201D and \u201CB\u201D</span> in question 5"},
      {"{not: {is: sunny}}",
       "it is not so that you answered yes to question 1, or your answer to question 2 is never"},
      {"{last: yes, sun: never}",
       "you answered yes to question 1, and your answer to question 2 is never"},
  }));
  CAPTURE(row.gate);
  const std::string page = form_html(asking(fmt::format(
      R"yaml(  last: {{ask: Last?, type: yes_no}}
  sun: {{ask: Sun?, type: time_since, accepts: [never]}}
  deep: {{ask: Deep?, type: number}}
  acne: {{ask: Acne?, type: choice, choices: {{some: Wenig, much: Viel}}}}
  did: {{ask: Did?, type: set, choices: {{a: A, b: B}}}}
  then: {{ask: Then?, type: yes_no, asked_if: {}}}
conditions:
  sunny: {{any: [{{last: yes}}, {{sun: never}}]}}
)yaml",
      row.gate)));
  CHECK_THAT(page, Contains(fmt::format("<p class=\"small\">If {}:</p>", row.words)));
}

TEST_CASE("the form names the clinic") {
  Clinic clinic;
  clinic.name.text = "Harbour";
  CHECK_THAT(form_html(sample_rules(), clinic), Contains("<div class=\"name\">Harbour</div>"));
  CHECK_THAT(form_html(sample_rules()), !Contains("Harbour"));
}

TEST_CASE("each question of the form has room for its answer") {
  const std::string page = form_html(sample_rules());
  CHECK_THAT(page, Contains(">6. Is there acne? Choose the most serious."));
  CHECK_THAT(page, Contains("<span class=\"key\">2</span><span>A few spots</span>"));
  CHECK_THAT(page, Contains("<span>Ongoing: it has not ended</span>"));
  CHECK_THAT(page, Contains("<span class=\"key\">0</span><span>None of these</span>"));
  CHECK_THAT(page, Contains(" mm</p>"));
  CHECK_THAT(page, Contains("If you ticked \u201CDermal filler\u201D in question 3:"));
  CHECK_THAT(page, Contains("not a clearance"));
}

TEST_CASE("the rule set's page has a table of contents, and an anchor for each rule and source") {
  const RuleSet rules = sample_rules();
  const std::string page = rule_set_html(rules);
  for (const Rule& rule : rules.rules) {
    CHECK_THAT(page, Contains("id=\"rule-" + rule.id.text + "\""));
    CHECK_THAT(page, Contains("href=\"#rule-" + rule.id.text + "\""));
    CHECK_THAT(page, Contains(rule.because.text));
  }
  for (const Source& source : rules.sources) {
    CHECK_THAT(page, Contains("id=\"source-" + source.id.text + "\""));
    CHECK_THAT(page, Contains("href=\"#source-" + source.id.text + "\""));
  }
  CHECK_THAT(page, Contains("<a href=\"https://example.org/label\" rel=\"noreferrer\">"));
  CHECK_THAT(page, Contains(rules.digest));
  CHECK_THAT(page, Contains("Asked only if done includes <code>filler</code>"));
  CHECK_THAT(page, Contains("<h1>Needling *for* scars</h1>"));
}

TEST_CASE("the rule set's page has the sentences before the language, and the client's words") {
  auto loaded = load_rule_set(SourceFile("x.yaml", R"yaml(
candor: 1
id: x
version: "1"
title: X
intended_use: X.
verdicts:
  go: {label: Go, proceed: now}
  wait: {label: Wait, proceed: later, next: We look again.}
questions:
  drug: {ask: Drug when?, type: time_since, called: the drug, by: practitioner}
rules:
  recent:
    when: {drug: {under: 2 months}}
    verdict: wait
    because: Recent.
    advice: Ask.
    client: {say: You took it lately., next: Call the doctor., urgent: yes}
    strength: convention
  early:
    when: {drug: {under: 2 weeks}}
    verdict: wait
    because: Early.
    client: {private: yes, urgent: yes}
    strength: convention
care:
  before:
    off: {say: Stop it., done_when: {drug: {at_least: 1 month}}, from: 5 days before}
)yaml"));
  REQUIRE(loaded.value);
  const std::string page = rule_set_html(*loaded.value);
  std::size_t before = 0;
  for (const std::string_view part :
       {"Now, unless a rule says otherwise: We look again.", "<h4>Recent.</h4>",
        "<dt>The client reads</dt>\n<dd>You took it lately.</dd>",
        "<dt>Urgent, now</dt>\n<dd>Call the doctor.</dd>", "<dt>Advice</dt>\n<dd>Ask.</dd>",
        "<dt>When</dt>", "<code>recent</code>", "<h4>Early.</h4>", "told in person",
        "<dd>what the verdict says</dd>", "Stop it.", "<dt>Not if, by then,</dt>",
        "answered by the practitioner; called \u201Cthe drug\u201D", "part-verdicts"}) {
    CAPTURE(part);
    const std::size_t at = page.find(part, before);
    REQUIRE(at != std::string::npos);
    before = at;
  }
  const std::string markdown = rule_set_markdown(*loaded.value);
  for (const std::string_view line :
       {"- `wait`, now, unless a rule says otherwise: We look again",
        "- The client reads: You took", "- Urgent, now: Call the doctor",
        "- The client reads nothing of this", "- Urgent, now: what the verdict says",
        "Not if, by then, drug at least 1 month ago.", "- Answered by the practitioner",
        "- Called: the drug"}) {
    CAPTURE(line);
    CHECK_THAT(markdown, Contains(std::string(line)));
  }
}

}  // namespace
}  // namespace candor::testing
