// SPDX-License-Identifier: Apache-2.0
// Loops that exist twice: for any machine, and for one with AVX2.

#pragma once

#include <cstdint>
#include <string_view>

namespace candor {

/// Which instructions a loop is written for. Both give the same values.
enum class Simd : std::uint8_t { portable, avx2 };

/// "portable", "avx2".
std::string_view to_string(Simd simd) noexcept;

/// Whether this machine has AVX2, BMI2 and carry-less multiplication.
bool has_avx2() noexcept;

/// The faster one of those that this machine has.
Simd best_simd() noexcept;

}  // namespace candor

/// Before a function that uses these instructions whatever the compiler was told of the machine.
#if defined(__x86_64__)
#define CANDOR_AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt,pclmul,lzcnt")))
#endif
