// SPDX-License-Identifier: Apache-2.0
#include "candor/rules/yaml/yaml_text.h"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

#include "candor/base/utf8.h"

namespace candor {
namespace {

constexpr char hidden_question_mark = '\xFF';

bool refuse_bytes(const SourceFile& file, Diagnostics& diagnostics) {
  const std::string& text = file.text();
  if (text.size() > most_file_bytes) {
    diagnostics.error(codes::limit_exceeded, file, {}, "more than 4 MiB",
                      "no rule set is that long: this is probably another file");
    return true;
  }
  if (const auto bad = find_invalid_utf8(text)) {
    const bool utf16 = text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
    // Everything after the byte is unreliable, and the line itself cannot be shown.
    diagnostics.add({.code = codes::not_utf8,
                     .message = utf16 ? "the text is UTF-16" : "the text is not UTF-8",
                     .help = "save the file as UTF-8",
                     .file = file.name(),
                     .line = file.place(*bad).line,
                     .column = file.place(*bad).column});
    return true;
  }
  return false;
}

// Whether a line that is neither blank nor a comment has a tab in its indentation.
bool indented_by_tab(std::string_view line) {
  const std::size_t first = line.find_first_not_of(" \t\r");
  if (first == std::string_view::npos || line[first] == '#') return false;
  return line.substr(0, first).find('\t') != std::string_view::npos;
}

void refuse_characters(const SourceFile& file, Diagnostics& diagnostics) {
  const std::string_view text = file.text();
  std::size_t offset = 0;
  for (std::string_view rest = text; !rest.empty(); offset = text.size() - rest.size()) {
    const char32_t c = next_code_point(rest);
    if (!is_control(c) || c == '\n' || c == '\t') continue;
    if (c == '\r' && rest.starts_with('\n')) continue;
    if (c == '\r') {
      diagnostics.error(codes::carriage_return, file, file.place(offset),
                        "a carriage return without a line feed",
                        "save the file with Unix (LF) or Windows (CRLF) line ends");
      return;
    }
    diagnostics.error(codes::control_character, file, file.place(offset),
                      fmt::format("control character U+{:04X}", static_cast<unsigned>(c)),
                      "remove it");
  }
  for (std::uint32_t n = 1; n <= file.place(text.size()).line; ++n) {
    const std::string_view line = file.line(n);
    if (!indented_by_tab(line)) continue;
    diagnostics.error(codes::tab_indentation, file, file.place(n, line.find('\t')),
                      "a tab in the indentation", "indent with spaces");
  }
}

// Whether the character at `i` opens a quoted text, rather than being part of a plain one.
bool opens_quote(std::string_view text, std::size_t i) {
  if (text[i] != '"' && text[i] != '\'') return false;
  return i == 0 || std::string_view(" \t\n[{,:-").find(text[i - 1]) != std::string_view::npos;
}

// The offset of the quote that closes the one at `open`; the end of the text when there is none.
std::size_t closing_quote(std::string_view text, std::size_t open) {
  const char quote = text[open];
  for (std::size_t i = open + 1; i < text.size(); ++i) {
    const bool doubled = quote == '\'' && text.substr(i).starts_with("''");
    if (doubled || (quote == '"' && text[i] == '\\'))
      ++i;
    else if (text[i] == quote)
      return i;
  }
  return text.size();
}

}  // namespace

bool check_text(const SourceFile& file, Diagnostics& diagnostics) {
  if (refuse_bytes(file, diagnostics)) return false;
  const std::size_t before = diagnostics.errors();
  refuse_characters(file, diagnostics);
  return diagnostics.errors() == before;
}

void hide_question_marks(std::string& text) {
  constexpr std::string_view before_a_key = " \t\r\n[{,";
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '?' && before_a_key.find(text[i - 1]) == std::string_view::npos) {
      text[i] = hidden_question_mark;
    }
  }
}

void show_question_marks(std::string& text) {
  std::replace(text.begin(), text.end(), hidden_question_mark, '?');
}

std::size_t find_open_quote(std::string_view text, std::size_t from) {
  for (std::size_t i = from; i < text.size(); ++i) {
    if (opens_quote(text, i)) return i;
  }
  return from;
}

bool is_closed(std::string_view text, std::size_t open) {
  std::size_t depth = 0;
  for (std::size_t i = open; i < text.size(); ++i) {
    const bool after_blank =
        i > 0 && std::string_view(" \t\n").find(text[i - 1]) != std::string_view::npos;
    if (text[i] == '[' || text[i] == '{')
      ++depth;
    else if ((text[i] == ']' || text[i] == '}') && --depth == 0)
      return true;
    else if (opens_quote(text, i))
      i = closing_quote(text, i);
    else if (text[i] == '#' && after_blank)
      i = std::min(text.find('\n', i), text.size());
  }
  return false;
}

}  // namespace candor
