// SPDX-License-Identifier: Apache-2.0
// Care, gathered by when it is due. Private to this folder.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "candor/report/result/result.h"

namespace candor {

/// Care items of one window, which a page and its timeline number alike.
struct CareWindow {
  enum class Part : std::uint8_t { before, day, after };

  Part part = Part::before;
  int number = 0;                   // from 1, over all parts
  std::string when = {};            // "From 8 Jan", "First 24 hours"
  std::optional<double> from = {};  // days from the appointment; none: open on that side
  std::optional<double> to = {};    // where it ends: a whole day ends with that day
  std::vector<GivenCare> items = {};
};

/// The windows of what is to be done before, on the day and after, in this order, and within a part
/// by their beginning.
std::vector<CareWindow> care_windows(const Result& result);

}  // namespace candor
