// SPDX-License-Identifier: Apache-2.0
// What the pages have in common. Private to this folder.

#pragma once

#include <string>
#include <string_view>

#include "candor/report/layout/html.h"
#include "candor/report/result/pages.h"
#include "candor/report/result/text_parts.h"

namespace candor {

/// The verdict that a page is about: that of the appointment, where one on a later day is given.
struct Shown {
  const Headline* headline = nullptr;
  bool on_appointment = false;
};
Shown shown(const Screening& screening) noexcept;

/// "go", "wait" or "stop": the class of a verdict's panel.
std::string_view class_of(const Result& result, const Headline& headline) noexcept;

/// "22 January 2027 at the earliest", "not before 22 January 2027" while questions are open.
std::string earliest_in_words(const Screening& screening);

/// Whether the appointment is before the earliest day.
bool too_early(const Screening& screening) noexcept;

/// The head of a page: the clinic's logo, name, address and telephone number. Nothing without a
/// clinic.
void add_head(const std::optional<Clinic>& clinic, Html& html);

/// A telephone number as a link that a telephone dials, or as text.
void add_telephone(const Clinic& clinic, Html& html);

/// A text of a rule set as a paragraph, ended as a sentence; nothing for an empty one.
void add_sentence(std::string text, Html& html);

/// A term and what is said of it, in a `dl` of class `facts`; nothing when nothing is said.
void add_fact(std::string_view term, std::string_view text, Html& html);

/// A link to a source's entry, or to its address; its title as text where it has none.
void add_source(const Source& source, Html& html);

/// "rule-id", linked to the entry of that id: sources, each linked to `source-ID`.
void add_source_links(const RuleSet& rules, const Evidence& evidence, Html& html);

/// A line to write on, with what belongs there under it.
void add_pen_line(std::string_view label, Html& html);

}  // namespace candor
