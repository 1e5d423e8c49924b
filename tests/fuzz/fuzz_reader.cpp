// SPDX-License-Identifier: Apache-2.0
// Any bytes as an intake file: read or refused, the same in blocks of every size, and nothing lost.
#include <cstddef>
#include <cstdint>

#include "intake_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  candor::check_fuzz_run(bytes, std::size_t{1} + data[0] % 64);
  return 0;
}
