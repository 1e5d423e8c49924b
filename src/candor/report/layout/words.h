// SPDX-License-Identifier: Apache-2.0
// Parts of a rule set in plain English.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "candor/intake/answers.h"
#include "candor/rules/model.h"

namespace candor {

/// The question's id as words: `active_acne` is "active acne".
std::string name_of(const Question& question);

/// The question up to its question mark: the rest only says how to answer. A question without one
/// ends with a colon.
std::string question_of(const Question& question);

/// An answer as results and reviews show it: a date with its distance from `as_of`, a blank with
/// its meaning.
std::string answer_of(const Question& question, const Answer& answer, Date as_of);

/// `rule-id [source, source]`, `rule-id [convention]`.
std::string tag_of(const RuleSet& rules, std::string_view id, const Evidence& evidence);

/// A condition: "active acne is `none` or `comedones`, and isotretinoin less than 6 months ago".
/// Ids of choices and of named conditions are in backticks. Contains none of the author's free
/// text, so it is safe in Markdown.
std::string in_words(const RuleSet& rules, const Condition& condition);

/// When a deferral ends: "6 months after isotretinoin", "4 weeks after the screening".
std::string in_words(const RuleSet& rules, const Until& until);

/// The meaning of a blank: "a blank leaves its rules open", "a blank counts as `no`".
std::string in_words(const Question& question, const IfBlank& if_blank);

/// How long before `to` (not earlier) `from` was: "4 months and 2 days ago", "3 weeks ago",
/// "yesterday", "today". Months and years count by the calendar, as the rules do; days are left
/// out beyond two years.
std::string time_ago(Date from, Date to);

/// How far the sources agree, as a sentence: "The sources disagree." Empty for a convention, or if
/// the author did not say.
std::string_view agreement(Strength strength) noexcept;

/// How far the sources agree, and what is disputed, as sentences: "The sources disagree. ..." Empty
/// for a convention, or if the author did not say.
std::string in_words(const Evidence& evidence);

/// "a draft that no clinician has reviewed", "reviewed by Dr. A. Lee on 22 November 2026, signed
/// with key 231E19567CA7B732"; without such a key, "says it was reviewed by ...".
std::string in_words(const Review& review);

/// The version and what it extends: "1.0.0", "2026.1, extending microneedling 1.0.0".
std::string version_in_words(const RuleSet& rules);

/// The rule sets that this one extends, the nearest first: "Extends microneedling 1.0.0,
/// sha256:...".
std::vector<std::string> bases_in_words(const RuleSet& rules);

/// How an entry was changed: "Added by harbour-skin.", "Changed by harbour-skin: when, until.",
/// "Dropped by harbour-skin: REASON". Contains the author's free text.
std::string in_words(const Change& change);

/// All changes of one entry in words, those of the farthest base first; empty if unchanged.
std::string changes_in_words(const RuleSet& rules, Part part, std::string_view id);

/// "Read in full", "Read in excerpt", "Known second-hand"; empty if not stated.
std::string_view in_words(Reading reading) noexcept;

/// A source as one line, without its address: "Title. Publisher, 2019, p. 34."
std::string citation(const Source& source);

/// The text with a full stop, unless it already ends a sentence. Empty stays empty.
std::string sentence(std::string text);

/// Why an answer is refused, for whoever gave it: "This is not a number. A number from 0 to 3 mm."
std::string in_words(const Refusal& refusal);

/// "a", "a or b", "a, b or c", with `last` before the last word.
std::string listed(const std::vector<std::string>& words, std::string_view last);

/// "1 rule", "3 rules".
std::string counted(std::size_t count, std::string_view noun);

}  // namespace candor
