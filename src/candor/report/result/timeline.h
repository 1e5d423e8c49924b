// SPDX-License-Identifier: Apache-2.0
// Care as a drawing. Private to this folder.

#pragma once

#include <vector>

#include "candor/report/layout/html.h"
#include "candor/report/result/care_windows.h"

namespace candor {

/// A figure, from two weeks before the appointment to four weeks after: a bar for each window, with
/// its number. Bars differ in shape and shade as well as in place, so that it can be read in black
/// and white. What begins earlier or ends later has an arrow. Nothing where there are no windows.
void add_timeline(const Result& result, const std::vector<CareWindow>& windows, Html& html);

}  // namespace candor
