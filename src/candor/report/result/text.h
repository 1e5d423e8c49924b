// SPDX-License-Identifier: Apache-2.0
// The result as text for a terminal, for the practitioner.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "candor/report/result/result.h"

namespace candor {

struct TextStyle {
  std::size_t width = 80;  // in columns; below 60, rows are stacked
  bool color = false;      // ANSI colors, which only repeat what the words say
};

/// The result in words: the verdict first, then open questions, reasons, the next verdict, care,
/// sources, and the rule set's intended use. `ref` is the caller's reference, or empty.
std::string render_text(const Result& result, const TextStyle& style, std::string_view ref = {});

}  // namespace candor
