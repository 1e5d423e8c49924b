// SPDX-License-Identifier: Apache-2.0
// The only file that knows libedit.
#include "cli/line_reader.h"

#include <array>
#include <cerrno>
#include <clocale>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cwchar>

#include <fcntl.h>
#include <histedit.h>
#include <poll.h>
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

// What Ctrl-C does next.
enum Interrupt : std::sig_atomic_t {
  ends,     // the program, at once
  is_told,  // only `wait_for_input`
  was_told  // and the next one ends the program
};
volatile std::sig_atomic_t interrupt = ends;
volatile int told[2] = {-1, -1};  // a pipe, so that a signal before the wait is not lost

// Must stay async-signal-safe.
extern "C" void end_at_once(int signal) {
  if (signal == SIGINT && interrupt == is_told) {
    interrupt = was_told;
    const int error = errno;
    [[maybe_unused]] const ssize_t written = ::write(told[1], "", 1);
    errno = error;
    return;
  }
  remove_unfinished_files();
  restore_terminal();
  if (signal == SIGINT) {
    [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, "\n", 1);
    ::_exit(130);
  }
  ::signal(signal, SIG_DFL);
  ::raise(signal);
}

// Waits for something to read; false when Ctrl-C came first.
bool wait_for_input() {
  pollfd waited[]{{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0},
                  {.fd = told[0], .events = POLLIN, .revents = 0}};
  while (::poll(waited, std::size(waited), -1) < 0 && errno == EINTR) {
  }
  return waited[1].revents == 0;
}

// For libedit, whose own reading goes on after Ctrl-C: 1 for a character, 0 at the end, -1 for
// Ctrl-C and errors. Bytes that are not UTF-8 are skipped.
int read_key(EditLine*, wchar_t* key) {
  std::mbstate_t state{};
  bool begun = false;
  while (true) {
    if (!wait_for_input()) return -1;
    char byte = 0;
    const ssize_t got = ::read(STDIN_FILENO, &byte, 1);
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (got <= 0) return static_cast<int>(got);
    std::size_t length = std::mbrtowc(key, &byte, 1, &state);
    const auto bad = static_cast<std::size_t>(-1), unfinished = static_cast<std::size_t>(-2);
    if (length == bad) {
      state = {};
      // It may begin the next character.
      length = begun ? std::mbrtowc(key, &byte, 1, &state) : bad;
      if (length == bad) state = {};
    }
    begun = length == unfinished;
    if (length != bad && !begun) return 1;
  }
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
    ::el_set(edit, EL_GETCFN, read_key);
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
    // Before the prompt is shown: el_gets sets up the terminal only when it waits for a key. Text
    // typed before that would be echoed twice, and Ctrl-D would be lost.
    ::el_set(edit, EL_PREP_TERM, 1);
    line = ::el_gets(edit, &count);
    if (!line || count <= 0) {
      ::el_set(edit, EL_PREP_TERM, 0);
      return std::nullopt;
    }
    std::string out(line, static_cast<std::size_t>(count));
    while (out.ends_with('\n') || out.ends_with('\r')) out.pop_back();
    return out;
  }

  EditLine* edit = nullptr;
  std::string prompt = {};
};

LineReader::LineReader() : interactive_(::isatty(STDIN_FILENO) == 1) {
  has_terminal = interactive_ && ::tcgetattr(STDIN_FILENO, &terminal_before) == 0;
  int ends_of_pipe[2];
  if (interactive_ && ::pipe2(ends_of_pipe, O_CLOEXEC | O_NONBLOCK) == 0) {
    told[0] = ends_of_pipe[0];
    told[1] = ends_of_pipe[1];
    interrupt = is_told;
  }
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
  interrupt = ends;
  for (volatile int& end : told) {
    if (end >= 0) ::close(end);
    end = -1;
  }
}

bool LineReader::interrupted() const noexcept {
  return interrupt == was_told && told[0] >= 0 && !reads_on_;
}

void LineReader::read_on() noexcept {
  char byte = 0;
  while (::read(told[0], &byte, 1) > 0) {
  }
  reads_on_ = true;
}

std::optional<std::string> LineReader::read(std::string_view prompt) {
  if (interrupted()) return std::nullopt;
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
    if (ended_ || !wait_for_input()) return std::nullopt;
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
