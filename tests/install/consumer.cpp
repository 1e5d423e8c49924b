// SPDX-License-Identifier: Apache-2.0
// A program of one's own on the library: the built-in rules, answers as JSON from standard input,
// the result as JSON. consumer YYYY-MM-DD

#include <cstdio>
#include <exception>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "candor/engine/program.h"
#include "candor/intake/answers.h"
#include "candor/report/result/result_json.h"
#include "candor/rules/built_in.h"
#include "candor/rules/load/load_rule_set.h"

namespace {

int run(const char* day) {
  const std::optional<candor::Date> as_of = candor::parse_date(day);
  const candor::BuiltIn* built_in = candor::find_built_in("microneedling");
  if (!as_of || built_in == nullptr) return 2;

  const candor::SourceFile file("microneedling", std::string(built_in->yaml));
  candor::Parsed<candor::RuleSet> rules = candor::load_rule_set(file);
  if (!rules.value) return 3;
  const candor::Program program(std::move(*rules.value));

  const std::string json(std::istreambuf_iterator<char>(std::cin), {});
  const auto answers = candor::parse_answers_json(program.rules(), json, *as_of);
  if (!answers.value) {
    for (const candor::Diagnostic& d : answers.diagnostics.sorted()) std::cerr << render(d);
    return 4;
  }

  candor::Screening screening;
  candor::evaluate(program, *answers.value, {.as_of = *as_of}, screening);
  std::cout << candor::result_json({program.rules(), *answers.value, screening}).dump(2) << '\n';
  return std::cout.flush() ? 0 : 5;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return argc == 2 ? run(argv[1]) : 2;
  } catch (const std::exception& e) {
    std::fprintf(stderr, "consumer: %s\n", e.what());
    return 1;
  }
}
