// SPDX-License-Identifier: Apache-2.0
// Evaluates many rows at once, with a bit for each row.

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

/// Evaluates up to `block_rows` sets of answers on one day, with the same results as `evaluate` as
/// far as a table of verdicts shows them. Answers are given as classes: numbers, each of which
/// stands for all answers to a question that the rule set cannot tell apart on that day. A
/// condition has two bits for each row, "holds" and "may hold", so that one instruction evaluates
/// many rows.
///
/// Not thread-safe: each thread needs its own.
class BlockEvaluation {
 public:
  BlockEvaluation(const Program& program, Date as_of, Simd simd);
  BlockEvaluation(BlockEvaluation&&) noexcept;
  BlockEvaluation& operator=(BlockEvaluation&&) noexcept;
  ~BlockEvaluation();

  /// The class of an answer; nothing when the question has no class left.
  std::optional<std::uint8_t> class_of(std::size_t question, const Answer& answer);

  /// The day of an answer, or of what a blank stands for, as `days` needs it.
  Date day_of(std::size_t question, const Answer& answer) const;

  /// Lets a question's answers differ between rows: the caller fills `classes` before each `run`.
  void vary(std::size_t question);

  /// Gives a question the same answer in every row. Without `vary` and `set_all` it is blank.
  void set_all(std::size_t question, const Answer& answer);

  /// The class of the answer in each row.
  std::span<std::uint8_t, block_rows> classes(std::size_t question) noexcept;

  /// Whether a wait counts from the answer, so that the caller must fill `days` too.
  bool counts_from(std::size_t question) const noexcept;

  /// The day of the answer in each row, counted from 1970-01-01; any number where it has none.
  std::span<std::int32_t, block_rows> days(std::size_t question) noexcept;

  /// What `run` finds in addition to verdicts and rules.
  struct Wanted {
    bool open = false;
    bool not_used = false;
  };
  void run(const Wanted& wanted);

  // The results of `run`. Bits of rows that were not filled are unspecified.
  const RowBits& applies(std::size_t rule) const noexcept;
  const RowBits& at_least(std::size_t verdict) const noexcept;  // one verdict in each row
  const RowBits& at_most(std::size_t verdict) const noexcept;   // likewise
  const RowBits& unsettled() const noexcept;
  const RowBits& incomplete() const noexcept;
  const RowBits& open(std::size_t question) const noexcept;
  const RowBits& not_used(std::size_t question) const noexcept;

  /// `Screening::earliest` of a row.
  std::optional<Date> earliest(std::size_t row) const;

  /// The same. Precondition: the row has a verdict that proceeds later, given by exactly `rules`.
  std::optional<Date> earliest(std::size_t row, std::span<const std::uint32_t> rules) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace candor
