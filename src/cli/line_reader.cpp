// SPDX-License-Identifier: Apache-2.0
// The only file that knows libedit.
#include "cli/line_reader.h"

#include <array>
#include <cerrno>
#include <clocale>
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include <histedit.h>
#include <termios.h>
#include <unistd.h>

#include "cli/output_file.h"
#include "cli/terminal.h"

namespace candor::cli {
namespace {

constexpr int ending_signals[] = {SIGINT, SIGTERM, SIGHUP};

// State of the signal handler, which can only use globals.
termios terminal_before{};
volatile std::sig_atomic_t has_terminal = 0;
struct sigaction actions_before[std::size(ending_signals)];

// Must stay async-signal-safe.
extern "C" void end_at_once(int signal) {
  remove_unfinished_files();
  restore_terminal();
  if (signal == SIGINT) {
    [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, "\n", 1);
    ::_exit(130);
  }
  ::signal(signal, SIG_DFL);
  ::raise(signal);
}

bool can_edit() {
  const char* term = std::getenv("TERM");
  return ::isatty(STDERR_FILENO) == 1 && !wants_plain_lines() && term && *term != '\0' &&
         std::string_view(term) != "dumb";
}

}  // namespace

void restore_terminal() noexcept {
  if (has_terminal) ::tcsetattr(STDIN_FILENO, TCSANOW, &terminal_before);
}

struct LineReader::Editor {
  Editor() {
    // libedit decodes characters by the locale, which may not be UTF-8.
    if (!std::setlocale(LC_CTYPE, "C.UTF-8")) std::setlocale(LC_CTYPE, "");
    edit = ::el_init("candor", stdin, stderr, stderr);
    if (!edit) return;
    ::el_set(edit, EL_CLIENTDATA, this);
    ::el_set(edit, EL_PROMPT, &Editor::prompt_of);
    ::el_set(edit, EL_EDITOR, "emacs");
    ::el_set(edit, EL_SIGNAL, 0);
    // A terminal without capabilities, so that lines are redrawn with backspaces, not escapes.
    ::el_set(edit, EL_TERMINAL, "dumb");
  }
  Editor(const Editor&) = delete;
  Editor& operator=(const Editor&) = delete;
  ~Editor() {
    if (edit) ::el_end(edit);
  }

  static char* prompt_of(EditLine* edit) {
    Editor* self = nullptr;
    ::el_get(edit, EL_CLIENTDATA, &self);
    return self->prompt.data();
  }

  std::optional<std::string> read(std::string_view text) {
    prompt = text;
    ::el_resize(edit);
    int count = 0;
    const char* line = nullptr;
    do {
      errno = 0;
      // Before the prompt is shown: el_gets sets up the terminal only when it waits for a key. Text
      // typed before that would be echoed twice, and Ctrl-D would be lost.
      ::el_set(edit, EL_PREP_TERM, 1);
      line = ::el_gets(edit, &count);
    } while (!line && count < 0 && errno == EINTR);
    if (!line || count <= 0) return std::nullopt;
    std::string out(line, static_cast<std::size_t>(count));
    while (out.ends_with('\n') || out.ends_with('\r')) out.pop_back();
    return out;
  }

  EditLine* edit = nullptr;
  std::string prompt = {};
};

LineReader::LineReader() : interactive_(::isatty(STDIN_FILENO) == 1) {
  has_terminal = interactive_ && ::tcgetattr(STDIN_FILENO, &terminal_before) == 0;
  struct sigaction action {};
  action.sa_handler = end_at_once;
  for (std::size_t i = 0; i < std::size(ending_signals); ++i) {
    ::sigaction(ending_signals[i], &action, &actions_before[i]);
    // A signal that the caller ignores (`nohup`) stays ignored.
    if (actions_before[i].sa_handler == SIG_IGN) {
      ::sigaction(ending_signals[i], &actions_before[i], nullptr);
    }
  }
  if (interactive_ && can_edit()) {
    editor_ = std::make_unique<Editor>();
    if (!editor_->edit) editor_.reset();
  }
}

LineReader::~LineReader() {
  editor_.reset();
  for (std::size_t i = 0; i < std::size(ending_signals); ++i) {
    ::sigaction(ending_signals[i], &actions_before[i], nullptr);
  }
  has_terminal = 0;
}

std::optional<std::string> LineReader::read(std::string_view prompt) {
  std::optional<std::string> line = editor_ ? editor_->read(prompt) : read_plain(prompt);
  if (line && line->size() > longest_line) line->resize(longest_line);
  return line;
}

std::optional<std::string> LineReader::read_plain(std::string_view prompt) {
  std::fwrite(prompt.data(), 1, prompt.size(), stderr);
  std::fflush(stderr);
  bool cut = false;  // drop the rest of a line that is too long
  while (true) {
    const std::size_t end = buffer_.find('\n');
    if (end != std::string::npos || (ended_ && !buffer_.empty())) {
      std::string line = buffer_.substr(0, end);
      buffer_.erase(0, end == std::string::npos ? end : end + 1);
      if (line.ends_with('\r')) line.pop_back();
      return line;
    }
    if (ended_) return std::nullopt;
    if (buffer_.size() > longest_line) cut = true;
    if (cut) buffer_.resize(longest_line);
    std::array<char, 4096> block;
    const ssize_t got = ::read(STDIN_FILENO, block.data(), block.size());
    if (got < 0 && errno == EINTR) continue;
    ended_ = got <= 0;
    if (got > 0) buffer_.append(block.data(), static_cast<std::size_t>(got));
  }
}

}  // namespace candor::cli
