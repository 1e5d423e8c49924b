// SPDX-License-Identifier: Apache-2.0
// Words as people compare them.

#pragma once

#include <string>
#include <string_view>

namespace candor {

/// The text with ASCII letters in lower case, without blanks (space, tab, line ends) at its ends,
/// and with one space for each run of blanks within.
std::string folded(std::string_view text);

}  // namespace candor
