// SPDX-License-Identifier: Apache-2.0
#include "candor/testing/test_run.h"

#include <algorithm>
#include <utility>

#include "candor/testing/suite_proof.h"

namespace candor {

std::size_t TestRun::failed() const noexcept {
  return static_cast<std::size_t>(std::count_if(outcomes.begin(), outcomes.end(),
                                                [](const CaseOutcome& o) { return !o.passed(); }));
}

std::size_t TestRun::to_confirm() const noexcept {
  std::size_t count = 0;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (outcomes[i].passed() && suite.cases[i].to_confirm) ++count;
  }
  return count;
}

std::size_t TestRun::not_held() const noexcept {
  return static_cast<std::size_t>(std::count_if(
      proofs.begin(), proofs.end(), [](const PropertyOutcome& p) { return !p.held(); }));
}

bool TestRun::held() const noexcept { return failed() + to_confirm() + not_held() == 0; }

TestRun run_tests(Program program, std::string file, TestSuite suite, bool with_coverage) {
  TestRun out{.program = std::move(program), .file = std::move(file), .suite = std::move(suite)};
  out.outcomes = run_cases(out.program, out.suite);
  out.proofs = prove_properties(out.program, out.suite);
  if (!with_coverage) return out;
  out.coverage = measure_coverage(out.program, out.suite, out.outcomes);
  if (out.coverage->count().covered < out.coverage->items.size()) {
    SuiteProof proof(out.program, out.suite);
    proof.mark_impossible(out.coverage->items);
  }
  return out;
}

}  // namespace candor
