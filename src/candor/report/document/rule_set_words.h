// SPDX-License-Identifier: Apache-2.0
// The wording that all documents about a rule set share. Private to this folder.

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "candor/rules/model.h"

namespace candor {

/// How many entries a rule set has, and how many of its rules rest on split or weak evidence or on
/// convention: where a reviewer looks first.
std::string counts_in_words(const RuleSet& rules);

/// How to read a rule set: sentences with words of the language in backticks.
std::span<const std::string_view> how_to_read() noexcept;

/// The introduction to the changes of a rule set that extends another.
std::string_view changes_note() noexcept;

/// The statement to sign, and how to record the signature in the rule set.
std::string_view sign_off_statement() noexcept;
std::string_view sign_off_note() noexcept;

/// "may proceed", "may proceed later", "does not proceed on this screening".
std::string_view treatment_in_words(Proceed proceed) noexcept;

/// What kind of entry was changed: "Rule", "Care item".
std::string heading_of(const Change& change);

/// The range of a number: "A number from 0 to 5 mm, in steps of 0.25". Not escaped.
std::string number_in_words(const Question& question);

/// The answers a question accepts, in Markdown: "One choice", "A number from 0 to 5 mm, in steps of
/// 0.25".
std::string type_in_words(const Question& question);

/// How long answers hold for a client who comes back, in Markdown: "lasts 1 year", "`own` lasts
/// always"; and whether they cannot be changed. Empty if the question is asked every time.
std::string lasts_in_words(const Question& question);

/// The kind of entry that a group's care items are.
Part part_of(CareGroup group) noexcept;

/// How many rules lead to a verdict, by its index.
std::size_t rules_of(const RuleSet& rules, std::size_t verdict);

/// How many rules, care and plan items cite a source, by its index.
std::size_t citations_of(const RuleSet& rules, std::size_t source);

}  // namespace candor
