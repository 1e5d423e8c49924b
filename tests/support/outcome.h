// SPDX-License-Identifier: Apache-2.0
// What a screening comes to, in values that can be compared and shown.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "candor/engine/screening.h"
#include "candor/rules/model.h"

namespace candor::testing {

/// A screening as plain values that compare: all that `Screening` says, and nothing of its memory.
struct Outcome {
  struct Headline {
    std::size_t at_least = 0;
    std::size_t at_most = 0;
    bool settled = true;
    bool incomplete = false;
    bool operator==(const Headline&) const = default;
  };
  struct Reason {
    std::size_t rule = 0;
    std::optional<Date> earliest = {};
    std::vector<std::size_t> questions = {};
    bool operator==(const Reason&) const = default;
  };
  struct Open {
    std::size_t question = 0;
    std::size_t could_become = 0;
    bool operator==(const Open&) const = default;
  };
  struct Outlook {
    Date on = {};
    Headline headline = {};
    std::optional<Date> earliest = {};
    std::vector<std::size_t> rules = {};
    std::vector<std::size_t> open = {};
    std::vector<std::size_t> waits = {};
    bool operator==(const Outlook&) const = default;
  };
  struct Care {
    CareGroup group = CareGroup::before;
    std::size_t item = 0;
    bool if_applies = false;
    std::optional<Date> from = {};
    std::optional<Date> to = {};
    bool operator==(const Care&) const = default;
  };
  struct Plan {
    std::size_t item = 0;
    bool if_applies = false;
    bool operator==(const Plan&) const = default;
  };

  Date as_of = {};
  std::optional<Date> appointment = {};
  Headline headline = {};
  std::optional<Date> earliest = {};
  std::vector<Reason> reasons = {};
  std::vector<Open> open = {};
  std::vector<std::size_t> not_used = {};
  std::optional<Outlook> then = {};
  std::optional<Outlook> on_appointment = {};
  std::optional<Date> care_day = {};
  std::vector<Care> care = {};
  std::vector<Plan> plan = {};
  bool operator==(const Outcome&) const = default;
};

/// What `evaluate` found, in the same words.
Outcome plain(const Screening& screening);

/// Each field that differs, a line each, with both values; empty when the outcomes are equal.
std::string difference(const Outcome& wanted, const Outcome& got);

}  // namespace candor::testing
