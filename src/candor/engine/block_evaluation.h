// SPDX-License-Identifier: Apache-2.0
// Many rows screened at once, as bits.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "candor/engine/program.h"
#include "candor/engine/row_bits.h"
#include "candor/rules/answer.h"

namespace candor {

/// Evaluates up to `block_rows` answer vectors on one day: what `evaluate` says of each, as far as
/// a table of verdicts shows it. Answers are told by classes, numbers that stand for all answers to
/// a question between which the rule set makes no difference on that day; a condition is two bits a
/// row, whether it holds and whether it may, so that one instruction works for many rows.
///
/// Not for several threads at once: each has its own.
class BlockEvaluation {
 public:
  BlockEvaluation(const Program& program, Date as_of, Simd simd);
  BlockEvaluation(BlockEvaluation&&) noexcept;
  BlockEvaluation& operator=(BlockEvaluation&&) noexcept;
  ~BlockEvaluation();

  /// The class of an answer; nothing when the question's classes are used up.
  std::optional<std::uint8_t> class_of(std::size_t question, const Answer& answer);

  /// The day of an answer of the class, for `days`: what its blank means, or the answer's own.
  Date day_of(std::size_t question, const Answer& answer) const;

  /// Makes a question's answers differ from row to row: `classes` are to be filled before each
  /// `run`. The others are blank in every row, or what `set_all` says.
  void vary(std::size_t question);
  void set_all(std::size_t question, const Answer& answer);

  /// The classes of the rows.
  std::span<std::uint8_t, block_rows> classes(std::size_t question) noexcept;

  /// Whether a wait counts from the answer, so that `days` must be filled too.
  bool counts_from(std::size_t question) const noexcept;

  /// The days of the answers that are days, since 1970-01-01.
  std::span<std::int32_t, block_rows> days(std::size_t question) noexcept;

  /// What `run` finds beside verdicts and rules.
  struct Wanted {
    bool open = false;
    bool not_used = false;
  };
  void run(const Wanted& wanted);

  // What was found. Rows that no one filled have any bits.
  const RowBits& applies(std::size_t rule) const noexcept;
  const RowBits& at_least(std::size_t verdict) const noexcept;  // by row exactly one verdict
  const RowBits& at_most(std::size_t verdict) const noexcept;   // likewise
  const RowBits& unsettled() const noexcept;
  const RowBits& incomplete() const noexcept;
  const RowBits& open(std::size_t question) const noexcept;
  const RowBits& not_used(std::size_t question) const noexcept;

  /// As `Screening::earliest`, of a row.
  std::optional<Date> earliest(std::size_t row) const;

  /// The same, where the row's verdict is there, proceeds later, and comes of these rules.
  std::optional<Date> earliest(std::size_t row, std::span<const std::uint32_t> rules) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace candor
