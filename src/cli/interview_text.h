// SPDX-License-Identifier: Apache-2.0
// The pages of an interview, as plain lines without cursor movement, for 40 columns or more.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "candor/intake/answers.h"
#include "candor/interview/interview.h"
#include "candor/interview/read_back.h"
#include "candor/interview/revisit.h"
#include "candor/report/result/text.h"

namespace candor::cli {

/// The first page: the rule set and its review, the dates, and who decides.
std::string interview_opening(const Interview& interview, const TextStyle& style);

/// A question with its number, its choices numbered from 1, its current answer and, if `keys` is
/// set, the keys that every question accepts.
std::string question_page(const Interview& interview, std::size_t question, bool keys,
                          const TextStyle& style);

/// More about a question: its help, how to reply, what a blank means, why it is asked (the rules
/// and advice that use it) and their sources.
std::string help_page(const Interview& interview, std::size_t question, const TextStyle& style);

/// The answers of a record that still hold, by section, and how many are asked again.
std::string holding_page(const Interview& interview, const Revisit& revisit,
                         const TextStyle& style);

/// The answers of one section as a client filled them in, numbered from 1, and the keys.
std::string read_back_page(const Interview& interview, const ReadBack& section,
                           const TextStyle& style);

/// A remark on a reply, indented like an echo.
std::string remark(std::string_view text, const TextStyle& style);

/// Why a reply was refused, and how to reply.
std::string refusal_text(const Refusal& refusal, const TextStyle& style);

/// How an answer was understood: "25 August 2026, 3 months ago.", "Not known; ..."
std::string answer_echo(const Interview& interview, std::size_t question, const TextStyle& style);

/// The other questions that an answer made inapplicable or applicable again; empty when none.
std::string change_page(const Interview& interview, const Interview::Change& change,
                        const TextStyle& style);

/// Every question that applies with its answer, by section, numbered from 1 in the order of
/// `Interview::applying`; those not known or not asked are marked. Answers set aside follow.
std::string answers_page(const Interview& interview, const TextStyle& style);

/// The same for the end of an interview, and what it means that an answer is not known or a
/// question was not asked.
std::string review_page(const Interview& interview, const TextStyle& style);

}  // namespace candor::cli
