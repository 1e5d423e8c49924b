// SPDX-License-Identifier: Apache-2.0
// Text for a terminal: wrapped lines, and columns that are stacked on a narrow terminal.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace candor {

/// Breaks a text into lines of at most `width` columns (1 at least): at white space, and between
/// wide (East Asian) characters. A word that is too long is cut between characters, except an
/// address or a digest: people copy these, so they stay whole and stick out. Control characters
/// become U+FFFD. No lines for a text of white space.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

/// The meaning of a color. Color only repeats what the words say.
enum class Look : std::uint8_t { plain, strong, quiet, go, wait, stop };

struct Paragraph {
  std::string text = {};
  Look look = Look::plain;
};

/// A page under construction.
class Page {
 public:
  /// Narrower than this, columns are stacked.
  static constexpr std::size_t narrow_below = 60;

  Page(std::size_t width, bool color);

  bool narrow() const noexcept { return width_ < narrow_below; }

  /// One empty line; never two in a row.
  void blank();

  void paragraph(std::string_view text, std::size_t indent = 0, Look look = Look::plain);

  /// A paragraph whose lines after the first are indented by two more.
  void item(std::string_view text, std::size_t indent, Look look = Look::plain);

  /// A line as it is, however long.
  void verbatim(std::string_view line, std::size_t indent);

  /// An empty line and a heading.
  void heading(std::string_view text);

  /// A label beside paragraphs, both indented by two: the label is `column` columns wide, or on
  /// lines of its own on a narrow page.
  void row(const Paragraph& label, std::size_t column, const std::vector<Paragraph>& text);

  /// The page as text: every line ends with a line end, and none with spaces.
  std::string text() const { return text_; }

 private:
  struct Line {
    std::string text = {};
    Look look = Look::plain;
  };
  static std::vector<Line> lines(const std::vector<Paragraph>& paragraphs, std::size_t width);
  void put(std::size_t indent, const Line& line);
  void stack(const Paragraph& label, const std::vector<Paragraph>& text);
  std::string colored(const Line& line) const;

  std::size_t width_;
  bool color_;
  std::string text_ = {};
};

}  // namespace candor
