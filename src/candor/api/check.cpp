// SPDX-License-Identifier: Apache-2.0
#include "candor/check.h"

#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "candor/api/data.h"
#include "candor/check/check.h"
#include "candor/check/check_report.h"
#include "candor/testing/test_report.h"
#include "candor/testing/test_run.h"

namespace candor {

CheckReport check_rules(const Rules& rules, Date as_of) {
  const Program& program = rules.data().program;
  const CheckResult result = check_rule_set(program, {.as_of = as_of});
  CheckReport out{.text = check_text(program.rules(), result)};
  for (const Finding& finding : result.findings) {
    FindingInfo info{.problem = problem_of(finding.diagnostic),
                     .about = finding.about,
                     .accepted = finding.accepted};
    if (finding.witness) info.witness = answers_to_json(program.rules(), *finding.witness).dump();
    out.findings.push_back(std::move(info));
  }
  return out;
}

Loaded<TestReport> test_rules(const Rules& rules, std::string name, std::string yaml) {
  const Program& program = rules.data().program;
  Parsed<TestSuite> suite =
      load_test_suite(program.rules(), SourceFile(std::move(name), std::move(yaml)));
  Loaded<TestReport> out{.problems = problems_of(suite.diagnostics)};
  if (!suite.value) return out;
  const std::string file =
      program.rules().files.empty() ? std::string() : program.rules().files.front()->name();
  std::vector<TestRun> runs{run_tests(program, file, std::move(*suite.value), false)};
  const TestRun& run = runs.front();
  out.value = TestReport{.cases = run.outcomes.size(),
                         .failed = run.failed(),
                         .properties = run.proofs.size(),
                         .not_held = run.not_held(),
                         .passed = run.held(),
                         .text = test_text(run),
                         .junit = test_junit(runs)};
  return out;
}

}  // namespace candor
