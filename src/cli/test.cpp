// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <ostream>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "candor/analysis/run_cases.h"
#include "candor/analysis/test_report.h"
#include "cli/files.h"

namespace candor::cli {
namespace {

// What came of one rule set: a run, or why there is none.
struct Tested {
  Exit exit = Exit::done;
  std::vector<Diagnostic> diagnostics = {};
  std::optional<TestRun> run = {};
};

Tested test(const std::string& name) {
  const Outcome<RulesInput> input = read_rules(name);
  if (!input.value) return {.exit = Exit::input, .diagnostics = {input.problem}};
  Parsed<RuleSet> rules = load_rules(*input.value);
  if (!rules.value) return {.exit = Exit::rules_invalid, .diagnostics = rules.diagnostics.sorted()};
  const Outcome<SourceFile> tests = read_tests(*input.value);
  if (!tests.value) return {.exit = Exit::input, .diagnostics = {tests.problem}};
  Parsed<TestSuite> suite = load_test_suite(*rules.value, *tests.value);
  if (!suite.value) return {.exit = Exit::input, .diagnostics = suite.diagnostics.sorted()};

  Tested tested;
  const Program program(std::move(*rules.value));
  std::vector<CaseOutcome> outcomes = run_cases(program, *suite.value);
  tested.run = TestRun{.program = program,
                       .file = input.value->file.name(),
                       .suite = std::move(*suite.value),
                       .outcomes = std::move(outcomes)};
  if (tested.run->failed() > 0) tested.exit = Exit::not_held;
  return tested;
}

// An existing file that a run has read must not become its report.
std::vector<std::string> inputs_of(const std::vector<std::string>& names) {
  std::vector<std::string> inputs = names;
  for (const std::string& name : names) inputs.push_back(tests_beside(name));
  return inputs;
}

}  // namespace

// Every rule set is tested, whatever came of the one before. The highest status wins: an output
// that cannot be written (5) before tests that cannot be read or used (4), before an invalid rule
// set (3), before a case that failed (1).
Exit execute(const TestArgs& args, Streams io) {
  Exit exit = Exit::done;
  std::vector<TestRun> runs;
  std::vector<std::string> not_run;
  std::vector<Diagnostic> diagnostics;
  for (const std::string& name : args.rules) {
    Tested tested = test(name);
    exit = std::max(exit, tested.exit);
    diagnostics.insert(diagnostics.end(), tested.diagnostics.begin(), tested.diagnostics.end());
    if (tested.run) {
      runs.push_back(std::move(*tested.run));
    } else {
      not_run.push_back(name);
    }
  }
  // Before anything is printed: a reader of standard output may hang up early.
  if (!args.junit.empty()) {
    std::vector<std::string> inputs = inputs_of(args.rules);
    for (const TestRun& run : runs) inputs = with_files_of(run.program.rules(), std::move(inputs));
    if (auto problem = write_output(args.junit, test_junit(runs, not_run), inputs)) {
      exit = Exit::output;
      diagnostics.push_back(std::move(*problem));
    }
  }
  if (!diagnostics.empty()) print_diagnostics(io, args.format, diagnostics);
  if (args.format == Format::json) {
    io.out << test_json(runs, not_run).dump(2) << '\n';
    return exit;
  }
  for (std::size_t i = 0; i < runs.size(); ++i) {
    io.out << (i == 0 ? "" : "\n") << test_text(runs[i]);
  }
  return exit;
}

}  // namespace candor::cli
