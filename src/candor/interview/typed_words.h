// SPDX-License-Identifier: Apache-2.0
// The words of typed times. Private to this folder.

#pragma once

#include <optional>
#include <string_view>

#include "candor/base/date.h"

namespace candor {

/// A number of one to four digits.
std::optional<int> whole_number(std::string_view word);

/// 1 to 12; nothing for anything but a month's name or its first three letters or more.
std::optional<int> month_named(std::string_view word);

/// The unit that a word begins, by at least one letter; "mo" and "mth" too.
std::optional<Unit> unit_named(std::string_view word);

/// "a" and "one" to "twelve".
std::optional<int> number_named(std::string_view word);

}  // namespace candor
