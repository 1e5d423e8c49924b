// SPDX-License-Identifier: Apache-2.0
// Files that are written completely or not at all.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "candor/base/diagnostic.h"
#include "cli/files.h"

namespace candor::cli {

/// An output being written. The content goes to a temporary file in the same folder, with mode
/// 0600, which `commit` flushes and renames. Until then nothing has the file's name, and without
/// `commit` the temporary file is removed, even if an ordinary signal (Ctrl-C, a hang-up, a closed
/// pipe) ends the process; only signals that cannot be caught leave it. An output that is not a
/// regular file (a pipe, a device) is written to directly.
class OutputFile {
 public:
  /// `E903` when `path` is one of `inputs`, `E908` when it is a regular file that exists and is not
  /// to be replaced, `E902` when it cannot be written.
  static Outcome<OutputFile> open(const std::string& path, std::span<const std::string> inputs,
                                  Existing existing);

  /// What `open` would say, as far as can be told without writing.
  static std::optional<Diagnostic> check(const std::string& path,
                                         std::span<const std::string> inputs, Existing existing);

  /// Standard output, which is written to directly. `E903` when it is one of the files `inputs`.
  static Outcome<OutputFile> standard(std::span<const std::string> inputs);

  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&& other) noexcept;
  ~OutputFile();

  /// False when this or an earlier write failed: `problem` says why.
  bool write(std::string_view content);

  /// Whether the reader of a pipe has gone.
  bool pipe_is_closed() const noexcept;

  /// Gives the file its name, or `name` instead. Nothing on success.
  std::optional<Diagnostic> commit(const std::string& name = {});

  /// Locks the file as `commit` will name it (`flock`) until the descriptor returned is closed; -1
  /// where there is nothing to lock.
  int lock() const noexcept;

  /// Commits all of the files or none; but where the file system cannot exchange two names, a file
  /// that has already replaced another one stays.
  static std::optional<Diagnostic> commit_all(std::span<OutputFile> files);

  /// `E902` with the reason when writing has failed, `E908` when a file has meanwhile taken the
  /// name.
  std::optional<Diagnostic> problem() const;

 private:
  OutputFile() = default;
  void discard() noexcept;
  std::optional<Diagnostic> finish();
  void publish() noexcept;
  void withdraw() noexcept;
  void begin_writeback(std::int64_t written) noexcept;
  bool rename_to(const char* target) const noexcept;

  // The file that had the name before: none, or kept under the temporary name, or lost.
  enum class Replaced : std::uint8_t { nothing, kept, lost };

  std::string path_ = {};       // as the user named it
  std::string target_ = {};     // the file to replace; empty: written to directly
  std::string temporary_ = {};  // in the same folder
  std::size_t slot_ = 0;        // index of the temporary file among those that signals remove
  Existing existing_ = Existing::refuse;
  Replaced replaced_ = Replaced::nothing;
  int descriptor_ = -1;
  int error_ = 0;              // errno
  std::int64_t written_ = 0;   // bytes
  std::int64_t flushing_ = 0;  // of those, already being flushed
};

/// Removes the temporary files of all unfinished outputs. Async-signal-safe, for signal handlers
/// that end the process.
void remove_unfinished_files() noexcept;

/// Makes writing to a closed pipe an error of `write` instead of a signal. Returns whether SIGPIPE
/// had its default action before; if so, `end_by_pipe_signal` may end the process as usual.
bool ignore_pipe_signal();

/// Ends the process by SIGPIPE, as other tools end when `head` has read enough.
[[noreturn]] void end_by_pipe_signal();

/// Whether two paths name the same file, whether or not it exists.
bool same_name(const std::string& a, const std::string& b);

}  // namespace candor::cli
