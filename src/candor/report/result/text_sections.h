// SPDX-License-Identifier: Apache-2.0
// The sections of the text report. Private to this folder.

#pragma once

#include <cstddef>
#include <string_view>

#include "candor/report/layout/terminal_layout.h"
#include "candor/report/result/result.h"

namespace candor {

/// The columns of a decision on the first screen; a longer one is printed whole with the reasons.
inline constexpr std::size_t most_of_decision = 150;

/// What must be seen at once, in at most `first_screen_lines` at 80 columns.
void add_first_screen(const Result& result, std::string_view ref, Page& page);

/// What has changed since the record of a client who comes back; nothing without one.
void add_changes_since(const Result& result, Page& page);

void add_open(const Result& result, Page& page);

/// Questions without whose answers no date can be given.
void add_undated(const Result& result, Page& page);

void add_reasons(const Result& result, Page& page);

/// The undated conditions that an outlook's verdict depends on.
void add_only_if(const Result& result, const Outlook& outlook, std::size_t indent, Page& page);

/// The verdict of another day. `lead` goes before the date: "On".
void add_outlook(const Result& result, const Outlook& outlook, std::string_view lead, Page& page);

/// Answers to questions that do not apply, given the other answers.
void add_not_used(const Result& result, Page& page);

/// Questions that an interview skipped.
void add_not_asked(const Result& result, Page& page);

void add_care(const Result& result, Page& page);
void add_plan(const Result& result, Page& page);
void add_sources(const Result& result, Page& page);

}  // namespace candor
