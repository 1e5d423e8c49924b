// SPDX-License-Identifier: Apache-2.0
// The test file of a rule set, `NAME.tests.yaml`: cases and properties.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "candor/base/diagnostic.h"
#include "candor/base/source_file.h"
#include "candor/engine/screening.h"
#include "candor/intake/answers.h"
#include "candor/rules/model.h"
#include "candor/testing/properties.h"

namespace candor {

/// The parts of a screening that a case can have expectations about: the keys of `expect`.
enum class Aspect : std::uint8_t {
  verdict,
  at_least,
  at_most,
  earliest,
  settled,
  then,
  on_appointment,
  rules,
  open,
  not_used,
  care,
  errors
};
std::string_view to_string(Aspect aspect) noexcept;

/// Whether the aspect is a list of names; otherwise it is one word.
bool is_list(Aspect aspect) noexcept;

/// The expected value of an aspect: one word (an id, a date, `yes`, `none`), or a list of names.
/// `rules`, `open` and `not_used` must have exactly these names, in any order; `care` must have at
/// least these. `errors` are JSON pointers at or above every place where the answers are refused.
struct Expectation {
  Aspect of = Aspect::verdict;
  std::vector<std::string> wanted = {};
};

/// A screening and its expected results.
struct TestCase {
  Text name = {};
  Days days = {};
  bool from_nothing = false;              // the baseline is not used
  bool to_confirm = false;                // nobody has confirmed its expectations yet (`confirm`)
  Answers answers = {};                   // empty when refused
  std::vector<std::string> refused = {};  // JSON pointers to refused answers, if expected
  /// The answers that differ from the baseline, as a JSON object like a result's `answers`, with
  /// null for a blank. Refused answers are as in the file.
  std::string differing = "{}";
  std::vector<Expectation> expect = {};
};

struct TestSuite {
  std::string file = {};  // the file name
  Date as_of = {};
  Answers baseline = {};     // on `as_of`; blank when there is none
  bool lists_cases = false;  // the file has the key `cases`
  std::vector<TestCase> cases = {};
  std::vector<Property> properties = {};
};

/// The limit on the cases of one file.
inline constexpr std::size_t most_cases = 10'000;

/// Reads the tests of a rule set. Reports every error; the value is present exactly when there is
/// no error. Never throws on input.
Parsed<TestSuite> load_test_suite(const RuleSet& rules, const SourceFile& file);

}  // namespace candor
