// SPDX-License-Identifier: Apache-2.0
// A rule set as a document to read and sign off: in Markdown, and as a page.

#pragma once

#include <string>

#include "candor/rules/model.h"

namespace candor {

/// The whole rule set in Markdown, for the medical lead who reviews it: questions, rules by
/// verdict (most restrictive first), evidence and disputes, care, plan, sources, and a place to
/// sign, with the digest that the signature is for.
std::string rule_set_markdown(const RuleSet& rules);

/// The same as an HTML page that needs nothing else: with contents, a place for each rule to link
/// to, and links to the sources.
std::string rule_set_html(const RuleSet& rules);

}  // namespace candor
