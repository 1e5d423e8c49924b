// SPDX-License-Identifier: Apache-2.0
// The result as text for a terminal, for the practitioner.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "candor/report/result/result.h"

namespace candor {

struct TextStyle {
  std::size_t width = 80;  // in columns; below 60, rows are stacked
  bool color = false;      // ANSI colors, which only repeat what the words say
};

/// The parts of the text, in its order.
enum class TextPart : std::uint8_t {
  first_screen,  // the verdict and all that must be seen with it
  why,           // open questions, the reasons in full, other days, answers not used
  care,          // before and after, and when to call
  sources,       // for the reasons, and the rule set's intended use
  plan
};

/// The lines of a first screen at 80 columns, at most: what a usual terminal of 24 lines shows
/// above the two lines and the prompt of an interview. Other widths show the same content.
inline constexpr std::size_t first_screen_lines = 21;

/// One part of the result. `ref` is the caller's reference, or empty. Empty when there is nothing
/// to say; a part other than the first begins with an empty line.
std::string render_part(const Result& result, TextPart part, const TextStyle& style,
                        std::string_view ref = {});

/// All parts.
std::string render_text(const Result& result, const TextStyle& style, std::string_view ref = {});

}  // namespace candor
