// SPDX-License-Identifier: Apache-2.0
// Text escaped for other formats.

#pragma once

#include <string>
#include <string_view>

namespace candor {

/// Markdown that shows exactly this text, on one line: markup, entities and table borders are
/// escaped, line ends become spaces, and control characters U+FFFD.
std::string escape_markdown(std::string_view text);

/// An address as a Markdown autolink: `<https://...>`.
std::string markdown_link(std::string_view url);

/// Text for an XML element or attribute value. Characters that XML 1.0 discourages or cannot
/// contain become U+FFFD; tabs and line ends become character references, so that attributes keep
/// them.
std::string escape_xml(std::string_view text);

/// Text for HTML and SVG, between tags or in a quoted attribute value. Control characters,
/// bidirectional controls and invalid UTF-8 become U+FFFD; tabs and line ends become spaces.
std::string escape_html(std::string_view text);

/// A TEXT value of iCalendar (RFC 5545, 3.3.11): `\`, `;` and `,` are escaped, line ends of any
/// kind become `\n`, tabs become spaces, and other control characters and invalid UTF-8 U+FFFD.
std::string escape_calendar(std::string_view text);

/// Bytes in base64 (RFC 4648, 4).
std::string base64(std::string_view bytes);

}  // namespace candor
