// SPDX-License-Identifier: Apache-2.0
// Files written whole or not at all.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "candor/base/diagnostic.h"
#include "cli/files.h"

namespace candor::cli {

/// An output on its way. A file is written into a temporary one beside it with mode 0600, flushed,
/// then renamed; nothing stands under its name before `commit`, and nothing is left without it,
/// also where an ordinary signal (Ctrl-C, a hang-up, a closed pipe) ends the process: only what
/// cannot be caught leaves the temporary file. What is no regular file (a pipe, a device) is
/// written to directly.
class OutputFile {
 public:
  /// `E903` when `path` is one of `inputs`, `E902` when it cannot be written.
  static Outcome<OutputFile> open(const std::string& path, std::span<const std::string> inputs);

  /// Standard output: written to directly. `E903` when it is a file among `inputs`.
  static Outcome<OutputFile> standard(std::span<const std::string> inputs);

  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&& other) noexcept;
  ~OutputFile();

  /// False when it cannot be written, now or before: `problem` says why.
  bool write(std::string_view content);

  /// Whether the reader of a pipe has gone.
  bool pipe_is_closed() const noexcept;

  /// Puts the file under its name, or under `name` in its place. Nothing on success.
  std::optional<Diagnostic> commit(const std::string& name = {});

  /// Commits all of the files or none. Where the file system cannot exchange two names, a file that
  /// has replaced another one stays.
  static std::optional<Diagnostic> commit_all(std::span<OutputFile> files);

  /// `E902` with the reason, when writing has failed.
  std::optional<Diagnostic> problem() const;

 private:
  OutputFile() = default;
  void discard() noexcept;
  std::optional<Diagnostic> finish();
  void publish() noexcept;
  void withdraw() noexcept;
  void begin_writeback(std::int64_t written) noexcept;

  // What had the name before: nothing, or a file that is now the temporary one, or is lost.
  enum class Replaced : std::uint8_t { nothing, kept, lost };

  std::string path_ = {};       // as the user named it
  std::string target_ = {};     // what is replaced; empty: written to directly
  std::string temporary_ = {};  // beside it
  std::size_t slot_ = 0;        // of the temporary file among those that signals remove
  Replaced replaced_ = Replaced::nothing;
  int descriptor_ = -1;
  int error_ = 0;              // errno
  std::int64_t written_ = 0;   // bytes
  std::int64_t flushing_ = 0;  // of those, on their way to the disk
};

/// Removes the temporary files of outputs on their way. Only for a handler of signals that ends the
/// process itself; it does what POSIX allows in one.
void remove_unfinished_files() noexcept;

/// Makes a closed pipe an error of `write` instead of a signal. True when the caller of the process
/// had left the signal as it is: `end_quietly` then does what a closed pipe usually does.
bool hold_pipe_signal();

/// Ends the process by SIGPIPE, as other tools end when `head` has seen enough.
[[noreturn]] void end_quietly();

/// Whether two names are of one file, also where neither is there.
bool same_name(const std::string& a, const std::string& b);

}  // namespace candor::cli
