// SPDX-License-Identifier: Apache-2.0
// A library to be preloaded, in which one call to the system fails. run.py, which counts the calls
// first, says which:
//
//   CANDOR_FAULT         the kind of call, one of `kinds`
//   CANDOR_FAULT_NUMBER  which of them fails, counted from 1 where `main` begins; 0: none
//   CANDOR_FAULT_LASTS   set: every one after it fails too
//   CANDOR_FAULT_BYTES   what a write that is killed still writes
//   CANDOR_FAULT_COUNT   the file that gets the number of calls when the process exits

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string_view>

#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "candor/base/errors.h"

namespace {

enum class Kind {
  none,
  allocation,
  open,
  read,
  write,
  sync,
  rename,
  thread,
  brief,        // less is read or written than was asked for: no error
  interrupted,  // EINTR: no error either
  internal,     // the exception for a bug, out of `open`
  other,        // any other exception
  number,       // something thrown that is no std::exception
  escaping,     // an exception out of `close`, which a destructor calls
  killed        // SIGKILL in the middle of a write
};

constexpr std::array<std::string_view, 15> kinds{
    "none",  "allocation",  "open",     "read",  "write",  "sync",     "rename", "thread",
    "brief", "interrupted", "internal", "other", "number", "escaping", "killed"};

Kind kind = Kind::none;
unsigned long number = 0;
bool lasts = false;
bool begun = false;
std::atomic<unsigned long> calls = 0;

// Whether this call is the one to fail.
bool fails(Kind of) {
  if (of != kind || !begun) return false;
  const unsigned long call = ++calls;
  return number != 0 && (call == number || (lasts && call > number));
}

bool fails(Kind of, int error) {
  if (!fails(of)) return false;
  errno = error;
  return true;
}

template <class Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

void read_environment() {
  const char* name = std::getenv("CANDOR_FAULT");
  if (name == nullptr) return;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    if (kinds[i] == name) kind = static_cast<Kind>(i);
  }
  const char* which = std::getenv("CANDOR_FAULT_NUMBER");
  number = which != nullptr ? std::strtoul(which, nullptr, 10) : 0;
  lasts = std::getenv("CANDOR_FAULT_LASTS") != nullptr;
}

__attribute__((destructor)) void tell_count() {
  begun = false;
  const char* path = std::getenv("CANDOR_FAULT_COUNT");
  if (path == nullptr) return;
  std::FILE* file = std::fopen(path, "w");
  if (file == nullptr) return;
  std::fprintf(file, "%lu", calls.load());
  std::fclose(file);
}

using Main = int(int, char**, char**);
Main* real_main = nullptr;

int counted_main(int argc, char** argv, char** environment) {
  begun = true;
  return real_main(argc, argv, environment);
}

void throw_from_open() {
  if (fails(Kind::internal)) throw candor::InternalError("an invariant of the test");
  if (fails(Kind::other)) throw std::runtime_error("a-secret-answer");
  if (fails(Kind::number)) throw 7;
}

int open_at(int folder, const char* path, int flags, mode_t mode) {
  throw_from_open();
  if (fails(Kind::open, EMFILE)) return -1;
  return static_cast<int>(::syscall(SYS_openat, folder, path, flags, mode));
}

// The last argument of `open`, which is there only where a file may be made.
mode_t mode_of(int flags, va_list arguments) {
  return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0;
}

// How much of what is asked for is read or written.
std::size_t allowed(std::size_t size) { return size > 1 && fails(Kind::brief) ? size / 2 : size; }

ssize_t read_some(int file, void* to, std::size_t size) {
  if (fails(Kind::read, EIO) || fails(Kind::interrupted, EINTR)) return -1;
  return ::syscall(SYS_read, file, to, allowed(size));
}

// The message about a failure has to get out.
bool write_fails(int file) {
  return file != STDERR_FILENO && (fails(Kind::write, ENOSPC) || fails(Kind::interrupted, EINTR));
}

}  // namespace

