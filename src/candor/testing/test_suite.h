// SPDX-License-Identifier: Apache-2.0
// The cases and properties beside a rule set: `NAME.tests.yaml`.

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

/// What a case can expect something of: the keys of `expect`.
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

/// Whether the aspect is a list of names; else it is one word.
bool is_list(Aspect aspect) noexcept;

/// What one aspect must be: one word (an id, a date, `yes`, `none`), or names. `rules`, `open` and
/// `not_used` are exactly these in any order, `care` is these at least, and `errors` are JSON
/// pointers at or above every place where the answers are refused.
struct Expectation {
  Aspect of = Aspect::verdict;
  std::vector<std::string> wanted = {};
};

/// One screening, and what must come of it.
struct TestCase {
  Text name = {};
  Days days = {};
  bool from_nothing = false;  // the baseline is not used
  bool to_confirm = false;    // nobody has said yet that what it expects is right (`confirm`)
  Answers answers = {};       // empty when they are refused
  std::vector<std::string> refused = {};  // where, as JSON pointers: a case may expect that
  /// The answers that differ from the baseline: a JSON object in the form of a result's `answers`,
  /// with null for a blank; as written when they are refused.
  std::string differing = "{}";
  std::vector<Expectation> expect = {};
};

struct TestSuite {
  std::string file = {};  // its name
  Date as_of = {};
  Answers baseline = {};     // on that day; all blank without one
  bool lists_cases = false;  // the file has the key `cases`
  std::vector<TestCase> cases = {};
  std::vector<Property> properties = {};
};

/// The most cases that one file may have.
inline constexpr std::size_t most_cases = 10'000;

/// Reads the tests of a rule set. Every mistake found is reported; the value is there exactly when
/// there is no error. Never throws on input.
Parsed<TestSuite> load_test_suite(const RuleSet& rules, const SourceFile& file);

}  // namespace candor
