// SPDX-License-Identifier: Apache-2.0
// Care items grouped by time window. Private to this folder.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "candor/report/result/result.h"

namespace candor {

/// The care items of one window. The page and its timeline use the same number for it.
struct CareWindow {
  enum class Part : std::uint8_t { before, day, after };

  Part part = Part::before;
  int number = 0;                   // from 1, over all parts
  std::string when = {};            // "From 8 Jan", "First 24 hours"
  std::optional<double> from = {};  // days from the appointment; none: open on that side
  std::optional<double> to = {};    // where it ends: a whole day ends with that day
  std::vector<GivenCare> items = {};
};

/// The windows before the appointment, on the day and after, in this order, and within each part by
/// their beginning.
std::vector<CareWindow> care_windows(const Result& result);

}  // namespace candor
