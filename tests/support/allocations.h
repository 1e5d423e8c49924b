// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace candor {

/// How often this test program has asked for memory; `allocation_test` counts it.
std::size_t allocations_so_far() noexcept;

}  // namespace candor
