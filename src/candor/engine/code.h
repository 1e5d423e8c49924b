// SPDX-License-Identifier: Apache-2.0
// The compiled form of a rule set. Private to the engine.

#pragma once

#include <cstdint>
#include <vector>

#include "candor/engine/program.h"
#include "candor/engine/truth.h"
#include "candor/rules/model.h"

namespace candor {

inline constexpr std::uint32_t no_node = ~std::uint32_t{0};

/// A condition, or a part of one. Nodes come after those that they use; equal parts share a node.
struct Node {
  enum class Op : std::uint8_t {
    all,
    any,
    negation,
    choice,
    yes_no,
    set_none,
    set_any,
    set_all,
    number,
    time_bounds,
    time_never,
    time_ongoing
  };

  Op op = Op::all;
  std::uint16_t question = 0;  // of a test
  std::uint32_t first = 0;     // all, any, negation: `children[first, + count)`
  std::uint32_t count = 0;     // number, time_bounds: `first` is the index of the thresholds
  std::uint64_t bits = 0;      // choice, yes_no, set: the choices

  bool is_test() const noexcept { return op > Op::negation; }
  bool has_thresholds() const noexcept { return op == Op::number || op == Op::time_bounds; }
  bool depends_on_day() const noexcept { return op == Op::time_bounds; }
};

struct Program::Code {
  RuleSet rules;
  std::vector<Node> nodes = {};
  std::vector<std::uint32_t> children = {};
  std::vector<NumberTest> numbers = {};
  std::vector<Bounds<Duration>> times = {};
  std::vector<std::uint32_t> gate = {};               // by question; `no_node` without
  std::vector<std::uint32_t> rule = {};               // by rule
  std::vector<std::uint32_t> care[care_groups] = {};  // by item; `no_node` without condition
  std::vector<std::uint32_t> done[care_groups] = {};  // `done_when`, likewise
  bool any_done = false;
  std::vector<std::uint32_t> plan = {};                  // likewise
  std::vector<std::uint32_t> rules_by_restriction = {};  // most restrictive verdict first
  std::vector<std::uint32_t> told_in_person = {};        // rules

  // Used throughout an evaluation: kept apart from the rule set's sentences so that it stays in the
  // L1 cache.
  std::vector<std::uint16_t> verdict = {};          // by rule
  std::vector<Proceed> proceed = {};                // by verdict
  std::vector<std::uint16_t> blanks_answered = {};  // questions whose blanks count as answers
  std::vector<std::uint8_t> blank_is_answer = {};   // by question: whether it is one of them
  std::vector<std::uint8_t> blank_is_nothing = {};  // likewise
  std::vector<std::uint16_t> gated = {};            // questions with a gate
  std::vector<std::uint32_t> on_days = {};          // nodes whose value depends on the day
};

}  // namespace candor
