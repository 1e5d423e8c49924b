// SPDX-License-Identifier: Apache-2.0
// What an interview shows, as plain lines: no cursor movement, readable from 40 columns on.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "candor/intake/answers.h"
#include "candor/interview/interview.h"
#include "candor/report/result/text.h"

namespace candor {

/// What the interview is for, on whose authority, and how to reply. First of all.
std::string interview_opening(const Interview& interview, const TextStyle& style);

/// A question with its place, its choices numbered from 1, the answer it has, and, where `keys`,
/// the replies that every question takes.
std::string question_page(const Interview& interview, std::size_t question, bool keys,
                          const TextStyle& style);

/// More about a question: its help, how to reply, what a blank means, why it is asked (the rules
/// and care that use it) and the sources of those.
std::string help_page(const Interview& interview, std::size_t question, const TextStyle& style);

/// A remark on a reply, indented as echoes are.
std::string remark(std::string_view text, const TextStyle& style);

/// Why a reply is no answer, and how to reply.
std::string refusal_page(const Refusal& refusal, const TextStyle& style);

/// How an answer was understood: "3 months ago, 25 August 2026", "Not known; ...".
std::string answer_echo(const Interview& interview, std::size_t question, const TextStyle& style);

/// Which other questions an answer made inapplicable, or brought back; empty when none.
std::string change_page(const Interview& interview, const Interview::Change& change,
                        const TextStyle& style);

/// Every question that applies, by section and numbered from 1 as `Interview::applying` orders
/// them, with its answer; what is not known or not asked is marked. Answers set aside follow.
std::string answers_page(const Interview& interview, const TextStyle& style);

/// The same for the end of an interview, with what it means that something is not known or was left
/// out.
std::string review_page(const Interview& interview, const TextStyle& style);

}  // namespace candor
