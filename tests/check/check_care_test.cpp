// SPDX-License-Identifier: Apache-2.0
// F401 and F402: care that nobody receives, and care that contradicts itself.
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "candor/check/check.h"
#include "candor/rules/load/load_rule_set.h"
#include "support/catch.hpp"

using namespace candor;

namespace {

constexpr Date care_checked_on = std::chrono::sys_days{std::chrono::year{2026} / 11 / 22};

constexpr std::string_view care_frame = R"yaml(candor: 1
id: care
version: 1.0.0
title: Care
intended_use: Tests.
verdicts:
  go: {label: Go, proceed: now}
  wait: {label: Wait, proceed: later}
  never: {label: Never, proceed: no}
questions:
  smoker: {ask: Do you smoke?, type: yes_no}
  pregnant: {ask: Are you pregnant?, type: yes_no}
  tired: {ask: Are you tired?, type: yes_no, if_blank: no}
  peel: {ask: When was the last peel?, type: time_since, accepts: [never]}
rules:
  smoker: {when: {smoker: yes}, verdict: wait, because: It is., strength: convention}
  pregnant: {when: {pregnant: yes}, verdict: never, because: It is., strength: convention}
  peel: {when: {peel: {under: 2 weeks}}, verdict: wait, until: {peel: 2 weeks}, because: It is., strength: convention}
)yaml";

// The findings with these codes: "F402 wash".
std::string found(const std::string& care,
                  std::vector<DiagnosticCode> codes = {codes::care_never_given,
                                                       codes::contradictory_care}) {
  auto loaded =
      load_rule_set(SourceFile("care.yaml", fmt::format("{}care:\n{}", care_frame, care)));
  for (const Diagnostic& d : loaded.diagnostics.sorted()) UNSCOPED_INFO(render(d));
  REQUIRE(loaded.value);
  const Program program(std::move(*loaded.value));
  std::string out;
  for (const Finding& finding : check_rule_set(program, {.as_of = care_checked_on}).findings) {
    const DiagnosticCode code = finding.diagnostic.code;
    if (std::find(codes.begin(), codes.end(), code) == codes.end()) continue;
    out += fmt::format("{}{} {}{}", out.empty() ? "" : ", ", to_string(code), finding.about,
                       finding.witness ? "" : " without example");
  }
  return out;
}

}  // namespace

TEST_CASE("care: windows contradict where they share a stretch of time") {
  struct Row {
    const char* avoid;
    const char* wash;
    bool contradict;
  };
  const Row row = GENERATE(values<Row>({
      // Hours that touch, and hours that do not
      {"to: 24 hours after", "from: 24 hours after", false},
      {"to: 25 hours after", "from: 24 hours after", true},
      {"from: 48 hours after", "from: 24 hours after, to: 48 hours after", false},
      // Days are whole days, at any time of day of the appointment.
      {"to: 1 day after", "from: 1 day after", true},
      {"to: 1 day after", "from: 2 days after", false},
      {"to: 24 hours after", "from: 1 day after", true},
      {"to: 24 hours after", "from: 2 days after", false},
      {"to: 25 hours after", "from: 2 days after", true},
      {"to: 1 day after", "from: 24 hours after", true},
      {"to: 1 day after", "from: 47 hours after", true},
      {"to: 1 day after", "from: 48 hours after", false},
      // Without an end
      {"from: 300 days after", "to: 299 days after", false},
      {"from: 300 days after", "from: 1 day after", true},
      {"topic: {avoid: water}", "from: 2 days after", true},
      {"to: appointment", "from: 1 hour after", false},
      {"from: appointment, to: appointment", "from: appointment", true},
      {"from: 2 hours after, to: 2 hours after", "from: 1 hour after, to: 3 hours after", true},
  }));
  CAPTURE(row.avoid, row.wash);
  const auto item = [](std::string_view say, std::string_view window, std::string_view side) {
    if (window.starts_with("topic")) return fmt::format("{{say: {}., {}}}", say, window);
    return fmt::format("{{say: {}., topic: {{{}: water}}, {}}}", say, side, window);
  };
  const std::string dry = item("Keep dry", row.avoid, "avoid");
  const std::string wash = item("Wash", row.wash, "do");
  CHECK(found(fmt::format("  after: {{dry: {}, wash: {}}}\n", dry, wash)) ==
        (row.contradict ? "F402 wash" : ""));
  // The other way round, and in two groups
  CHECK(found(fmt::format("  after: {{wash: {}, dry: {}}}\n", wash, dry)) ==
        (row.contradict ? "F402 dry" : ""));
  CHECK(found(fmt::format("  after: {{dry: {}}}\n  call_us: {{wash: {}}}\n", dry, wash)) ==
        (row.contradict ? "F402 wash" : ""));
}

