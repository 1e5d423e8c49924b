// SPDX-License-Identifier: Apache-2.0
// Any bytes as a rule set: loaded or refused, and what is loaded evaluates and prints.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include <nlohmann/json.hpp>

#include "candor/engine/program.h"
#include "candor/report/json.h"
#include "candor/report/markdown.h"
#include "candor/report/text.h"
#include "candor/rules/rule_set.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace candor;
  const SourceFile file("fuzz.yaml", std::string(reinterpret_cast<const char*>(data), size));
  Parsed<RuleSet> loaded = load_rule_set(file);
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
  if (rule_set_markdown(program.rules()).empty()) std::abort();
  if (render_text(program.rules(), blank, screening, {}).empty()) std::abort();
  if (result_json(program.rules(), blank, screening).dump().empty()) std::abort();
  return 0;
}
