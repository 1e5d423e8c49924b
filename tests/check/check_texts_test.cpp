// SPDX-License-Identifier: Apache-2.0
// F601: texts that name another duration or number than their conditions.
#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "candor/check/check.h"
#include "candor/rules/load/load_rule_set.h"
#include "support/catch.hpp"

using namespace candor;

namespace {

constexpr Date checked_on = std::chrono::sys_days{std::chrono::year{2026} / 11 / 22};

constexpr std::string_view frame = R"yaml(candor: 1
id: texts
version: 1.0.0
title: Texts
intended_use: Tests.
verdicts:
  go: {label: Go, proceed: now}
  wait: {label: Wait, proceed: later}
questions:
  peel: {ask: When was the last peel?, type: time_since}
  age: {ask: How old are you?, type: number, unit: years, min: 0, max: 120}
  depth: {ask: How deep?, help: Some go 4 mm deep., type: number, unit: mm, min: 0, max: 5, step: 0.25}
  sore:
    ask: Do you get cold sores?
    type: choice
    choices: {none: No, lately: One healed within two weeks, past: More than 3 weeks ago}
  recent: {ask: What was done?, type: set, choices: {wax: Waxing in the last 5 days, filler: Filler in the last week}}
conditions:
  minor: {age: {under: 18}}
)yaml";

// What the findings F601 say: "because: 4 weeks; client.say: 3".
std::string said(const std::string& yaml, std::string_view head = "") {
  const SourceFile file("texts.yaml", fmt::format("{}{}\n{}", head, frame, yaml));
  auto loaded = load_rule_set(file);
  for (const Diagnostic& d : loaded.diagnostics.sorted()) UNSCOPED_INFO(render(d));
  REQUIRE(loaded.value);
  const Program program(std::move(*loaded.value));
  std::string out;
  for (const Finding& finding : check_rule_set(program, {.as_of = checked_on}).findings) {
    if (finding.diagnostic.code != codes::unexplained_amount) continue;
    const std::string& message = finding.diagnostic.message;
    const std::string key = message.substr(1, message.find('`', 1) - 1);
    const std::size_t says = message.find(" says ") + 6;
    out += fmt::format("{}{}: {}{}", out.empty() ? "" : "; ", key,
                       message.substr(says, message.find(", unlike") - says),
                       finding.accepted.empty() ? "" : " (accepted)");
    CHECK(file.line(finding.diagnostic.line).find(key.substr(key.find('.') + 1)) !=
          std::string_view::npos);
  }
  return out;
}

std::string said_of_rule(std::string_view keys) {
  return said(fmt::format("rules:\n  r: {{verdict: wait, strength: convention, {}}}\n", keys));
}

}  // namespace

