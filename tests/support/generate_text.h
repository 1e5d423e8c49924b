// SPDX-License-Identifier: Apache-2.0
// The words the generators write with: lists and mappings, decimals and durations.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "candor/rules/model.h"
#include "support/random.h"

namespace candor::testing {

using Strings = std::vector<std::string>;

std::string join(const Strings& parts, std::string_view between = ", ");
std::string list(const Strings& parts);
std::string mapping(const Strings& parts);

/// A single part mostly without brackets.
std::string one_or_list(Random& random, const Strings& parts);

std::string decimal_text(std::int64_t millionths);
std::string duration_text(Random& random, Duration duration);

/// Mostly one of those that rule sets use.
Duration common_duration(Random& random);

}  // namespace candor::testing
