// SPDX-License-Identifier: Apache-2.0
// The time windows of care, in words.

#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "candor/engine/screening.h"
#include "candor/rules/model.h"

namespace candor {

/// The window relative to an appointment on an unknown day: "from 5 days before",
/// "first 24 hours", "2 to 5 days after", "from now".
std::string window(CareGroup group, const CareItem& item);

/// The same with the dates of `given`: "from 17 Jan", "until 5 Feb", "23 to 25 Jan". A year is
/// shown only if it differs from that of `care_day`. Windows in hours stay in hours: "first 24
/// hours". `aligned` pads the text so that the days of a column line up.
std::string dated_window(const CareItem& item, const GivenCare& given, Date as_of, Date care_day,
                         bool aligned);

/// The window of a care item under its group's heading: with dates if the day is known, and without
/// "after" below "After". `aligned` as above.
std::string window_under_heading(const RuleSet& rules, const Screening& screening,
                                 const GivenCare& given, bool aligned);

/// The item of the rule set that `given` refers to.
const CareItem& item_of(const RuleSet& rules, const GivenCare& given);

/// A sort key for windows: their beginning, then their end.
std::pair<std::int64_t, std::int64_t> window_order(CareGroup group, const CareItem& item);

}  // namespace candor
