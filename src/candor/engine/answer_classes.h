// SPDX-License-Identifier: Apache-2.0
// Classes of answers that a rule set cannot tell apart. Private to the engine.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "candor/engine/code.h"
#include "candor/engine/row_bits.h"
#include "candor/rules/answer.h"

namespace candor {

/// How a wait counts from an answer.
enum class Counting : std::uint8_t {
  nothing,    // `never`, or a blank that means nothing: there is no wait
  not_known,  // the wait has no last day
  ongoing,    // likewise
  dated       // from the answer's day
};

/// The classes of answers to one question on one day. All tests of the question have the same
/// values for the answers of a class. Its bits: `given`, then two for each test, for "holds" and
/// "may hold".
class AnswerClasses {
 public:
  /// `tests` are the question's nodes in `code`. Precondition: `code` outlives the classes.
  AnswerClasses(const Program::Code& code, std::size_t question, std::vector<std::uint32_t> tests,
                Date as_of);

  /// The class of an answer; nothing when `ClassBits::most_classes` are in use. Class 0 is the
  /// blank.
  std::optional<std::uint8_t> class_of(const Answer& answer);

  Counting counting(std::uint8_t of) const noexcept { return classes_[of].counting; }
  std::size_t size() const noexcept { return classes_.size(); }
  std::size_t bits() const noexcept { return 1 + 2 * tests_.size(); }

  /// The bits of each class, eight to a table.
  std::span<const ClassBits> tables() const noexcept { return tables_; }

 private:
  struct Class {
    std::vector<std::uint8_t> bytes = {};  // as in the tables
    Counting counting = Counting::not_known;

    friend bool operator==(const Class&, const Class&) = default;
  };

  Class describe(const Answer& answer) const;

  const Program::Code& code_;
  std::size_t question_;
  std::vector<std::uint32_t> tests_;
  Date as_of_;
  std::vector<Class> classes_ = {};
  std::vector<ClassBits> tables_ = {};
};

}  // namespace candor
