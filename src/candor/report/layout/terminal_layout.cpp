// SPDX-License-Identifier: Apache-2.0
#include "candor/report/layout/terminal_layout.h"

#include <algorithm>

#include "candor/base/ascii.h"
#include "candor/base/utf8.h"

namespace candor {
namespace {

constexpr std::size_t margin = 2;

// Text that is never broken, and whether a space precedes it.
struct Piece {
  std::string text;
  std::size_t width = 0;
  bool blank_before = false;
};

// A line neither begins with a closing mark nor ends with an opening one.
bool is_closing(char32_t c) noexcept {
  constexpr std::u32string_view marks = U"、。，．：；！？）」』】〉》〕｝］ー々…";
  return marks.find(c) != std::u32string_view::npos;
}
bool is_opening(char32_t c) noexcept {
  constexpr std::u32string_view marks = U"（「『【〈《〔｛［";
  return marks.find(c) != std::u32string_view::npos;
}

bool may_break_between(char32_t before, char32_t after) noexcept {
  if (display_width(after) == 0 || is_closing(after) || is_opening(before)) return false;
  return display_width(before) == 2 || display_width(after) == 2;
}

// Cuts one word where it may be broken.
void add_pieces(std::string_view word, std::vector<Piece>& pieces) {
  Piece piece = {{}, 0, !pieces.empty()};
  char32_t before = 0;
  while (!word.empty()) {
    std::string_view rest = word;
    const char32_t c = next_code_point(rest);
    if (!piece.text.empty() && may_break_between(before, c)) {
      pieces.push_back(std::move(piece));
      piece = {};
    }
    piece.text += word.substr(0, word.size() - rest.size());
    piece.width += static_cast<std::size_t>(display_width(c));
    if (display_width(c) > 0) before = c;
    word = rest;
  }
  pieces.push_back(std::move(piece));
}

std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> pieces;
  for (std::size_t i = 0; i < text.size();) {
    if (is_space(text[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && !is_space(text[end])) ++end;
    add_pieces(printable(text.substr(i, end - i)), pieces);
    i = end;
  }
  return pieces;
}

bool is_copied(std::string_view word) noexcept {
  return word.find("://") != std::string_view::npos ||
         word.find("sha256:") != std::string_view::npos;
}

// The longest prefix of `text` that fits: at least one character with its combining marks.
std::string_view fitting(std::string_view text, std::size_t width) {
  std::size_t used = 0;
  std::string_view rest = text;
  while (!rest.empty()) {
    std::string_view next = rest;
    const auto columns = static_cast<std::size_t>(display_width(next_code_point(next)));
    if (used > 0 && used + columns > width) break;
    used += columns;
    rest = next;
  }
  return text.substr(0, text.size() - rest.size());
}

std::string_view escape_of(Look look) noexcept {
  switch (look) {
    case Look::plain: return "";
    case Look::strong: return "\x1b[1m";
    case Look::quiet: return "\x1b[2m";
    case Look::go: return "\x1b[1;32m";
    case Look::wait: return "\x1b[1;33m";
    case Look::stop: return "\x1b[1;31m";
  }
  return "";
}

}  // namespace

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  width = std::max<std::size_t>(width, 1);
  std::vector<std::string> lines;
  std::size_t used = width;  // of the last line; full, so that the first piece begins one
  for (const Piece& piece : pieces_of(text)) {
    const std::size_t blank = piece.blank_before ? 1 : 0;
    if (!lines.empty() && used + blank + piece.width <= width) {
      lines.back().append(blank, ' ').append(piece.text);
      used += blank + piece.width;
      continue;
    }
    std::string_view rest = piece.text;
    while (!is_copied(piece.text) && display_width(rest) > width) {
      const std::string_view part = fitting(rest, width);
      if (part.size() == rest.size()) break;
      lines.emplace_back(part);
      rest.remove_prefix(part.size());
    }
    lines.emplace_back(rest);
    used = display_width(rest);
  }
  return lines;
}

Page::Page(std::size_t width, bool color)
    : width_(std::max<std::size_t>(width, 20)), color_(color) {}

void Page::blank() {
  if (!text_.empty() && !text_.ends_with("\n\n")) text_ += '\n';
}

void Page::paragraph(std::string_view text, std::size_t indent, Look look) {
  const std::size_t room = width_ - std::min(indent, width_ / 2);
  for (std::string& line : wrap(text, room)) put(indent, {std::move(line), look});
}

void Page::item(std::string_view text, std::size_t indent, Look look) {
  std::size_t hanging = indent;
  for (std::string& line : wrap(text, width_ - std::min(indent + margin, width_ / 2))) {
    put(hanging, {std::move(line), look});
    hanging = indent + margin;
  }
}

void Page::verbatim(std::string_view line, std::size_t indent) {
  put(indent, {.text = std::string(line)});
}

void Page::heading(std::string_view text) {
  blank();
  paragraph(text, 0, Look::strong);
}

void Page::row(const Paragraph& label, std::size_t column, const std::vector<Paragraph>& text) {
  if (narrow()) return stack(label, text);
  // A label that fits is kept as it is: its spaces align it with those of other rows.
  std::vector<Line> left;
  if (display_width(label.text) <= column) {
    left.push_back({printable(label.text), label.look});
  } else {
    for (std::string& line : wrap(label.text, column))
      left.push_back({std::move(line), label.look});
  }
  const bool sticks_out = std::any_of(left.begin(), left.end(), [&](const Line& line) {
    return display_width(line.text) > column;
  });
  if (sticks_out) return stack(label, text);

  constexpr std::size_t gap = 2;
  const std::vector<Line> right = lines(text, width_ - margin - column - gap);
  for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
    const Line none;
    const Line& l = i < left.size() ? left[i] : none;
    if (i >= right.size()) {
      put(margin, l);
      continue;
    }
    text_.append(margin, ' ').append(colored(l));
    text_.append(column + gap - display_width(l.text), ' ');
    put(0, right[i]);
  }
}

void Page::stack(const Paragraph& label, const std::vector<Paragraph>& text) {
  paragraph(label.text, margin, label.look);
  for (const Line& line : lines(text, width_ - 2 * margin)) put(2 * margin, line);
}

std::vector<Page::Line> Page::lines(const std::vector<Paragraph>& paragraphs, std::size_t width) {
  std::vector<Line> all;
  for (const Paragraph& paragraph : paragraphs) {
    for (std::string& line : wrap(paragraph.text, width)) {
      all.push_back({std::move(line), paragraph.look});
    }
  }
  return all;
}

void Page::put(std::size_t indent, const Line& line) {
  if (!line.text.empty()) text_.append(indent, ' ').append(colored(line));
  while (text_.ends_with(' ')) text_.pop_back();
  text_ += '\n';
}

std::string Page::colored(const Line& line) const {
  if (!color_ || line.look == Look::plain || line.text.empty()) return line.text;
  return std::string(escape_of(line.look)).append(line.text).append("\x1b[0m");
}

}  // namespace candor
