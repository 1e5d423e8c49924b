// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <ostream>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "candor/base/decimal.h"
#include "candor/base/utf8.h"
#include "candor/testing/coverage_report.h"
#include "candor/testing/suggest.h"
#include "candor/testing/test_report.h"
#include "candor/testing/test_run.h"
#include "cli/files.h"
#include "cli/trust.h"

namespace candor::cli {
namespace {

// The outcome for one rule set: a run, or the diagnostics.
struct Tested {
  Exit exit = Exit::done;
  std::vector<Diagnostic> diagnostics = {};
  std::optional<TestRun> run = {};
};

Tested test(const std::string& name, bool with_coverage, std::span<const PublicKey> keys) {
  const Outcome<RulesFile> input = read_rules(name);
  if (!input.value) return {.exit = Exit::input, .diagnostics = {input.problem}};
  Parsed<RuleSet> rules = load_rules(*input.value, keys);
  if (!rules.value) return {.exit = Exit::rules_invalid, .diagnostics = rules.diagnostics.sorted()};
  const Outcome<SourceFile> tests = read_tests(*input.value);
  if (!tests.value) return {.exit = Exit::input, .diagnostics = {tests.problem}};
  Parsed<TestSuite> suite = load_test_suite(*rules.value, *tests.value);
  if (!suite.value) return {.exit = Exit::input, .diagnostics = suite.diagnostics.sorted()};

  Tested tested;
  tested.run = run_tests(Program(std::move(*rules.value)), input.value->file.name(),
                         std::move(*suite.value), with_coverage);
  if (!tested.run->held()) tested.exit = Exit::not_held;
  return tested;
}

// The inputs, which no report may overwrite.
std::vector<std::string> inputs_of(const std::vector<std::string>& names) {
  std::vector<std::string> inputs = names;
  for (const std::string& name : names) inputs.push_back(tests_beside(name));
  return inputs;
}

// The coverage options.
struct Wanted {
  bool coverage = false;
  std::optional<Decimal> least = {};  // percent
};

std::optional<Diagnostic> read_options(const TestArgs& args, Wanted& out) {
  out.coverage = args.coverage || args.suggest || !args.coverage_html.empty();
  if (!args.coverage_html.empty() && args.rules.size() > 1) {
    return Diagnostic{.code = codes::wrong_usage,
                      .message = "`--coverage-html` is for one rule set",
                      .help = "test the rule sets one by one"};
  }
  if (!args.coverage_html.empty() && args.coverage_html == args.junit) {
    return Diagnostic{.code = codes::wrong_usage,
                      .message = "`--junit` and `--coverage-html` name the same file",
                      .help = "name different files"};
  }
  if (args.coverage_min.empty()) return std::nullopt;
  out.coverage = true;
  constexpr Decimal most{100 * std::int64_t{1'000'000}};
  out.least = parse_decimal(args.coverage_min);
  if (out.least && *out.least >= Decimal{} && *out.least <= most) return std::nullopt;
  return Diagnostic{.code = codes::wrong_usage,
                    .message = "`--coverage-min` is not a percentage",
                    .help = "expected a number from 0 to 100, such as `95` or `99.5`"};
}

bool reaches(const TestRun& run, const Wanted& wanted) {
  return !wanted.least || run.coverage->count().reaches(*wanted.least);
}

void print_suggestions(Streams io, const std::vector<TestRun>& runs) {
  for (const TestRun& run : runs) {
    const std::string cases = suggest_cases(run);
    if (runs.size() > 1) io.out << fmt::format("# for {}\n", printable(run.suite.file));
    io.out << (cases.empty() ? "# nothing is missing\n" : cases);
  }
}

void print_text(Streams io, const std::vector<TestRun>& runs, const Wanted& wanted) {
  for (std::size_t i = 0; i < runs.size(); ++i) {
    io.out << (i == 0 ? "" : "\n") << test_text(runs[i]);
    if (reaches(runs[i], wanted)) continue;
    io.out << fmt::format("coverage {} is less than the {} % required\n",
                          runs[i].coverage->count().percent(), to_string(*wanted.least));
  }
}

}  // namespace

// Every rule set is tested, even after one fails. The highest status wins: an output that cannot be
// written (5), then tests that cannot be read or used (4), an invalid rule set (3), and a case that
// failed (1).
Exit execute(const TestArgs& args, Streams io) {
  Exit exit = Exit::done;
  Wanted wanted;
  if (const auto problem = read_options(args, wanted)) {
    print_diagnostics(io, args.format, std::span(&*problem, 1));
    return Exit::usage;
  }
  const auto keys = trusted_keys_or_report(args.trust, args.format, io);
  if (!keys) return Exit::input;
  std::vector<Output> outputs;
  std::vector<TestRun> runs;
  std::vector<std::string> not_run;
  std::vector<Diagnostic> diagnostics;
  for (const std::string& name : args.rules) {
    Tested tested = test(name, wanted.coverage, *keys);
    exit = std::max(exit, tested.exit);
    diagnostics.insert(diagnostics.end(), tested.diagnostics.begin(), tested.diagnostics.end());
    if (tested.run) {
      if (!reaches(*tested.run, wanted)) exit = std::max(exit, Exit::not_held);
      if (!args.coverage_html.empty()) {
        outputs.push_back({args.coverage_html, coverage_html(*tested.run), existing(args.force)});
      }
      runs.push_back(std::move(*tested.run));
    } else {
      not_run.push_back(name);
    }
  }
  // Before anything is printed: the reader of standard output may close it early.
  if (!args.junit.empty())
    outputs.push_back({args.junit, test_junit(runs, not_run), existing(args.force)});
  std::vector<std::string> inputs = inputs_of(args.rules);
  for (const TestRun& run : runs) inputs = with_files_of(run.program.rules(), std::move(inputs));
  if (auto problem = write_outputs(outputs, inputs)) {
    exit = Exit::output;
    diagnostics.push_back(std::move(*problem));
  }
  if (!diagnostics.empty()) print_diagnostics(io, args.format, diagnostics);
  if (args.suggest) {
    print_suggestions(io, runs);
    return exit;
  }
  if (args.format == Format::json) {
    io.out << test_json(runs, not_run).dump(2) << '\n';
    return exit;
  }
  print_text(io, runs, wanted);
  return exit;
}

}  // namespace candor::cli
