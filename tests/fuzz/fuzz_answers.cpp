// SPDX-License-Identifier: Apache-2.0
// Any bytes as answers to the built-in rule set: read or refused; what is read evaluates, and reads
// back the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "candor/engine/program.h"
#include "candor/report/result/result_json.h"
#include "candor/report/result/text.h"
#include "candor/rules/built_in.h"
#include "candor/rules/load/load_rule_set.h"

namespace {

const candor::Program& program() {
  static const candor::Program built_in = [] {
    const candor::BuiltIn* set = candor::find_built_in("microneedling");
    auto loaded = candor::load_rule_set(candor::SourceFile("r", std::string(set->yaml)));
    if (!loaded.value) std::abort();
    return candor::Program(std::move(*loaded.value));
  }();
  return built_in;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace candor;
  const RuleSet& rules = program().rules();
  const Date day = *parse_date("2026-11-22");
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Parsed<Answers> answers = parse_answers_json(rules, text, day);
  if (answers.value.has_value() == answers.diagnostics.has_errors()) std::abort();
  for (const Diagnostic& d : answers.diagnostics.items()) {
    if (render(d).empty()) std::abort();
  }
  if (!answers.value) return 0;
  static Screening screening;
  evaluate(program(), *answers.value, {day, std::nullopt}, screening);
  const auto& headline = screening.headline;
  if (!headline.settled && !headline.incomplete &&
      rules.verdicts[headline.at_least].proceed == Proceed::now) {
    std::abort();
  }
  if (render_text({rules, *answers.value, screening}, {}).empty()) std::abort();
  if (result_json({rules, *answers.value, screening}).dump().empty()) std::abort();
  const std::string again = answers_to_json(rules, *answers.value).dump();
  const Parsed<Answers> reread = parse_answers_json(rules, again, day);
  if (!reread.value || answers_to_json(rules, *reread.value).dump() != again) std::abort();
  return 0;
}
