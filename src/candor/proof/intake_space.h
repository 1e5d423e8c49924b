// SPDX-License-Identifier: Apache-2.0
// The intakes that a rule set can distinguish.

#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "candor/engine/truth.h"
#include "candor/intake/answers.h"
#include "candor/rules/model.h"

namespace candor {

/// The class of each part of an intake. It represents all intakes that no test of the rule set
/// distinguishes from it on the screening date.
using Intake = std::vector<std::uint16_t>;

/// A class of answers that no test distinguishes: answers to a question or, for a set, states of
/// some of its members.
struct AnswerClass {
  Answer answer = {};            // a representative: the lowest number, or the most recent time
  Answer last = {};              // for numbers and times: the highest, or the longest ago
  std::vector<Answer> all = {};  // for choices: every answer; otherwise empty
};

/// A part of an intake that varies independently. A question is one part. A set has one part for
/// whether it is answered, and one for each group of members that no test distinguishes.
struct IntakePart {
  enum class Of : std::uint8_t { answer, whether_answered, members };
  Of of = Of::answer;
  std::size_t question = 0;
  std::uint64_t members = 0;  // for `members`: the group
  bool tested_any = false;    // for `members`: whether any of them is in the set matters
  bool tested_all = false;    // for `members`: whether all of them are in the set matters
  /// Class 0 is the blank for `answer` and `whether_answered`. When the set is unanswered, the
  /// parts of its `members` have class 0.
  std::vector<AnswerClass> classes = {};
};

/// The space of intakes on one screening date. It is exact: every answer that `parse_answers_json`
/// accepts is in a class.
class IntakeSpace {
 public:
  /// `also` are further conditions whose tests the space distinguishes. With `waits`, it also
  /// distinguishes answers whose `until` is over. All arguments must outlive the space.
  IntakeSpace(const RuleSet& rules, Date as_of, std::span<const Condition* const> also = {},
              bool waits = false);

  const RuleSet& rules() const noexcept { return *rules_; }
  Date as_of() const noexcept { return as_of_; }
  const std::vector<IntakePart>& parts() const noexcept { return parts_; }

  /// The range of parts of a question: at least one.
  std::size_t first_part(std::size_t question) const noexcept { return first_[question]; }
  std::size_t end_part(std::size_t question) const noexcept { return first_[question + 1]; }

  /// The value of the test for an answer of the class, ignoring the gate. For a part of `members`:
  /// whether any of them is in the set or, for `includes_all`, whether all are. Precondition: the
  /// class is not the blank.
  Truth value(const Test& test, std::size_t part, std::size_t of_class) const;

  /// For a set: the class of each group of members in which no member is known. An answer with all
  /// of these classes is a blank, so no intake has them together with an answered set. Empty when
  /// some member can be known all the same.
  std::vector<std::size_t> nothing_known(std::size_t question) const;

  /// Answers that the intake represents.
  Answers answers(const Intake& intake) const;

  /// Whether the intake represents any answers.
  bool is_intake(const Intake& intake) const;

  /// The intake that represents the answers. Evaluation gives the same for `answers` of it.
  Intake intake(const Answers& answers) const;

  /// The intake in which nothing is answered.
  Intake blank() const { return Intake(parts_.size(), 0); }

 private:
  using Signature = std::string;  // the value of each test

  void add_question(std::size_t question);
  void add_set(std::size_t question);
  Signature signature(const IntakePart& part, const Answer& answer) const;

  const RuleSet* rules_;
  Date as_of_;
  std::vector<std::vector<Test>> tests_;           // by question
  std::vector<std::vector<Duration>> waits_ = {};  // likewise
  std::vector<IntakePart> parts_ = {};
  std::vector<std::map<Signature, std::uint16_t>> signatures_ = {};  // by part: class by signature
  std::vector<std::size_t> first_ = {};                              // by question, and one more
};

}  // namespace candor
