// SPDX-License-Identifier: Apache-2.0
// Random conditions on the questions of the rule set that is being written.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "candor/rules/model.h"
#include "support/generate_text.h"
#include "support/random.h"

namespace candor::testing {

/// A question as the generator knows it while it writes tests on it.
struct Asked {
  std::string id = {};
  QuestionType type = QuestionType::choice;
  Strings choices = {};
  bool never = false;
  bool ongoing = false;
  std::int64_t base = 0;  // numbers are base + n * step, n from first to last
  std::int64_t step = 1'000'000;
  int first = 0;
  int last = 0;
};

/// Writes conditions that use only the questions and named conditions it has been told of.
class ConditionWriter {
 public:
  explicit ConditionWriter(Random& random);

  void add_question(Asked asked) { asked_.push_back(std::move(asked)); }
  void add_name(std::string name) { names_.push_back(std::move(name)); }

  const std::vector<Asked>& asked() const noexcept { return asked_; }
  const Strings& names() const noexcept { return names_; }

  std::string condition(int depth);
  std::string number_text(const Asked& asked);
  std::string duration();
  Strings some_choices(const Asked& asked, int most);

 private:
  template <class Value>
  std::string bounds(Value value);
  std::string test(const Asked& asked);

  /// `count` entries of one mapping, no key twice.
  std::string entries(int depth, std::size_t count);

  Random& random_;
  std::vector<Asked> asked_ = {};
  Strings names_ = {};
  std::vector<Duration> durations_ = {};  // that tests and waits share
};

}  // namespace candor::testing
