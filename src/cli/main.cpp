// SPDX-License-Identifier: Apache-2.0
#include <cerrno>
#include <exception>
#include <iostream>

#include "cli/cli.h"

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
  // Standard output is checked once, at the end: a full disk must not look like success.
  std::ios::sync_with_stdio(false);
  try {
    Exit exit = run(argc, argv, {std::cout, std::cerr});
    errno = 0;
    std::cout.flush();
    if (!std::cout) {
      std::cerr << "candor: error: standard output cannot be written [E902]\n";
      exit = Exit::output;
    }
    return static_cast<int>(exit);
  } catch (const std::exception& e) {
    std::cerr << "candor: internal error: " << e.what() << '\n';
  }
  return 70;  // EX_SOFTWARE of sysexits.h: a fault of candor, not of its input
}
