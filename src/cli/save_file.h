// SPDX-License-Identifier: Apache-2.0
// The file that an interview is saved to.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/files.h"

namespace candor::cli {

/// A file that is written again and again, and locked (`flock`) from its opening to the end of this
/// object or of the process, so that no second interview is saved to it. Pipes and devices are
/// written to without a lock.
class SaveFile {
 public:
  /// Locks the file. One that does not exist is made, with `content`, so that there is something to
  /// lock; another keeps its content until the first `write`. `E902` when it cannot be written or
  /// another process has locked it, `E903` when it is one of `inputs`, `E908` when it exists and is
  /// not to be replaced.
  static Outcome<SaveFile> open(std::string path, std::vector<std::string> inputs,
                                Existing existing, std::string_view content);

  SaveFile(SaveFile&& other) noexcept;
  SaveFile& operator=(SaveFile&& other) noexcept;

  /// Removes the file if it has nothing but the content of `open`.
  ~SaveFile();

  /// Replaces the content, completely or not at all, and keeps the lock.
  std::optional<Diagnostic> write(std::string_view content);

  const std::string& path() const noexcept { return path_; }

 private:
  SaveFile() = default;
  std::optional<Diagnostic> take();
  void release() noexcept;

  std::string path_ = {};
  std::vector<std::string> inputs_ = {};
  Existing existing_ = Existing::refuse;
  int lock_ = -1;      // a descriptor
  bool made_ = false;  // by `open`, and not written since
};

}  // namespace candor::cli
