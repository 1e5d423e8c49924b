// SPDX-License-Identifier: Apache-2.0
// Three-valued truth.

#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace candor {

/// Whether a condition holds. Intakes have gaps, so "no" and "not known" must never be confused:
/// conditions combine with Kleene's strong logic, which is `min` and `max` over no < open < yes.
///
///     both(Truth::no, Truth::open)  == Truth::no       // already excluded
///     both(Truth::yes, Truth::open) == Truth::open     // ask for the other
enum class Truth : std::uint8_t { no, open, yes };

constexpr Truth both(Truth a, Truth b) noexcept { return std::min(a, b); }
constexpr Truth either(Truth a, Truth b) noexcept { return std::max(a, b); }
constexpr Truth negate(Truth a) noexcept {
  return static_cast<Truth>(2 - static_cast<std::uint8_t>(a));
}
constexpr Truth truth(bool holds) noexcept { return holds ? Truth::yes : Truth::no; }

/// "no", "open" or "yes".
constexpr std::string_view to_string(Truth truth) noexcept {
  switch (truth) {
    case Truth::no: return "no";
    case Truth::open: return "open";
    case Truth::yes: return "yes";
  }
  return "";
}

}  // namespace candor
