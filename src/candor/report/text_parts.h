// SPDX-License-Identifier: Apache-2.0
// The parts of the text report. Private to this folder.

#pragma once

#include <string>
#include <string_view>

#include "candor/engine/screening.h"
#include "candor/intake/answers.h"
#include "candor/report/layout.h"
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

void add_open(const Result& result, Page& page);
void add_reasons(const Result& result, Page& page);
/// What a verdict of another day still waits for, beside the date.
void add_only_if(const Result& result, const Outlook& outlook, std::size_t indent, Page& page);
void add_outlook(const Result& result, const Outlook& outlook, std::string_view day, Page& page);
void add_not_used(const Result& result, Page& page);
void add_care(const Result& result, Page& page);
void add_sources(const Result& result, Page& page);

}  // namespace candor
