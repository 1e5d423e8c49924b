// SPDX-License-Identifier: Apache-2.0
#include "cli/journal_file.h"

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <ctime>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace candor::cli {
namespace {

Diagnostic no_journal_written(const std::string& path, int error) {
  return {.code = codes::unwritable_output,
          .message = fmt::format("this cannot be written: {}", system_message(error)),
          .file = path};
}

Diagnostic not_a_journal(const std::string& path) {
  return {.code = codes::not_a_journal,
          .message = "this is not a journal",
          .help = "nothing was written to it: name a new file, or a journal of candor",
          .file = path};
}

enum class Journaling : std::uint8_t { look, append };

// A journal, open and locked. Closing it frees the lock. A new one that nothing was written to is
// removed again.
class JournalFile {
 public:
  static Outcome<JournalFile> open(const std::string& path, Journaling how);

  JournalFile(JournalFile&& other) noexcept
      : path_(std::move(other.path_)),
        descriptor_(std::exchange(other.descriptor_, -1)),
        size_(other.size_),
        is_new_(std::exchange(other.is_new_, false)) {}
  JournalFile& operator=(JournalFile&&) = delete;
  ~JournalFile() {
    if (is_new_) ::unlink(path_.c_str());
    if (descriptor_ >= 0) ::close(descriptor_);
  }

  Outcome<std::string> line_for(const JournalEntry& entry) const;
  std::optional<Diagnostic> append(std::string_view line);

 private:
  explicit JournalFile(std::string path) : path_(std::move(path)) {}
  int find(Journaling how);
  int lock();
  int write(std::string_view line) const;
  int flush() const;

  std::string path_;
  int descriptor_ = -1;
  off_t size_ = 0;       // before anything was appended
  bool is_new_ = false;  // and still empty
};

// Opens the file, or makes it. An error number, or 0.
int JournalFile::find(Journaling how) {
  constexpr int always = O_CLOEXEC | O_NONBLOCK;
  const int flags = always | (how == Journaling::look ? O_RDONLY : O_RDWR | O_APPEND);
  descriptor_ = ::open(path_.c_str(), flags);
  if (descriptor_ >= 0) return 0;
  if (errno != ENOENT || how == Journaling::look) return errno;
  descriptor_ = ::open(path_.c_str(), flags | O_CREAT | O_EXCL, S_IRUSR | S_IWUSR);
  is_new_ = descriptor_ >= 0;
  return is_new_ ? 0 : errno;
}

Outcome<JournalFile> JournalFile::open(const std::string& path, Journaling how) {
  constexpr int most_tries = 100;
  for (int i = 0; i < most_tries; ++i) {
    JournalFile file(path);
    const int error = file.find(how);
    if (error == EEXIST) continue;  // another program made it in between
    if (error != 0) return {.problem = no_journal_written(path, error)};
    struct stat opened {};
    if (::fstat(file.descriptor_, &opened) == 0 && !S_ISREG(opened.st_mode))
      return {.problem = not_a_journal(path)};
    if (const int locked = file.lock()) return {.problem = no_journal_written(path, locked)};
    // While this program waited for the lock, another may have put a new file in its place.
    struct stat named {};
    const bool same = ::fstat(file.descriptor_, &opened) == 0 &&
                      ::stat(path.c_str(), &named) == 0 && opened.st_dev == named.st_dev &&
                      opened.st_ino == named.st_ino;
    file.size_ = opened.st_size;
    file.is_new_ = file.is_new_ && same && file.size_ == 0;
    if (same) return {.value = std::move(file)};
  }
  return {.problem = no_journal_written(path, ESTALE)};
}

int JournalFile::lock() {
  while (::flock(descriptor_, LOCK_EX) != 0) {
    if (errno != EINTR) return errno;
  }
  return 0;
}

Outcome<std::string> JournalFile::line_for(const JournalEntry& entry) const {
  const off_t size = std::min<off_t>(size_, journal_tail);
  std::string tail(static_cast<std::size_t>(size), '\0');
  for (std::size_t read = 0; read < tail.size();) {
    const ssize_t got = ::pread(descriptor_, tail.data() + read, tail.size() - read,
                                size_ - size + static_cast<off_t>(read));
    if (got > 0) {
      read += static_cast<std::size_t>(got);
    } else if (got == 0 || errno != EINTR) {
      return {.problem = no_journal_written(path_, got == 0 ? EIO : errno)};
    }
  }
  auto line = journal_append(tail, size == size_, entry);
  if (!line) return {.problem = not_a_journal(path_)};
  return {.value = std::move(line)};
}

// One write holds the whole line, unless the system takes less of it.
int JournalFile::write(std::string_view line) const {
  while (!line.empty()) {
    const ssize_t written = ::write(descriptor_, line.data(), line.size());
    if (written >= 0) {
      line.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno != EINTR) {
      return errno;
    }
  }
  return 0;
}

int JournalFile::flush() const {
  if (::fsync(descriptor_) != 0) return errno;
  if (size_ > 0) return 0;
  // The name of a new file has to get to the disk, too.
  const std::size_t slash = path_.rfind('/');
  const std::string folder = slash == path_.npos ? "." : path_.substr(0, slash + 1);
  const int directory = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (directory < 0) return 0;  // a folder that may not be read
  ::fsync(directory);
  ::close(directory);
  return 0;
}

std::optional<Diagnostic> JournalFile::append(std::string_view line) {
  int error = write(line);
  if (error == 0) error = flush();
  if (error == 0) {
    is_new_ = false;
    return std::nullopt;
  }
  // What was not written whole is taken back; if that fails too, the next line continues after it.
  static_cast<void>(::ftruncate(descriptor_, size_) == 0);
  return no_journal_written(path_, error);
}

}  // namespace

std::optional<Diagnostic> append_to_journal(const std::string& path, const JournalEntry& entry) {
  Outcome<JournalFile> file = JournalFile::open(path, Journaling::append);
  if (!file.value) return std::move(file.problem);
  const Outcome<std::string> line = file.value->line_for(entry);
  if (!line.value) return line.problem;
  return file.value->append(*line.value);
}

std::optional<Diagnostic> refuse_journal(const std::string& path) {
  struct stat existing {};
  if (::stat(path.c_str(), &existing) != 0) {
    if (errno != ENOENT) return no_journal_written(path, errno);
    const std::size_t slash = path.rfind('/');
    const std::string folder = slash == path.npos ? "." : path.substr(0, slash + 1);
    if (::access(folder.c_str(), W_OK | X_OK) != 0) return no_journal_written(path, errno);
    return std::nullopt;
  }
  if (::access(path.c_str(), W_OK) != 0) return no_journal_written(path, errno);
  const Outcome<JournalFile> file = JournalFile::open(path, Journaling::look);
  if (!file.value) return file.problem;
  const Outcome<std::string> line = file.value->line_for({});
  if (!line.value) return line.problem;
  return std::nullopt;
}

std::string utc_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  ::gmtime_r(&now, &parts);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", parts.tm_year + 1900, parts.tm_mon + 1,
                     parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec);
}

}  // namespace candor::cli
