// SPDX-License-Identifier: Apache-2.0
#include "cli/output_file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>
#include <new>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace candor::cli {
namespace {

constexpr std::array ordinary_signals{SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGXCPU, SIGALRM};

// The temporary files, stored where a signal handler may read them.
struct Slot {
  volatile std::sig_atomic_t used = 0;
  std::array<char, PATH_MAX> path = {};
};
std::array<Slot, 8> slots;

extern "C" void remove_files_and_end(int signal) {
  remove_unfinished_files();
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

// A signal that the caller ignores (`nohup`) stays ignored.
void catch_ordinary_signals() {
  static const bool once = [] {
    for (const int signal : ordinary_signals) {
      struct sigaction before {};
      if (::sigaction(signal, nullptr, &before) != 0 || before.sa_handler != SIG_DFL) continue;
      struct sigaction handler {};
      handler.sa_handler = remove_files_and_end;
      ::sigemptyset(&handler.sa_mask);
      ::sigaction(signal, &handler, nullptr);
    }
    return true;
  }();
  static_cast<void>(once);
}

// Blocks signals while a temporary file is created, renamed or removed.
class SignalsBlocked {
 public:
  SignalsBlocked() {
    sigset_t set;
    ::sigemptyset(&set);
    for (const int signal : ordinary_signals) ::sigaddset(&set, signal);
    ::sigprocmask(SIG_BLOCK, &set, &before_);
  }
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;
  ~SignalsBlocked() { ::sigprocmask(SIG_SETMASK, &before_, nullptr); }

 private:
  sigset_t before_{};
};

// Index of the slot taken. `slots.size()` when none is free or the path is too long; a signal then
// leaves the file.
std::size_t take_slot(const std::string& path) {
  for (std::size_t i = 0; i < slots.size(); ++i) {
    if (slots[i].used != 0 || path.size() >= slots[i].path.size()) continue;
    std::memcpy(slots[i].path.data(), path.c_str(), path.size() + 1);
    slots[i].used = 1;
    return i;
  }
  return slots.size();
}

void free_slot(std::size_t slot) {
  if (slot < slots.size()) slots[slot].used = 0;
}

Diagnostic cannot_be_written(const std::string& name, int error) {
  return {.code = codes::unwritable_output,
          .message = fmt::format("this cannot be written: {}", system_message(error)),
          .file = name};
}

Diagnostic a_dash() {
  return {.code = codes::unwritable_output,
          .message = "`-` is not accepted as a file name here",
          .help = "name a file",
          .file = "-"};
}

Diagnostic over_an_input(const std::string& name) {
  return {.code = codes::output_over_input,
          .message = "this is an input of the same command",
          .help = "name another file",
          .file = name};
}

Diagnostic already_exists(const std::string& name) {
  return {.code = codes::existing_file,
          .message = "this file already exists",
          .help = "name another file, or replace it with `--force`",
          .file = name};
}

// `input` may be "-": standard input can be redirected from a file.
bool is_among(std::span<const std::string> inputs, const struct stat& file) {
  return std::any_of(inputs.begin(), inputs.end(), [&](const std::string& input) {
    struct stat other {};
    const int found = input == "-" ? ::fstat(STDIN_FILENO, &other) : ::stat(input.c_str(), &other);
    return found == 0 && other.st_dev == file.st_dev && other.st_ino == file.st_ino;
  });
}

// Follows symbolic links, so that the file is replaced and not the link.
std::string resolved(const std::string& path) {
  const std::unique_ptr<char, decltype(&std::free)> real(::realpath(path.c_str(), nullptr),
                                                         &std::free);
  if (!real && errno == ENOMEM) throw std::bad_alloc();
  return real ? std::string(real.get()) : path;
}

constexpr const char* standard_output = "<standard output>";

}  // namespace

void remove_unfinished_files() noexcept {
  for (const Slot& slot : slots) {
    if (slot.used != 0) ::unlink(slot.path.data());
  }
}

Outcome<OutputFile> OutputFile::open(const std::string& path, std::span<const std::string> inputs,
                                     Existing existing_file) {
  if (path == "-") return {.problem = a_dash()};
  struct stat existing {};
  const bool exists = ::stat(path.c_str(), &existing) == 0;
  if (exists && is_among(inputs, existing)) return {.problem = over_an_input(path)};
  if (exists && S_ISREG(existing.st_mode) && existing_file == Existing::refuse)
    return {.problem = already_exists(path)};
  OutputFile file;
  file.path_ = path;
  file.existing_ = existing_file;
  if (exists && !S_ISREG(existing.st_mode)) {
    file.descriptor_ = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (file.descriptor_ < 0) return {.problem = cannot_be_written(path, errno)};
    return {.value = std::move(file)};
  }
  file.target_ = resolved(path);
  file.temporary_ = file.target_ + ".XXXXXX";
  catch_ordinary_signals();
  const SignalsBlocked blocked;
  file.descriptor_ = ::mkostemp(file.temporary_.data(), O_CLOEXEC);  // mode 0600
  if (file.descriptor_ < 0) {
    const int error = errno;
    file.temporary_.clear();
    return {.problem = cannot_be_written(path, error)};
  }
  file.slot_ = take_slot(file.temporary_);
  // Whatever the umask.
  if (::fchmod(file.descriptor_, S_IRUSR | S_IWUSR) != 0)
    return {.problem = cannot_be_written(path, errno)};
  return {.value = std::move(file)};
}

std::optional<Diagnostic> OutputFile::check(const std::string& path,
                                            std::span<const std::string> inputs,
                                            Existing existing) {
  struct stat found {};
  const bool exists = path != "-" && ::stat(path.c_str(), &found) == 0;
  if (exists && is_among(inputs, found)) return over_an_input(path);
  if (exists && S_ISDIR(found.st_mode)) return cannot_be_written(path, EISDIR);
  if (exists && S_ISREG(found.st_mode) && existing == Existing::refuse) return already_exists(path);
  if (path == "-") return a_dash();
  const std::filesystem::path folder = std::filesystem::path(resolved(path)).parent_path();
  // A pipe or a device is opened itself, which may wait for a reader: not now.
  const bool direct = exists && !S_ISREG(found.st_mode);
  const std::string opened = direct ? path : folder.empty() ? "." : folder.string();
  if (::faccessat(AT_FDCWD, opened.c_str(), direct ? W_OK : W_OK | X_OK, AT_EACCESS) != 0)
    return cannot_be_written(path, errno);
  return std::nullopt;
}

Outcome<OutputFile> OutputFile::standard(std::span<const std::string> inputs) {
  struct stat existing {};
  if (::fstat(STDOUT_FILENO, &existing) == 0 && S_ISREG(existing.st_mode) &&
      is_among(inputs, existing)) {
    return {.problem = over_an_input(standard_output)};
  }
  OutputFile file;
  file.path_ = standard_output;
  file.descriptor_ = STDOUT_FILENO;
  return {.value = std::move(file)};
}

OutputFile::OutputFile(OutputFile&& other) noexcept { *this = std::move(other); }

OutputFile& OutputFile::operator=(OutputFile&& other) noexcept {
  if (this == &other) return *this;
  discard();
  path_ = std::move(other.path_);
  target_ = std::move(other.target_);
  temporary_ = std::exchange(other.temporary_, {});
  slot_ = other.slot_;
  existing_ = other.existing_;
  replaced_ = other.replaced_;
  written_ = other.written_;
  flushing_ = other.flushing_;
  descriptor_ = std::exchange(other.descriptor_, -1);
  error_ = other.error_;
  return *this;
}

OutputFile::~OutputFile() { discard(); }

void OutputFile::discard() noexcept {
  if (descriptor_ > STDERR_FILENO) ::close(descriptor_);
  descriptor_ = -1;
  if (temporary_.empty()) return;
  const SignalsBlocked blocked;
  ::unlink(temporary_.c_str());
  free_slot(slot_);
  temporary_.clear();
}

bool OutputFile::write(std::string_view content) {
  while (error_ == 0 && !content.empty()) {
    const ssize_t written = ::write(descriptor_, content.data(), content.size());
    if (written >= 0) {
      content.remove_prefix(static_cast<std::size_t>(written));
      begin_writeback(written);
    } else if (errno != EINTR) {
      error_ = errno;
    }
  }
  return error_ == 0;
}

// A file is flushed before it gets its name. Starting to flush early makes that wait shorter.
void OutputFile::begin_writeback(std::int64_t written) noexcept {
  constexpr std::int64_t step = 8 * 1024 * 1024;
  if (temporary_.empty()) return;
  written_ += written;
  if (written_ - flushing_ < step) return;
  ::sync_file_range(descriptor_, flushing_, written_ - flushing_, SYNC_FILE_RANGE_WRITE);
  flushing_ = written_;
}

bool OutputFile::pipe_is_closed() const noexcept { return error_ == EPIPE; }

std::optional<Diagnostic> OutputFile::problem() const {
  if (error_ == 0) return std::nullopt;
  return error_ == EEXIST ? already_exists(path_) : cannot_be_written(path_, error_);
}

// Sends what was written to the disk. Nothing has the file's name yet.
std::optional<Diagnostic> OutputFile::finish() {
  const bool direct = temporary_.empty();
  if (error_ == 0 && !direct && descriptor_ >= 0 && ::fsync(descriptor_) != 0) error_ = errno;
  if (descriptor_ > STDERR_FILENO && ::close(descriptor_) != 0 && error_ == 0) error_ = errno;
  descriptor_ = -1;
  return problem();
}

// Where the file is not to replace another, one that has appeared since `open` stays, too.
bool OutputFile::rename_to(const char* target) const noexcept {
  if (existing_ == Existing::refuse) {
    if (::renameat2(AT_FDCWD, temporary_.c_str(), AT_FDCWD, target, RENAME_NOREPLACE) == 0)
      return true;
    // Not every file system can do that.
    if (errno != EINVAL && errno != ENOSYS) return false;
    if (::access(target, F_OK) == 0) {
      errno = EEXIST;
      return false;
    }
  }
  return ::rename(temporary_.c_str(), target) == 0;
}

int OutputFile::lock() const noexcept {
  if (temporary_.empty() || descriptor_ < 0) return -1;
  const int descriptor = ::fcntl(descriptor_, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  if (descriptor >= 0) ::flock(descriptor, LOCK_EX | LOCK_NB);  // new: nobody else has it
  return descriptor;
}

std::optional<Diagnostic> OutputFile::commit(const std::string& name) {
  finish();
  if (error_ == 0 && !temporary_.empty()) {
    const SignalsBlocked blocked;
    const std::string target = name.empty() ? target_ : resolved(name);
    if (!rename_to(target.c_str())) {
      error_ = errno;
    } else {
      free_slot(slot_);
      temporary_.clear();
    }
  }
  discard();
  return problem();
}

// Gives the file its name, in a way that `withdraw` can undo.
void OutputFile::publish() noexcept {
  const char* from = temporary_.c_str();
  const char* to = target_.c_str();
  if (existing_ == Existing::replace &&
      ::renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_EXCHANGE) == 0) {
    replaced_ = Replaced::kept;
    return;
  }
  const bool nothing = existing_ == Existing::refuse || errno == ENOENT;
  replaced_ = nothing ? Replaced::nothing : Replaced::lost;
  if (!rename_to(to)) error_ = errno;
}

void OutputFile::withdraw() noexcept {
  if (temporary_.empty()) return;
  if (replaced_ == Replaced::kept)
    ::renameat2(AT_FDCWD, temporary_.c_str(), AT_FDCWD, target_.c_str(), RENAME_EXCHANGE);
  if (replaced_ == Replaced::nothing) ::unlink(target_.c_str());
}

std::optional<Diagnostic> OutputFile::commit_all(std::span<OutputFile> files) {
  if (files.size() == 1) return files[0].commit();
  for (OutputFile& file : files) {
    if (auto problem = file.finish()) return problem;
  }
  const SignalsBlocked blocked;
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (files[i].temporary_.empty()) continue;
    files[i].publish();
    if (files[i].error_ == 0) continue;
    while (i-- > 0) files[i].withdraw();
    break;
  }
  std::optional<Diagnostic> problem;
  for (OutputFile& file : files) {
    if (!problem) problem = file.problem();
    file.discard();
  }
  return problem;
}

bool ignore_pipe_signal() {
  struct sigaction before {};
  const bool was_default =
      ::sigaction(SIGPIPE, nullptr, &before) == 0 && before.sa_handler == SIG_DFL;
  std::signal(SIGPIPE, SIG_IGN);
  return was_default;
}

void end_by_pipe_signal() {
  std::signal(SIGPIPE, SIG_DFL);
  std::raise(SIGPIPE);
  std::_Exit(static_cast<int>(Exit::output));  // if SIGPIPE is blocked
}

bool same_name(const std::string& a, const std::string& b) {
  std::error_code error;
  const auto whole = [&](const std::string& name) {
    return std::filesystem::weakly_canonical(std::filesystem::absolute(name, error), error);
  };
  return whole(a) == whole(b) && !error;
}

}  // namespace candor::cli
