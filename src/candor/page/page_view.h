// SPDX-License-Identifier: Apache-2.0
// What the page shows of a state. Private to this folder.

#pragma once

#include <string_view>

#include "candor/page/page_data.h"
#include "candor/report/layout/terminal_layout.h"

namespace candor {

/// The interview of a state at full pace, from the beginning of the order of asking.
Interview interview_of(const PageData& data, const PageState& state);

/// Takes the answers of an interview over into a state.
void take_answers(const Interview& interview, PageState& state);

/// The answer as a sentence; empty without one. What a blank means to the rules is not for the
/// client.
std::string words_of(const PageData& data, const Interview& interview, std::size_t question);

/// What is decided so far, and every question. Without verdict and reasons for the client.
PageJson view_json(const PageData& data, const PageState& state, Interview interview);

/// "go", "wait", "stop", or "open" without a verdict.
std::string_view tone_of(const Headline& headline, Look look);

}  // namespace candor
