// SPDX-License-Identifier: Apache-2.0
// Care and plan on an HTML page. Private to this folder.

#pragma once

#include <cstdint>

#include "candor/report/layout/html.h"
#include "candor/report/result/pages.h"
#include "candor/report/result/result.h"

namespace candor {

/// The reader. A practitioner also gets the id of each item, and what is disputed about it.
enum class Reader : std::uint8_t { client, practitioner };

/// Whether the page has care and plan. A client gets them only if the verdicts of the screening, of
/// the earliest day and of the appointment are settled and let treatment go ahead, now or later.
bool gives_care(const Result& result, Reader reader);

/// What to do before, on the day and after; with the timeline for a client. Nothing unless
/// `gives_care`.
void add_care(const Result& result, Reader reader, Html& html);

/// When to call, and whom. Nothing, and false, unless `gives_care` and there is something to say.
bool add_when_to_call(const Result& result, const PageOptions& options, Reader reader, Html& html);

/// What to expect, and the plan. Nothing unless `gives_care`.
void add_plan(const Result& result, Reader reader, Html& html);

}  // namespace candor
