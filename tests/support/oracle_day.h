// SPDX-License-Identifier: Apache-2.0
// One day of the oracle: what conditions, gates and rules' dates come to on it.

#pragma once

#include <cstddef>
#include <optional>
#include <set>

#include "candor/intake/answers.h"
#include "candor/rules/model.h"
#include "support/oracle.h"

namespace candor::testing {

using Questions = std::set<std::size_t>;

/// The answers as they stand on one day.
class Day {
 public:
  Day(const RuleSet& rules, const Answers& answers, Date as_of, Date today, Tally& met)
      : rules_(rules), answers_(answers), as_of_(as_of), today_(today), met_(met) {}

  Truth gate(std::size_t question) const;
  Truth value(const Condition& condition) const;
  Truth value(const std::optional<Condition>& when) const;

  /// The questions that make the condition what it is.
  Questions explain(const Condition& condition) const;

  /// The date from which the rule no longer holds, in the past perhaps; none when there is none.
  std::optional<Date> until(const Rule& rule) const;

  std::optional<Date> after_today(std::optional<Date> date) const;

 private:
  Date plus(Date date, Duration duration) const;

  /// The answer given, or what the blank stands for; none where that is not an answer.
  std::optional<Answer> meant(std::size_t question) const;

  Truth gated(const Test& test) const;
  Truth ungated(const Test& test) const;
  Truth set(const SetTest& test, const Question& question, const Answer& answer) const;
  static Truth number(const NumberTest& test, Decimal number);
  Truth time(const TimeTest& test, const Answer& answer) const;

  const RuleSet& rules_;
  const Answers& answers_;
  Date as_of_;
  Date today_;
  Tally& met_;
};

}  // namespace candor::testing
