// SPDX-License-Identifier: Apache-2.0
// Any bytes as a rule set: loaded or refused, and what is loaded evaluates and prints.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include <nlohmann/json.hpp>

#include "candor/base/utf8.h"
#include "candor/engine/program.h"
#include "candor/report/document/rule_set_document.h"
#include "candor/report/result/calendar_file.h"
#include "candor/report/result/result_json.h"
#include "candor/report/result/text.h"
#include "candor/rules/load/load_rule_set.h"

namespace {

// Lines of at most 75 octets with whole characters, and as many ends of events as beginnings.
bool is_calendar(std::string_view text) {
  int open = 0;
  while (!text.empty()) {
    const std::size_t end = text.find("\r\n");
    if (end == std::string_view::npos || end > 75) return false;
    const std::string_view line = text.substr(0, end);
    if (line.find_first_of("\r\n") != line.npos || candor::find_invalid_utf8(line)) return false;
    if (line == "BEGIN:VEVENT" && ++open != 1) return false;
    if (line == "END:VEVENT" && --open != 0) return false;
    text.remove_prefix(end + 2);
  }
  return open == 0;
}

}  // namespace

namespace {

// What `extends` names, whatever it says.
constexpr const char* base = R"yaml(candor: 1
id: base
version: 1.0.0
title: A base
intended_use: For the fuzzer.
sources: {label: {title: A label}}
verdicts: {go: {label: Go, proceed: now}, wait: {label: Wait, proceed: later}}
sections: {skin: Skin}
questions:
  smoker: {section: skin, ask: Smoker?, type: yes_no}
  acne: {ask: Acne?, type: choice, choices: {none: None, few: A few}, asked_if: {smoker: yes}}
  peel: {ask: Peel?, type: time_since, accepts: [never]}
conditions: {spots: {acne: few}}
rules:
  peel: {when: {peel: {under: 4 weeks}}, verdict: wait, until: {peel: 4 weeks}, because: A peel., sources: [label]}
  spots: {when: {is: spots}, verdict: wait, because: Spots., strength: convention}
care: {before: {clean: {say: Come clean.}}}
plan: {photos: {say: Photographs.}}
)yaml";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace candor;
  const SourceFile file("fuzz.yaml", std::string(reinterpret_cast<const char*>(data), size));
  Parsed<RuleSet> loaded =
      load_rule_set(file, {.read_file = [](const std::string&) { return FileText{.text = base}; }});
  if (loaded.value.has_value() == loaded.diagnostics.has_errors()) std::abort();
  for (const Diagnostic& d : loaded.diagnostics.sorted()) {
    if (render(d).empty()) std::abort();
  }
  if (!loaded.value) return 0;
  const Program program(std::move(*loaded.value));
  const Answers blank = blank_answers(program.rules());
  const Date day = *parse_date("2026-11-22");
  Screening screening;
  evaluate(program, blank, {day, day}, screening);
  const Result result = {program.rules(), blank, screening};
  if (rule_set_markdown(program.rules()).empty()) std::abort();
  if (render_text(result, {}).empty()) std::abort();
  if (result_json(result).dump().empty()) std::abort();
  const CalendarOptions options = {.ref = "fuzz", .moved = 1, .explicit_titles = true};
  if (!is_calendar(render_calendar(result, options))) std::abort();
  return 0;
}
