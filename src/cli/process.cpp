// SPDX-License-Identifier: Apache-2.0
#include "cli/process.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <new>
#include <system_error>

#include <gmp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "candor/base/errors.h"
#include "cli/files.h"
#include "cli/line_reader.h"
#include "cli/output_file.h"

namespace candor::cli {
namespace {

// Allocates nothing.
void print_fault(const char* kind, const char* what, const char* advice = "") noexcept {
  std::array<char, 512> line;
  const int size =
      std::snprintf(line.data(), line.size(), "candor: %s: %s%s\n", kind, what, advice);
  if (size <= 0) return;
  const std::size_t shown = std::min(static_cast<std::size_t>(size), line.size() - 1);
  static_cast<void>(!::write(STDERR_FILENO, line.data(), shown));
}

[[noreturn]] void end(Exit exit) noexcept {
  remove_unfinished_files();
  restore_terminal();
  std::_Exit(static_cast<int>(exit));
}

Exit report_out_of_memory() noexcept {
  print_fault("error", "out of memory");
  return Exit::system;
}

[[noreturn]] void end_out_of_memory() noexcept {
  static std::atomic_flag ending = {};
  while (ending.test_and_set()) ::pause();  // another thread got here first
  end(report_out_of_memory());
}

// GMP's own functions call `abort`.
void* allocate_for_gmp(std::size_t size) {
  void* memory = std::malloc(size);
  if (memory == nullptr) end_out_of_memory();
  return memory;
}

void* reallocate_for_gmp(void* old, std::size_t, std::size_t size) {
  void* memory = std::realloc(old, size);
  if (memory == nullptr) end_out_of_memory();
  return memory;
}

}  // namespace

// Neither call can fail: lowering one's own limits is always allowed.
void forbid_core_dumps() {
  const rlimit nothing{};
  ::setrlimit(RLIMIT_CORE, &nothing);
#ifndef CANDOR_LEAKS_ARE_SOUGHT
  // The limit has no effect where the system pipes core dumps to a program; this does. It would
  // also stop the leak checker of sanitizer builds, which traces the process.
  ::prctl(PR_SET_DUMPABLE, 0);
#endif
}

void end_cleanly_on_faults() {
  std::set_new_handler(end_out_of_memory);
  ::mp_set_memory_functions(allocate_for_gmp, reallocate_for_gmp, nullptr);
  // The usual handler prints what the exception says.
  std::set_terminate([] { end(report_exception()); });
}

Exit report_exception() noexcept {
  constexpr const char* advice = ": a bug in candor, please report it";
  const std::exception_ptr exception = std::current_exception();
  try {
    if (exception) std::rethrow_exception(exception);
  } catch (const std::bad_alloc&) {
    return report_out_of_memory();
  } catch (const InternalError& e) {
    print_fault("internal error", e.what(), advice);
    return Exit::internal;
  } catch (const SystemError& e) {
    print_fault("error", e.what());
    return Exit::system;
  } catch (const std::system_error& e) {
    print_fault("error", system_message(e.code().value()).c_str());
    return Exit::system;
  } catch (...) {
    // Any other text could hold an answer.
  }
  print_fault("internal error", "an unexpected exception", advice);
  return Exit::internal;
}

}  // namespace candor::cli
