// SPDX-License-Identifier: Apache-2.0
// Selects between portable loops and loops for AVX2.

#pragma once

#include <cstdint>
#include <string_view>

namespace candor {

/// The instructions that a loop uses. The results are the same.
enum class Simd : std::uint8_t { portable, avx2 };

/// "portable", "avx2".
std::string_view to_string(Simd simd) noexcept;

/// Whether this machine has AVX2, BMI2 and carry-less multiplication.
bool has_avx2() noexcept;

/// The fastest that this machine supports.
Simd best_simd() noexcept;

}  // namespace candor

/// Marks a function that uses these instructions, whatever machine the compiler targets.
#if defined(__x86_64__)
#define CANDOR_AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt,pclmul,lzcnt")))
#endif
