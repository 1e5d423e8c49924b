// SPDX-License-Identifier: Apache-2.0
// Texts of a rule set, made safe to stand inside other formats.

#pragma once

#include <string>
#include <string_view>

namespace candor {

/// The text as Markdown that shows exactly this text, on one line: markup, entities and table
/// borders are escaped, line ends become blanks, control characters U+FFFD.
std::string escape_markdown(std::string_view text);

/// An address as a Markdown autolink: `<https://...>`.
std::string markdown_link(std::string_view url);

/// The text inside an XML element or attribute value. What XML 1.0 cannot hold becomes U+FFFD; tabs
/// and line ends are kept, as character references, so that attributes keep them too.
std::string escape_xml(std::string_view text);

/// Text as it may stand in HTML and SVG, between tags and between the quotes of an attribute.
/// Control characters, bidirectional controls and what is not UTF-8 become U+FFFD; tabs and line
/// ends become blanks.
std::string escape_html(std::string_view text);

/// The text as a TEXT value of iCalendar (RFC 5545, 3.3.11): `\`, `;` and `,` are escaped, line
/// ends of any kind are `\n`, other control characters and what is not UTF-8 are U+FFFD, and tabs
/// blanks.
std::string escape_calendar(std::string_view text);

}  // namespace candor
