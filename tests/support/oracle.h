// SPDX-License-Identifier: Apache-2.0
// A second evaluator, straight from the description of the rule language: it walks the model with
// plain recursion, compiles nothing and reuses nothing, and has a calendar of its own. What it says
// is what `evaluate` must say.

#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "candor/engine/screening.h"
#include "candor/intake/answers.h"
#include "candor/rules/model.h"

namespace candor::testing {

/// How often each thing was met, so that a test can tell what it did not exercise.
class Tally {
 public:
  void count(std::string_view name, bool met = true);

  const std::map<std::string, std::uint64_t, std::less<>>& counts() const noexcept {
    return counts_;
  }

 private:
  std::map<std::string, std::uint64_t, std::less<>> counts_;
};

/// A day of the calendar, counted by loops over years and months.
struct Civil {
  int year = 1970;
  int month = 1;
  int day = 1;
};

int days_in_month(int year, int month);
Civil civil(Date date);
Date day_of(Civil civil);

/// `duration` after or before a date, clipped to the month's end. `clipped` tells that it was.
Date later(Date date, Duration duration, bool* clipped = nullptr);
Date earlier(Date date, Duration duration, bool* clipped = nullptr);

/// `2026-11-22`.
std::string iso(Date date);

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

/// What the answers must come to. `met` counts the branches taken.
Outcome expect(const RuleSet& rules, const Answers& answers, const Days& days, Tally& met);

/// What `evaluate` found, in the same words.
Outcome plain(const Screening& screening);

/// Each field that differs, a line each, with both values; empty when the outcomes are equal.
std::string difference(const Outcome& wanted, const Outcome& got);

/// The value of a question's `asked_if` on the screening day; yes when it has none.
Truth applies(const RuleSet& rules, const Answers& answers, Date as_of, std::size_t question);

}  // namespace candor::testing