extern "C" {

void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* __libc_memalign(std::size_t, std::size_t);

int __libc_start_main(Main* main, int argc, char** argv, void (*init)(), void (*fini)(),
                      void (*rtld_fini)(), void* end) {
  read_environment();
  real_main = main;
  using Start = int(Main*, int, char**, void (*)(), void (*)(), void (*)(), void*);
  return next<Start>("__libc_start_main")(counted_main, argc, argv, init, fini, rtld_fini, end);
}

void* malloc(std::size_t size) noexcept {
  return fails(Kind::allocation, ENOMEM) ? nullptr : __libc_malloc(size);
}

void* calloc(std::size_t count, std::size_t size) noexcept {
  return fails(Kind::allocation, ENOMEM) ? nullptr : __libc_calloc(count, size);
}

void* realloc(void* old, std::size_t size) noexcept {
  return fails(Kind::allocation, ENOMEM) ? nullptr : __libc_realloc(old, size);
}

void* aligned_alloc(std::size_t alignment, std::size_t size) noexcept {
  return fails(Kind::allocation, ENOMEM) ? nullptr : __libc_memalign(alignment, size);
}

int posix_memalign(void** out, std::size_t alignment, std::size_t size) noexcept {
  if (fails(Kind::allocation)) return ENOMEM;
  *out = __libc_memalign(alignment, size);
  return *out == nullptr ? ENOMEM : 0;
}

void* mmap(void* address, std::size_t size, int protection, int flags, int file,
           off_t offset) noexcept {
  if (fails(Kind::allocation, ENOMEM)) return MAP_FAILED;
  return reinterpret_cast<void*>(
      ::syscall(SYS_mmap, address, size, protection, flags, file, offset));
}

int open(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_of(flags, arguments);
  va_end(arguments);
  return open_at(AT_FDCWD, path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_of(flags, arguments);
  va_end(arguments);
  return open_at(AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char* path, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_of(flags, arguments);
  va_end(arguments);
  return open_at(folder, path, flags, mode);
}

int __open_2(const char* path, int flags) { return open_at(AT_FDCWD, path, flags, 0); }

int mkostemp(char* name, int flags) {
  if (fails(Kind::open, EMFILE)) return -1;
  return next<int(char*, int)>("mkostemp")(name, flags);
}

ssize_t read(int file, void* to, std::size_t size) { return read_some(file, to, size); }
ssize_t __read_chk(int file, void* to, std::size_t size, std::size_t) {
  return read_some(file, to, size);
}

ssize_t write(int file, const void* from, std::size_t size) {
  if (write_fails(file)) return -1;
  if (file != STDERR_FILENO && fails(Kind::killed)) {
    const char* bytes = std::getenv("CANDOR_FAULT_BYTES");
    const std::size_t most = bytes != nullptr ? std::strtoul(bytes, nullptr, 10) : 0;
    ::syscall(SYS_write, file, from, std::min(most, size));
    ::kill(::getpid(), SIGKILL);
  }
  return ::syscall(SYS_write, file, from, file == STDERR_FILENO ? size : allowed(size));
}

ssize_t writev(int file, const iovec* parts, int count) {
  if (write_fails(file)) return -1;
  return ::syscall(SYS_writev, file, parts, count > 1 ? static_cast<int>(allowed(2)) : count);
}

int fsync(int file) {
  if (fails(Kind::sync, EIO)) return -1;
  return static_cast<int>(::syscall(SYS_fsync, file));
}

int sync_file_range(int file, off64_t from, off64_t size, unsigned flags) {
  if (fails(Kind::sync, EIO)) return -1;
  return static_cast<int>(::syscall(SYS_sync_file_range, file, from, size, flags));
}

int rename(const char* from, const char* to) noexcept {
  if (fails(Kind::rename, EPERM)) return -1;
  return static_cast<int>(::syscall(SYS_rename, from, to));
}

int renameat2(int from_folder, const char* from, int to_folder, const char* to,
              unsigned flags) noexcept {
  if (fails(Kind::rename, EPERM)) return -1;
  return static_cast<int>(::syscall(SYS_renameat2, from_folder, from, to_folder, to, flags));
}

int pthread_create(pthread_t* thread, const pthread_attr_t* how, void* (*start)(void*),
                   void* argument) noexcept {
  if (fails(Kind::thread)) return EAGAIN;
  return next<int(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*)>("pthread_create")(
      thread, how, start, argument);
}

int close(int file) {
  if (fails(Kind::escaping)) throw std::runtime_error("a-secret-answer");
  return static_cast<int>(::syscall(SYS_close, file));
}

}  // extern "C"
