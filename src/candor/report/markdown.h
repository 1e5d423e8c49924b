// SPDX-License-Identifier: Apache-2.0
// A rule set as a document to read and sign off.

#pragma once

#include <string>

#include "candor/rules/model.h"

namespace candor {

/// The whole rule set in Markdown, for the medical lead who reviews it: questions, rules by
/// verdict (most restrictive first), evidence and disputes, care, plan, sources, and a place to
/// sign, with the digest that the signature is for.
std::string rule_set_markdown(const RuleSet& rules);

}  // namespace candor
