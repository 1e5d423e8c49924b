// SPDX-License-Identifier: Apache-2.0
// How long a verdict stays the same for the same answers.

#pragma once

#include <cstdint>
#include <optional>

#include "candor/engine/program.h"

namespace candor {

/// The last day of a verdict, and what ends it.
struct HeadlineUntil {
  Date last = latest_screening_date;
  /// The most restrictive rule whose state changes on the next day; nothing without an end.
  std::optional<std::uint32_t> rule = {};
  /// In its place, a span of days whose days are not all alike on the next day.
  std::optional<std::uint16_t> question = {};
};

/// The last day such that every day from the screening date to it has the same verdict for the same
/// answers as dates: what is ongoing goes on, and blanks are as on the earliest day (`then`). At
/// most `latest_screening_date`. Nothing when the screening is not settled.
std::optional<HeadlineUntil> headline_until(const Program& program, const Answers& answers,
                                            const Screening& screening);

}  // namespace candor
