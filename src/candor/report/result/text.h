// SPDX-License-Identifier: Apache-2.0
// A result for the practitioner, to read on a terminal.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "candor/engine/screening.h"
#include "candor/intake/answers.h"
#include "candor/rules/model.h"

namespace candor {

struct TextStyle {
  std::size_t width = 80;  // columns; below 60 columns of text are stacked
  bool color = false;      // ANSI colours, which only repeat what the words say
};

/// The result of a screening in words: the verdict first, then what is open, why, what comes next,
/// care, sources, and for what the rule set is meant. `ref` is the caller's reference, or empty.
std::string render_text(const RuleSet& rules, const Answers& answers, const Screening& screening,
                        const TextStyle& style, std::string_view ref = {});

}  // namespace candor
