// SPDX-License-Identifier: Apache-2.0
// The blank intake of a rule set: what is to be answered, for people and programs to fill in.

#pragma once

#include <string>

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

}  // namespace candor
