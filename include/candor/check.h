// SPDX-License-Identifier: Apache-2.0
// Checks and tests rule sets.
//
// Loading finds mistakes. `check_rules` proves what the author of a valid rule set probably did not
// mean: rules that never apply or never decide, gaps between thresholds, care that reaches nobody.
// Findings about something that can happen come with a witness: answers that show it. `test_rules`
// runs the cases of a test file and proves its properties for every possible intake.
//
// Example
//
//     #include <candor/check.h>
//     #include <iostream>
//
//     int main() {
//       const candor::Rules rules = *candor::Rules::built_in("microneedling").value;
//       const candor::CheckReport report = candor::check_rules(rules,
//       *candor::parse_date("2026-11-22")); std::size_t unaccepted = 0; for (const
//       candor::FindingInfo& finding : report.findings) unaccepted += finding.accepted.empty();
//       std::cout << unaccepted << " findings that nobody has accepted\n";
//     }
//
// Output
//
//     0 findings that nobody has accepted

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "candor/date.h"
#include "candor/problem.h"
#include "candor/rules.h"

namespace candor {

/// A finding about a valid rule set.
struct FindingInfo {
  Problem problem = {};       // a warning with a code such as F103
  std::string about = {};     // the id of the rule, question, care item or source
  std::string witness = {};   // answers that show it, as JSON; empty if there are none to show
  std::string accepted = {};  // why the author accepts it; empty if not accepted
};

struct CheckReport {
  std::vector<FindingInfo> findings = {};  // by position
  std::string text = {};                   // what `candor check` prints about the rule set
};

/// Runs every check. Findings that depend on the date are exact for `as_of`. May take seconds for
/// hundreds of rules.
CANDOR_API CheckReport check_rules(const Rules& rules, Date as_of);

struct TestReport {
  std::size_t cases = 0;
  std::size_t failed = 0;  // cases
  std::size_t properties = 0;
  std::size_t not_held = 0;  // properties
  bool passed = false;       // every case passed and is confirmed, and every property is proved
  std::string text = {};     // what `candor test` prints
  std::string junit = {};    // the same as JUnit XML
};

/// Runs a test file (docs/testing.md). `name` is its name in messages.
CANDOR_API Loaded<TestReport> test_rules(const Rules& rules, std::string name, std::string yaml);

}  // namespace candor
