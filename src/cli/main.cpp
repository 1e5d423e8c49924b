// SPDX-License-Identifier: Apache-2.0
#include <csignal>
#include <iostream>
#include <span>

#include "cli/cli.h"
#include "cli/files.h"
#include "cli/process.h"

namespace {

using candor::cli::Exit;

Exit run(int argc, const char* const* argv, candor::cli::Streams io) {
  const auto parsed = candor::cli::parse(argc, argv, io);
  if (const Exit* done = std::get_if<Exit>(&parsed)) return *done;
  return std::visit([&](const auto& args) { return candor::cli::execute(args, io); },
                    std::get<candor::cli::Command>(parsed));
}

}  // namespace

int main(int argc, char** argv) {
  using candor::Diagnostic;
  candor::cli::forbid_core_dumps();
  candor::cli::end_cleanly_on_faults();
  candor::cli::reserve_standard_streams();
  std::ios::sync_with_stdio(false);
  std::signal(SIGXFSZ, SIG_IGN);  // reaching the file size limit is an error like a full disk
  const candor::cli::Streams io{std::cout, std::cerr};
  try {
    const Exit exit = run(argc, argv, io);
    // Checked once, at the end: a full disk must not look like success.
    std::cout.flush();
    if (std::cout) return static_cast<int>(exit);
    const Diagnostic problem{
        .code = candor::codes::unwritable_output,
        .message = "this cannot be written",
        .help = "see where standard output goes: the disk may be full, or the pipe closed",
        .file = "<standard output>"};
    candor::cli::print_diagnostics(io, candor::cli::format_asked_for(argc, argv),
                                   std::span(&problem, 1));
    return static_cast<int>(Exit::output);
  } catch (...) {
    return static_cast<int>(candor::cli::report_exception());
  }
}
