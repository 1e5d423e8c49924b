// SPDX-License-Identifier: Apache-2.0
// What has changed since a client's record, for text and report.

#pragma once

#include <string>
#include <vector>

#include "candor/report/result/result.h"

namespace candor {

/// One sentence or two each: the session that was done, the verdict then and now, each answer that
/// is different, each reason that is gone or new. Precondition: `result.revisit` is set.
std::vector<std::string> changes_in_words(const Result& result);

/// "Record of 22 November 2026: Not yet, 22 January 2027."
std::string in_words(const PreviousVisit& previous);

}  // namespace candor
