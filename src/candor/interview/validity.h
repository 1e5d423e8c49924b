// SPDX-License-Identifier: Apache-2.0
// How long a result may be relied on.

#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "candor/engine/headline_until.h"
#include "candor/interview/kept_answers.h"

namespace candor {

/// How long a settled result may be relied on.
struct Validity {
  HeadlineUntil headline = {};  // for the same answers
  /// The last day on which that verdict and every answer that a rule reads still hold.
  Date until = latest_screening_date;
  /// What ends it: what ends the verdict, or a question whose answer no longer holds.
  std::optional<std::uint32_t> rule = {};
  std::optional<std::uint16_t> question = {};
};

/// Nothing when the screening is not settled. `kept` says when each answer was given; without it,
/// all were given on the screening date.
///
/// Only answers count that a rule reads, in a condition, a gate or an `until`, and whose questions
/// apply. An answer without `lasts`, and a blank, hold on their day only. A question that was not
/// asked has no answer that could end: what it leaves open cannot change the verdict.
std::optional<Validity> find_validity(const Program& program, const Answers& answers,
                                      const Screening& screening,
                                      const KeptAnswers* kept = nullptr);

}  // namespace candor
