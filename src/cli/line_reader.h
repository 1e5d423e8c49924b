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
/// While a LineReader exists, SIGINT ends the program at once with status 130, SIGTERM and SIGHUP
/// end it by that signal, and each restores the terminal first. There can be only one at a time.
class LineReader {
 public:
  /// Lines are truncated to this length, so the caller must reject a line of this length.
  static constexpr std::size_t longest_line = 4096;

  LineReader();
  LineReader(const LineReader&) = delete;
  LineReader& operator=(const LineReader&) = delete;
  ~LineReader();

  /// The line without its newline; nothing at the end of input.
  std::optional<std::string> read(std::string_view prompt);

  /// Whether standard input is a terminal.
  bool interactive() const noexcept { return interactive_; }

 private:
  struct Editor;
  std::optional<std::string> read_plain(std::string_view prompt);

  bool interactive_;
  std::unique_ptr<Editor> editor_;
  std::string buffer_ = {};  // read, but not yet returned
  bool ended_ = false;
};

/// Gives a terminal that a `LineReader` reads from back as it was found. Also for signal handlers.
void restore_terminal() noexcept;

}  // namespace candor::cli
