// SPDX-License-Identifier: Apache-2.0
// Runs the seeds of a fuzz target without libFuzzer: fuzz_replay TARGET SEEDS. A seed that breaks
// the target ends the program, and its name is the last line printed.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <exception>
#include <map>
#include <string>

#include "support/cases.h"

using Target = int(const std::uint8_t* data, std::size_t size);
extern "C" {
Target fuzz_rules, fuzz_answers, fuzz_map, fuzz_dialect, fuzz_reader, fuzz_ndjson;
}

int main(int argc, char** argv) {
  const std::map<std::string, Target*> targets = {
      {"fuzz_rules", fuzz_rules},     {"fuzz_answers", fuzz_answers}, {"fuzz_map", fuzz_map},
      {"fuzz_dialect", fuzz_dialect}, {"fuzz_reader", fuzz_reader},   {"fuzz_ndjson", fuzz_ndjson},
  };
  const auto target = argc == 3 ? targets.find(argv[1]) : targets.end();
  if (target == targets.end()) {
    std::fputs("usage: fuzz_replay TARGET SEEDS\n", stderr);
    return 2;
  }
  try {
    for (const candor::testing::Case& seed : candor::testing::read_cases(argv[2]).cases) {
      std::fprintf(stderr, "%s\n", seed.name.c_str());
      target->second(reinterpret_cast<const std::uint8_t*>(seed.input.data()), seed.input.size());
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "fuzz_replay: %s\n", error.what());
    return 1;
  }
  return 0;
}
