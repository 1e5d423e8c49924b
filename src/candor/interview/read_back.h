// SPDX-License-Identifier: Apache-2.0
// Answers that a client has filled in, read back section by section.

#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "candor/interview/interview.h"

namespace candor {

/// What to do, for the practitioner.
inline constexpr std::string_view read_back_line =
    "Read each section back. What is not confirmed does not count.";

/// The answers of one section that are to be confirmed together.
struct ReadBack {
  std::optional<std::size_t> section = {};  // nothing: questions without a section
  std::vector<std::size_t> questions = {};  // in the order of asking
};

/// The next section with answers to be confirmed; nothing when there are none left. It includes
/// answers whose questions apply once others of the section are confirmed. Confirm it with
/// `Interview::confirm`, or leave it open with `Interview::leave_open`.
std::optional<ReadBack> next_read_back(const Interview& interview);

}  // namespace candor
