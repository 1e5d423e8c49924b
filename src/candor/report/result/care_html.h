// SPDX-License-Identifier: Apache-2.0
// Care and plan in the report, with the ids of the items. Private to this folder.

#pragma once

#include "candor/report/layout/html.h"
#include "candor/report/result/result.h"

namespace candor {

/// What the client should do before, on the day and after. Nothing without care.
void add_care(const Result& result, Html& html);

/// When the client should call. Nothing without such care.
void add_when_to_call(const Result& result, Html& html);

/// What to expect, and the plan. Nothing without one.
void add_plan(const Result& result, Html& html);

}  // namespace candor
