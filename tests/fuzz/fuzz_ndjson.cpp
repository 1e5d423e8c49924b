// SPDX-License-Identifier: Apache-2.0
// Any bytes as lines of JSON: an object first, so that the file is NDJSON whatever follows.
#include <cstddef>
#include <cstdint>
#include <string>

#include "intake_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace candor;
  if (size == 0) return 0;
  const std::string bytes = "{}\n" + std::string(reinterpret_cast<const char*>(data) + 1, size - 1);
  check_fuzz_run(bytes, std::size_t{1} + data[0] % 64);
  // What was rejected is rejected again, as often. The encoding is given: fewer rows may look like
  // another.
  const FuzzRun first = fuzz_run(bytes, 65536, {.encoding = Encoding::utf8});
  if (!first.refusal.empty() || !first.ndjson) return 0;
  const FuzzRun again = fuzz_run("{}\n" + first.rejects, 65536, {.encoding = Encoding::utf8});
  if (again.rejected != first.rejected) std::abort();
  return 0;
}
