// SPDX-License-Identifier: Apache-2.0
// The blank intake form of a rule set, for people and programs to fill in.

#pragma once

#include <optional>
#include <string>

#include "candor/report/result/clinic.h"
#include "candor/rules/model.h"

namespace candor {

/// A JSON object with every question in order, each null: blank answers that `parse_answers_json`
/// accepts as they are.
std::string form_json(const RuleSet& rules);

/// The explanations that JSON cannot contain, in Markdown: how to fill in the object, the object
/// itself, and for each question its text, the answers it accepts (with an example) and the meaning
/// of a blank.
std::string form_markdown(const RuleSet& rules);

/// A CSV file for one person per line: a header with `id` and the questions' ids, then a line of
/// invented answers as an example. A question that is itself called `id` (in any case) replaces the
/// `id` column.
std::string form_csv(const RuleSet& rules);

/// A page to print and fill in by hand, with boxes to tick, in the order of asking: a part for the
/// client and, if the rule set has questions for one, a part for the practitioner. The numbers of
/// questions and choices are those of an interview. A question that is asked only sometimes says
/// when to answer it.
std::string form_html(const RuleSet& rules, const std::optional<Clinic>& clinic = {});

}  // namespace candor
