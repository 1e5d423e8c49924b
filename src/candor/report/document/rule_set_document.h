// SPDX-License-Identifier: Apache-2.0
// A rule set as a document to read and sign off: in Markdown, and as a page.

#pragma once

#include <string>

#include "candor/rules/model.h"

namespace candor {

/// The whole rule set in Markdown, for the medical lead who reviews it: questions, rules by
/// verdict (most restrictive first), evidence and disputes, care, plan, sources, and a signature
/// block with the digest that is signed for.
std::string rule_set_markdown(const RuleSet& rules);

/// The same as a self-contained HTML page, with a table of contents, an anchor for each rule, and
/// links to the sources.
std::string rule_set_html(const RuleSet& rules);

}  // namespace candor
