// SPDX-License-Identifier: Apache-2.0
// The parts of the text report. Private to this folder.

#pragma once

#include <string>
#include <string_view>

#include "candor/engine/screening.h"
#include "candor/intake/answers.h"
#include "candor/report/layout/terminal_layout.h"
#include "candor/rules/model.h"

namespace candor {

/// What is reported.
struct Result {
  const RuleSet& rules;
  const Answers& answers;
  const Screening& screening;
};

/// How a verdict, by its index, looks where colours are on.
Look look_of(const RuleSet& rules, std::size_t verdict) noexcept;

/// The question as far as its question mark: what follows only says how to answer. A question that
/// has none ends with a colon.
std::string question_of(const Question& question);

/// An answer as a result and a review say it: a day with how long before `as_of` it was, a blank
/// with what it means.
std::string answer_of(const Question& question, const Answer& answer, Date as_of);

/// `rule-id [source, source]`, `rule-id [convention]`.
std::string tag_of(const RuleSet& rules, std::string_view id, const Evidence& evidence);

void add_open(const Result& result, Page& page);
void add_reasons(const Result& result, Page& page);
/// What a verdict of another day still waits for, beside the date.
void add_only_if(const Result& result, const Outlook& outlook, std::size_t indent, Page& page);
void add_outlook(const Result& result, const Outlook& outlook, std::string_view day, Page& page);
void add_not_used(const Result& result, Page& page);
/// Questions that an interview left out.
void add_not_asked(const Result& result, Page& page);
void add_care(const Result& result, Page& page);
void add_sources(const Result& result, Page& page);

}  // namespace candor
