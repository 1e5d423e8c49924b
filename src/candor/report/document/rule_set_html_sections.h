// SPDX-License-Identifier: Apache-2.0
// Sections of the rule set's page. Private to this folder.

#pragma once

#include <string_view>

#include "candor/report/layout/html.h"
#include "candor/rules/model.h"

namespace candor {

/// The heading of a part, with the anchor `part-ID`.
void add_part(std::string_view id, std::string_view title, Html& html);

/// Text with ids and words of the language in backticks, which become `code` elements.
void add_marked(std::string_view text, Html& html);

/// The rules by verdict, most restrictive first: the sentences, then the conditions and the id.
void add_rules(const RuleSet& rules, Html& html);

/// Care and plan: what the client is told, and when.
void add_care(const RuleSet& rules, Html& html);

/// The questions by section, with their choices.
void add_questions(const RuleSet& rules, Html& html);

}  // namespace candor
