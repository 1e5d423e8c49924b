// SPDX-License-Identifier: Apache-2.0
#include "cli/save_file.h"

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/output_file.h"

namespace candor::cli {

SaveFile::SaveFile(SaveFile&& other) noexcept { *this = std::move(other); }

SaveFile& SaveFile::operator=(SaveFile&& other) noexcept {
  if (this == &other) return *this;
  release();
  path_ = std::move(other.path_);
  inputs_ = std::move(other.inputs_);
  existing_ = other.existing_;
  lock_ = std::exchange(other.lock_, -1);
  made_ = std::exchange(other.made_, false);
  return *this;
}

SaveFile::~SaveFile() { release(); }

void SaveFile::release() noexcept {
  if (made_) ::unlink(path_.c_str());
  made_ = false;
  if (lock_ >= 0) ::close(lock_);
  lock_ = -1;
}

// Locks a file that exists. Saving gives its name to another file, so the one that was locked may
// no longer be the one of that name.
std::optional<Diagnostic> SaveFile::take() {
  while (true) {
    const int descriptor = ::open(path_.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) return std::nullopt;  // writing will say why
    struct stat locked {
    }, named{};
    if (::fstat(descriptor, &locked) != 0 || !S_ISREG(locked.st_mode)) {
      ::close(descriptor);
      return std::nullopt;
    }
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
      ::close(descriptor);
      return Diagnostic{.code = codes::unwritable_output,
                        .message = "another interview is being saved to this file",
                        .help = "end that one first, or name another file",
                        .file = path_};
    }
    if (::stat(path_.c_str(), &named) == 0 && named.st_dev == locked.st_dev &&
        named.st_ino == locked.st_ino) {
      lock_ = descriptor;
      return std::nullopt;
    }
    ::close(descriptor);
  }
}

Outcome<SaveFile> SaveFile::open(std::string path, std::vector<std::string> inputs,
                                 Existing existing, std::string_view content) {
  SaveFile file;
  file.path_ = std::move(path);
  file.inputs_ = std::move(inputs);
  file.existing_ = existing;
  if (auto busy = file.take()) return {.problem = *std::move(busy)};
  if (auto refused = OutputFile::check(file.path_, file.inputs_, existing))
    return {.problem = *std::move(refused)};
  if (::access(file.path_.c_str(), F_OK) == 0) return {.value = std::move(file)};
  if (auto problem = file.write(content)) {
    // Another interview may have made it in the meantime.
    if (problem->code == codes::existing_file) {
      if (auto busy = file.take()) problem = std::move(busy);
    }
    return {.problem = *std::move(problem)};
  }
  file.made_ = true;
  return {.value = std::move(file)};
}

std::optional<Diagnostic> SaveFile::write(std::string_view content) {
  Outcome<OutputFile> file = OutputFile::open(path_, inputs_, existing_);
  if (!file.value) return std::move(file.problem);
  file.value->write(content);
  const int lock = file.value->lock();
  if (auto problem = file.value->commit()) {
    if (lock >= 0) ::close(lock);
    return problem;
  }
  if (lock_ >= 0) ::close(lock_);
  lock_ = lock;
  made_ = false;
  existing_ = Existing::replace;  // it is this interview's
  return std::nullopt;
}

}  // namespace candor::cli
