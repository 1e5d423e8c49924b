// SPDX-License-Identifier: Apache-2.0
// Times known only as a span of days, such as "March 2026".

#pragma once

#include <cstddef>
#include <cstdint>

#include "candor/engine/program.h"
#include "candor/rules/answer.h"

namespace candor {

/// Why a span of days cannot stand for one of its days.
enum class SpanFault : std::uint8_t {
  none,
  test_differs,  // a test on the question is true of some of its days and false of others
  wait_counts    // a wait counts from the answer, and is not over for all of its days
};

/// Whether the days of an answer say the same on `day`, whatever the other answers are: all tests
/// on the question have the same value for each, and every wait from each is over. Always `none`
/// for an answer that is not a span. `day` is not before the end of the span.
SpanFault span_fault(const Program& program, std::size_t question, const Answer& answer, Date day);

}  // namespace candor
