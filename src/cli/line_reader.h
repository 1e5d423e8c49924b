// SPDX-License-Identifier: Apache-2.0
// Lines that somebody types, or that come through a pipe.

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace candor::cli {

/// Reads standard input line by line, each after a prompt on standard error.
///
/// On a terminal the line can be edited (libedit, in UTF-8); nothing typed is kept. Elsewhere, and
/// with ACCESSIBLE=1 or TERM=dumb, lines are plain: the terminal's own editing. Either way no
/// escape sequence is written.
///
/// While one exists, SIGINT ends the program at once with status 130, SIGTERM and SIGHUP as they
/// always do, and each leaves the terminal as it was found. There may be only one at a time.
class LineReader {
 public:
  /// Lines are cut off here. One of this length is to be refused: its end is missing.
  static constexpr std::size_t longest_line = 4096;

  LineReader();
  LineReader(const LineReader&) = delete;
  LineReader& operator=(const LineReader&) = delete;
  ~LineReader();

  /// The line without its line end; nothing at the end of input.
  std::optional<std::string> read(std::string_view prompt);

  /// Whether somebody types at a terminal.
  bool interactive() const noexcept { return interactive_; }

 private:
  struct Editor;
  std::optional<std::string> read_plain(std::string_view prompt);

  bool interactive_;
  std::unique_ptr<Editor> editor_;
  std::string buffer_ = {};  // read, but not yet taken
  bool ended_ = false;
};

/// Gives a terminal that a `LineReader` reads from back as it was found. Also for signal handlers.
void restore_terminal() noexcept;

}  // namespace candor::cli
