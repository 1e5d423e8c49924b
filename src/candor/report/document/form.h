// SPDX-License-Identifier: Apache-2.0
// The blank intake of a rule set: what is to be answered, for people and programs to fill in.

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "candor/rules/model.h"

namespace candor {

/// A JSON object with every question in order, each null: answers with everything left blank, which
/// `parse_answers_json` reads as they are.
std::string form_json(const RuleSet& rules);

/// The comments that JSON cannot hold, in Markdown: how to fill in the object, the object itself,
/// and what each question asks, accepts (with an example) and makes of a blank.
std::string form_markdown(const RuleSet& rules);

/// A CSV file of two lines, for one person a line: `id` and the questions' ids, then invented
/// answers as an example. A question called `id` itself (in capitals or not) takes the place of the
/// column of that name.
std::string form_csv(const RuleSet& rules);

/// A page to print and fill in with a pen: `first` (indices of questions) before everything else,
/// then the sections, with boxes to tick, and what is asked only sometimes under "if yes".
std::string form_html(const RuleSet& rules, std::span<const std::size_t> first);

/// The questions that are at the heart of a screening of skin, as far as the rule set has them:
/// `active_acne`, `rosacea`, `skin_sensitivity` and `sun_exposure`.
std::vector<std::size_t> core_questions(const RuleSet& rules);

}  // namespace candor
