// SPDX-License-Identifier: Apache-2.0
// Sections of the practitioner's report. Private to this folder.

#pragma once

#include "candor/report/layout/html.h"
#include "candor/report/result/result.h"

namespace candor {

/// The rules that apply, those that decide first: the answers, the wait, the advice, the evidence.
void add_reasons(const Result& result, Html& html);

/// What a rule says happens now, and that it is urgent. Nothing if the rule does not say.
void add_next(const Rule& rule, Html& html);

/// What differs on the appointment and on the earliest day from the day of the screening.
void add_outlooks(const Result& result, Html& html);

/// Every answer, in the order of asking.
void add_answers(const Result& result, Html& html);

/// The sources of all rules on the page.
void add_cited(const Result& result, Html& html);

}  // namespace candor
