// SPDX-License-Identifier: Apache-2.0
// Random rule sets, answers and days, the same for a seed on every machine.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "candor/engine/program.h"
#include "support/oracle.h"
#include "support/random.h"

namespace candor::testing {

/// A rule set as YAML, its rules apart so that they can be put in another order.
struct RuleSetText {
  std::string before = {};
  std::vector<std::string> rules = {};
  std::string after = {};

  std::string yaml() const;
};

/// A rule set that loads without diagnostics and may use every construct of the language.
RuleSetText generate_rule_set(Random& random);

/// One person on one day: answers as JSON, and the questions not reached yet.
struct Intake {
  Days days = {};
  std::string json = {};
  std::vector<std::size_t> not_reached = {};
};

/// Makes intakes for one rule set: its thresholds are where answers are dense.
class IntakeGenerator {
 public:
  explicit IntakeGenerator(const RuleSet& rules);

  /// `forms` counts how the answers are written.
  Intake intake(Random& random, Tally& forms) const;

  /// A JSON value that answers the question; never a blank.
  std::string answer(Random& random, std::size_t question, Date as_of, Tally& forms) const;

 private:
  void gather(const Condition& condition);
  Duration duration(Random& random, std::size_t question) const;
  std::string choice(Random& random, const Question& question) const;
  std::string set(Random& random, const Question& question, Tally& forms) const;
  std::string number(Random& random, std::size_t question, Tally& forms) const;
  std::string time(Random& random, std::size_t question, Date as_of, Tally& forms) const;

  const RuleSet& rules_;
  std::vector<std::vector<std::int64_t>> numbers_;  // thresholds in millionths, by question
  std::vector<std::vector<Duration>> durations_;
};

/// Whether `rules` uses each construct of the language, one count a construct.
void count_constructs(const RuleSet& rules, Tally& seen);

/// One generated (rule set, answers, days).
struct Triple {
  std::uint64_t seed = 0;  // of the rule set: with it as CANDOR_SEED it comes first
  std::size_t number = 0;
  const RuleSetText& text;
  const Program& program;
  const IntakeGenerator& generator;
  const Intake& intake;
  const Answers& answers;
  Random& random;  // for what else a test wants to choose; the rule set's own

  const RuleSet& rules() const noexcept { return program.rules(); }
};

/// The seed, the rule set, the answers and the days: all it takes to see a triple again.
std::string describe(const Triple& triple);

struct Extent {
  std::uint64_t seed = 1;
  std::size_t triples = 0;
};

/// How many rule sets to generate: `usual`, or fewer where CANDOR_RULE_SETS says so.
std::size_t rule_sets(std::size_t usual);

/// CANDOR_SEED and CANDOR_TRIPLES, or 100,000 triples from a fixed seed.
Extent extent_from_environment();

/// Calls `visit` with each triple until it returns false. Throws std::runtime_error, with what
/// there is to see, when a rule set does not load without diagnostics or answers are refused.
void for_each_triple(Extent extent, Tally& constructs, Tally& forms,
                     const std::function<bool(const Triple&)>& visit);

}  // namespace candor::testing
