// SPDX-License-Identifier: Apache-2.0
// The answers to a question, as far as a rule set tells them apart. Private to the engine.

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

/// What an answer does to a wait that counts from it.
enum class Counting : std::uint8_t {
  nothing,    // never, or a blank that means nothing: it adds no wait
  not_known,  // no day can be named
  ongoing,    // likewise
  dated       // from the answer's day
};

/// The classes of the answers to one question on one day. A class is what its tests say of an
/// answer: bits `given`, then two for each test, that it holds and that it may hold.
class AnswerClasses {
 public:
  /// The tests of the question are `tests`, nodes of `code`, which must outlive the classes.
  AnswerClasses(const Program::Code& code, std::size_t question, std::vector<std::uint32_t> tests,
                Date as_of);

  /// Nothing when there are `ClassBits::most_classes` already. A blank is class 0.
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