TEST_CASE("texts: a rule's durations and numbers are those of its conditions") {
  struct Row {
    const char* keys;
    const char* said;
  };
  const Row row = GENERATE(values<Row>({
      {"when: {peel: {under: 4 weeks}}, because: Under 4 weeks.", ""},
      {"when: {peel: {under: 4 weeks}}, because: Under 28 days.", ""},
      {"when: {peel: {under: 4 weeks}}, because: Under two weeks.", "because: two weeks"},
      {"when: {peel: {under: 4 weeks}}, because: Under a month ago.", "because: a month"},
      {"when: {peel: {under: 1 year}}, because: Under 12 months.", ""},
      {"when: {peel: {at_least: 3 days, under: 5 days}}, because: 3 to 4 days ago.", ""},
      {"when: {peel: {at_least: 3 days, under: 5 days}}, because: 3 to 6 days ago.",
       "because: 6 days"},
      {"when: {not: {peel: {over: 2 weeks}}}, because: 15 days.", ""},
      // `until` explains, but not another rule's.
      {"when: {sore: past}, until: {peel: 6 months}, because: Wait half a year.", ""},
      {"when: {sore: past}, until: 6 days, because: Wait 6 days.", ""},
      {"when: {sore: past}, because: Wait 6 days.", "because: 6 days"},
      // Numbers: both sides of a threshold, on the question's steps
      {"when: {age: {at_least: 18, under: 22}}, because: '18 to 21 years, younger than 22.'", ""},
      {"when: {age: {at_least: 18, under: 22}}, because: 18 to 20 years., accept: {F601: So.}",
       "because: 20 years (accepted)"},
      {"when: {age: {at_least: 18}}, because: At least 18 weeks old.", "because: 18 weeks"},
      {"when: {depth: {over: 1.5}}, because: 1.75 mm and deeper.", ""},
      {"when: {depth: {over: 1.5}}, because: 2 mm and deeper.", "because: 2"},
      {"when: {is: minor}, because: Under 18.", ""},
      {"when: {not: {is: minor}}, because: Not under 16.", "because: 16"},
      // Words of questions and of the choices that are tested
      {"when: {depth: {over: 1.5}}, because: Nearly 4 mm deep.", ""},
      {"when: {sore: lately}, because: It healed within 14 days.", ""},
      {"when: {sore: lately}, because: It healed 3 weeks ago.", "because: 3 weeks"},
      {"when: {sore: {not: [none, past]}}, because: It healed 3 weeks ago.", "because: 3 weeks"},
      {"when: {not: {sore: lately}}, because: It healed 3 weeks ago.", ""},
      {"when: {recent: {includes: wax}}, because: Waxed within 5 days.", ""},
      {"when: {recent: {includes: wax}}, because: Filler within 7 days.", "because: 7 days"},
      // Each text
      {"when: {sore: past}, because: 'No.', waits_for: 9 days., client: {say: 8., next: Come in a "
       "week.}",
       "waits_for: 9 days; client.say: 8; client.next: a week"},
      {"when: {sore: past}, because: 'No.', advice: Wait 9 days.", ""},
      {"when: {sore: past}, because: '5 or 6, and 5.'", "because: 5 and 6"},
  }));
  CAPTURE(row.keys);
  CHECK(said_of_rule(row.keys) == row.said);
}

TEST_CASE("texts: a care item's durations are those of its window and conditions") {
  struct Row {
    const char* group;
    const char* keys;
    const char* said;
  };
  const Row row = GENERATE(values<Row>({
      {"before", "say: Stop it 5 days before., from: 5 days before", ""},
      {"before", "say: Stop it 5 days before., from: 4 days before", "say: 5 days"},
      {"before", "say: Stop for 3 days., from: 5 days before, to: 2 days before", ""},
      {"after", "say: Wait for two weeks., to: 14 days after", ""},
      {"after", "say: Wait for 72 hours., to: 3 days after", ""},
      {"after", "say: Wait a day., to: 24 hours after", ""},
      {"after", "say: Sun hurts for 6 months., to: 184 days after", ""},
      {"after", "say: Sun hurts for 6 months., to: 180 days after", "say: 6 months"},
      {"after", "say: Sun hurts for a year., to: 366 days after", ""},
      {"after", "say: Wear SPF 30., to: 3 days after", "say: 30"},
      {"call_us", "say: Redness after day 2., from: 2 days after", ""},
      {"before", "say: 'Wait 3 weeks.', when: {sore: past}", ""},
      {"before", "say: 'Wait 4 weeks.', done_when: {peel: {at_least: 4 weeks}}", ""},
  }));
  CAPTURE(row.keys);
  const std::string yaml = fmt::format(
      "rules: {{r: {{when: {{sore: past}}, verdict: wait, because: It is., strength: "
      "convention}}}}\n"
      "care:\n  {}:\n    item: {{{}}}\n"
      "plan: {{p: {{say: Come 3 times.}}}}\n",
      row.group, row.keys);
  CHECK(said(yaml) == row.said);
}

TEST_CASE("texts: only English is read") {
  const std::string yaml =
      "rules:\n  r: {when: {peel: {under: 4 weeks}}, verdict: wait, because: 30 times., strength: "
      "convention}";
  CHECK(said(yaml, "language: de\n") == "");
  CHECK(said(yaml, "language: en\n") == "because: 30");
  CHECK(said(yaml, "language: en-GB\n") == "because: 30");
}
