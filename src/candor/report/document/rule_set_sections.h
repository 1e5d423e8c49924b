// SPDX-License-Identifier: Apache-2.0
// Sections of the Markdown documents about a rule set. Private to this folder.

#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

#include "candor/report/layout/markdown.h"
#include "candor/rules/model.h"

namespace candor {

/// What a rule set that extends another changed about an entry, in bold; nothing if unchanged.
void add_change_mark(const RuleSet& rules, Part part, std::string_view id, Markdown& out);

/// The question's id as a heading, its text, and its help.
void add_question_text(const Question& question, Markdown& out);

/// When a question is asked, if not always, and its choices: an item each.
void add_gate_and_choices(const RuleSet& rules, const Question& question, Markdown& out);

/// Calls `each` with every question's index: those without a section first, then each section's
/// under its title.
void for_each_question(const RuleSet& rules, Markdown& out,
                       const std::function<void(std::size_t)>& each);

void add_questions(const RuleSet& rules, Markdown& out);
void add_rules(const RuleSet& rules, Markdown& out);
void add_care(const RuleSet& rules, Markdown& out);
void add_sources(const RuleSet& rules, Markdown& out);

}  // namespace candor
