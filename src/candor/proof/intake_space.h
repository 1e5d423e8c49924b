// SPDX-License-Identifier: Apache-2.0
// The intakes that a rule set can tell apart.

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

/// One of finitely many classes for each part of an intake: what stands for all intakes between
/// which no test of the rule set makes a difference on the screening date.
using Intake = std::vector<std::uint16_t>;

/// Answers to one question, or, of a set, what is known of some of its members, between which no
/// test makes a difference.
struct AnswerClass {
  Answer answer = {};            // one of them; the most recent, or the lowest
  Answer last = {};              // of numbers and times: the one longest ago, or the highest
  std::vector<Answer> all = {};  // of choices: each; else empty
};

/// A part of an intake that varies by itself. A question is one part; a set with tests is one that
/// says whether it is answered, and one for each of the groups of members that every test takes
/// together.
struct IntakePart {
  enum class Of : std::uint8_t { answer, whether_answered, members };
  Of of = Of::answer;
  std::size_t question = 0;
  std::uint64_t members = 0;  // of `members`: which
  bool tested_any = false;    // of `members`: whether one of them is in the set makes a difference
  bool tested_all = false;    // likewise, whether all are
  /// Class 0 is the blank, of `answer` and `whether_answered`; of `members`, where the set is not
  /// answered, class 0 is all there is.
  std::vector<AnswerClass> classes = {};
};

/// The space of intakes on one screening date: exact, for it holds a class for every answer that
/// `parse_answers_json` accepts.
class IntakeSpace {
 public:
  /// `also` are conditions beside the rule set's own whose tests are told apart too. With `waits`,
  /// so are the answers whose `until` is over. All must outlive the space.
  IntakeSpace(const RuleSet& rules, Date as_of, std::span<const Condition* const> also = {},
              bool waits = false);

  const RuleSet& rules() const noexcept { return *rules_; }
  Date as_of() const noexcept { return as_of_; }
  const std::vector<IntakePart>& parts() const noexcept { return parts_; }

  /// The parts of a question's answer, one after the other: at least one.
  std::size_t first_part(std::size_t question) const noexcept { return first_[question]; }
  std::size_t end_part(std::size_t question) const noexcept { return first_[question + 1]; }

  /// What the test says of an answer of the class (no blank), its gate left aside. Of a part of
  /// `members`: whether one of them is in the set, or, of `includes_all`, whether all are.
  Truth value(const Test& test, std::size_t part, std::size_t of_class) const;

  /// Of a set: the classes, one for each of its groups of members, in which nothing is known of any
  /// member. Such an answer is a blank, so that no intake has them all where the set is answered.
  /// Empty where they leave something known.
  std::vector<std::size_t> nothing_known(std::size_t question) const;

  /// One vector of answers of the intake.
  Answers answers(const Intake& intake) const;

  /// Whether it is the intake of some answers.
  bool is_intake(const Intake& intake) const;

  /// The intake of answers. Nothing is lost: evaluation does not tell them from `answers` of it.
  Intake intake(const Answers& answers) const;

  /// The intake in which nothing is answered.
  Intake blank() const { return Intake(parts_.size(), 0); }

 private:
  using Signature = std::string;  // what each test says

  void add_question(std::size_t question);
  void add_set(std::size_t question);
  Signature signature(const IntakePart& part, const Answer& answer) const;

  const RuleSet* rules_;
  Date as_of_;
  std::vector<std::vector<Test>> tests_;           // by question
  std::vector<std::vector<Duration>> waits_ = {};  // likewise
  std::vector<IntakePart> parts_ = {};
  std::vector<std::map<Signature, std::uint16_t>> signatures_ = {};  // by part: the classes
  std::vector<std::size_t> first_ = {};                              // by question, and one more
};

}  // namespace candor
