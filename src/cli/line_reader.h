// SPDX-License-Identifier: Apache-2.0
// Reads lines from a terminal or a pipe.

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace candor::cli {

/// Reads standard input line by line, each after a prompt on standard error.
///
/// On a terminal the line can be edited (libedit, in UTF-8); there is no history. Elsewhere, and
/// with ACCESSIBLE=1 or TERM=dumb, only the terminal's own editing is available. No escape
/// sequences are ever written.
///
/// While a LineReader exists, SIGTERM and SIGHUP end the program by that signal. So does SIGINT,
/// with status 130, unless standard input is a terminal: there the first one only ends the reading,
/// so that the caller can save. Each restores the terminal first. There can be only one at a time.
class LineReader {
 public:
  /// Lines are truncated to this length, so the caller must reject a line of this length.
  static constexpr std::size_t longest_line = 4096;

  LineReader();
  LineReader(const LineReader&) = delete;
  LineReader& operator=(const LineReader&) = delete;
  ~LineReader();

  /// The line without its newline; nothing at the end of input and when `interrupted`.
  std::optional<std::string> read(std::string_view prompt);

  /// Whether Ctrl-C was typed and `read_on` was not called since.
  bool interrupted() const noexcept;

  /// Lets `read` work again after Ctrl-C. The next one ends the program.
  void read_on() noexcept;

  /// Whether standard input is a terminal.
  bool interactive() const noexcept { return interactive_; }

 private:
  struct Editor;
  std::optional<std::string> read_plain(std::string_view prompt);

  bool interactive_;
  std::unique_ptr<Editor> editor_;
  std::string buffer_ = {};  // read, but not yet returned
  bool ended_ = false;
  bool reads_on_ = false;  // after Ctrl-C
};

/// Gives a terminal that a `LineReader` reads from back as it was found. Also for signal handlers.
void restore_terminal() noexcept;

}  // namespace candor::cli
