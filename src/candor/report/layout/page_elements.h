// SPDX-License-Identifier: Apache-2.0
// Elements that several kinds of HTML page contain.

#pragma once

#include <string>
#include <string_view>

#include "candor/report/layout/html.h"
#include "candor/rules/model.h"

namespace candor {

/// A paragraph that ends with a full stop; nothing for an empty text.
void add_sentence(std::string text, Html& html);
void add_sentence(const Authored& text, Html& html);

/// A term and its description, in a `dl` of class `facts`; nothing for an empty description.
void add_fact(std::string_view term, std::string_view text, Html& html);
void add_fact(std::string_view term, const Authored& text, Html& html);
void add_fact(const Authored& term, const Authored& text, Html& html);
void add_fact(const Authored& term, std::string_view text, Html& html);

/// A source's citation, how far it was read, and its address, as a link if it is a web address.
void add_source(const Source& source, Html& html);

/// The ids of the sources cited, each a link to its entry (`source-ID`) on the same page.
void add_source_links(const RuleSet& rules, const Evidence& evidence, Html& html);

/// How far the sources agree, and what is disputed. Nothing for a convention.
void add_agreement(const Evidence& evidence, Html& html);

/// A line to write on, with a label below it.
void add_pen_line(std::string_view label, Html& html);

}  // namespace candor