TEST_CASE("care: windows before the appointment") {
  const std::string shave = "  before:\n    shave: {say: Shave., topic: {do: shave}, to: ";
  const std::string leave = "}\n    leave: {say: Leave it., topic: {avoid: shave}, from: ";
  CHECK(found(shave + "2 days before" + leave + "1 day before}\n") == "");
  CHECK(found(shave + "1 day before" + leave + "1 day before}\n") == "F402 leave");
  CHECK(found(shave + "1 day before" + leave + "24 hours before}\n") == "F402 leave");
  CHECK(found(shave + "24 hours before" + leave + "24 hours before}\n") == "");
  CHECK(found("  before: {shave: {say: Shave., topic: {do: shave}}}\n"
              "  after: {leave: {say: Leave it., topic: {avoid: shave}}}\n") == "");
}

TEST_CASE("care: contradictions need a client who receives both") {
  struct Row {
    const char* first;
    const char* second;
    const char* found;
  };
  const Row row = GENERATE(values<Row>({
      {"smoker: yes", "smoker: no", ""},
      {"smoker: yes", "pregnant: no", "F402 wash"},
      // Only a client who is not treated is known to need both; but one who waits for something
      // else and did not answer receives both.
      {"pregnant: yes", "smoker: yes", "F402 wash"},
      {"peel: {under: 1 week}", "peel: {at_least: 1 week}", ""},
      {"peel: {under: 8 days}", "peel: {at_least: 1 week}", "F402 wash"},
  }));
  CAPTURE(row.first, row.second);
  const std::string care = fmt::format(
      "  after:\n    dry: {{say: Dry., topic: {{avoid: water}}, when: {{{}}}}}\n"
      "    wash: {{say: Wash., topic: {{do: water}}, when: {{{}}}}}\n",
      row.first, row.second);
  CHECK(found(care) == row.found);
}

TEST_CASE("care: an item that is done does not hide a contradiction") {
  const std::string care =
      "  after:\n    dry: {{say: Dry., topic: {{avoid: water}}, done_when: {}}}\n"
      "    wash: {{say: Wash., topic: {{do: water}}}}\n";
  CHECK(found(fmt::format(fmt::runtime(care), "{smoker: yes}")) == "F402 wash");
  // The client who proceeds now has always done it. Others receive it only on a later day.
  CHECK(found(fmt::format(fmt::runtime(care), "{peel: {at_least: 2 weeks}}")) ==
        "F402 wash without example");
}

TEST_CASE("care: `done_when` is checked like other conditions") {
  const std::string care = "  after: {item: {say: Do it., done_when: ";
  CHECK(found(care + "{all: [{smoker: yes}, {smoker: no}]}}}\n", {codes::constant_condition}) ==
        "F301 item without example");
  CHECK(found(care + "{peel: {at_most: 2 months}}}}\n", {codes::over_with_months}) ==
        "F304 item without example");
}

TEST_CASE("care: an item that is always done is never given") {
  struct Row {
    const char* keys;
    const char* found;
  };
  const Row row = GENERATE(values<Row>({
      {"when: {tired: yes}, done_when: {tired: yes}", "F401 item"},
      {"when: {tired: yes}, done_when: {not: {tired: yes}}", ""},
      {"done_when: {any: [{tired: no}, {not: {tired: no}}]}", "F401 item"},
      // A client who waits for something else and did not answer receives it.
      {"when: {smoker: yes}, done_when: {smoker: yes}", ""},
      // On another day it may not be done, or not be done yet.
      {"when: {peel: {under: 2 weeks}}, done_when: {peel: {under: 2 weeks}}", ""},
      {"when: {pregnant: yes}, done_when: {pregnant: yes}", ""},
  }));
  CAPTURE(row.keys);
  CHECK(found(fmt::format("  after: {{item: {{say: Do it., {}}}}}\n", row.keys)) == row.found);
}
