// SPDX-License-Identifier: Apache-2.0
// Care windows as a drawing. Private to this folder.

#pragma once

#include <vector>

#include "candor/report/layout/html.h"
#include "candor/report/result/care_windows.h"

namespace candor {

/// A figure from two weeks before the appointment to four weeks after, with a numbered bar for each
/// window. The bars before, on and after the day differ in shade, so it can be read in black and
/// white. A bar that begins earlier or ends later has a pointed end. Nothing without windows.
void add_timeline(const Result& result, const std::vector<CareWindow>& windows, Html& html);

}  // namespace candor
