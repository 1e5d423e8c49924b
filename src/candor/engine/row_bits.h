// SPDX-License-Identifier: Apache-2.0
// Sets of the rows of a block, as bits.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "candor/engine/simd.h"

namespace candor {

/// The number of rows in a block: their classes, one byte each, and the bits made from them fit
/// into the L1 cache.
inline constexpr std::size_t block_rows = 256;

/// A bit for each row of a block.
struct alignas(32) RowBits {
  static constexpr std::size_t words = block_rows / 64;
  std::uint64_t word[words] = {};

  bool has(std::size_t row) const noexcept { return (word[row / 64] >> (row % 64) & 1U) != 0; }
  void set(std::size_t row) noexcept { word[row / 64] |= std::uint64_t{1} << (row % 64); }
  bool none() const noexcept { return (word[0] | word[1] | word[2] | word[3]) == 0; }

  /// The number of rows in the set. Portable code: `std::popcount` would be a function call for
  /// each word, because not every machine has the instruction.
  std::size_t count() const noexcept {
    std::uint64_t bytes = 0;
    for (std::uint64_t w : word) {
      w -= w >> 1U & 0x5555555555555555U;
      w = (w & 0x3333333333333333U) + (w >> 2U & 0x3333333333333333U);
      bytes += (w + (w >> 4U)) & 0x0F0F0F0F0F0F0F0FU;
    }
    constexpr std::uint64_t every_other = 0x00FF00FF00FF00FFU;
    const std::uint64_t pairs = (bytes & every_other) + (bytes >> 8U & every_other);
    return static_cast<std::size_t>(pairs * 0x0001000100010001U >> 48U);
  }

  /// The first `rows` rows.
  static RowBits first(std::size_t rows) noexcept {
    RowBits out;
    for (std::size_t i = 0; i < words; ++i) {
      const std::size_t before = 64 * i;
      if (rows >= before + 64)
        out.word[i] = ~std::uint64_t{0};
      else if (rows > before)
        out.word[i] = (std::uint64_t{1} << (rows - before)) - 1;
    }
    return out;
  }

  static RowBits all() noexcept { return first(block_rows); }
};

inline RowBits operator&(const RowBits& a, const RowBits& b) noexcept {
  RowBits out;
  for (std::size_t i = 0; i < RowBits::words; ++i) out.word[i] = a.word[i] & b.word[i];
  return out;
}

inline RowBits operator|(const RowBits& a, const RowBits& b) noexcept {
  RowBits out;
  for (std::size_t i = 0; i < RowBits::words; ++i) out.word[i] = a.word[i] | b.word[i];
  return out;
}

inline RowBits operator~(const RowBits& a) noexcept {
  RowBits out;
  for (std::size_t i = 0; i < RowBits::words; ++i) out.word[i] = ~a.word[i];
  return out;
}

inline RowBits& operator|=(RowBits& a, const RowBits& b) noexcept { return a = a | b; }
inline RowBits& operator&=(RowBits& a, const RowBits& b) noexcept { return a = a & b; }

/// Bits of up to 8 tests by class: bit `7 - i` of `byte[class]` for test `i`.
struct alignas(16) ClassBits {
  static constexpr std::size_t most_classes = 128;
  std::uint8_t byte[most_classes] = {};
};

/// Given the class of each row, finds for each test in `out` the rows whose class has its bit.
/// Precondition: every class is less than `used`.
void split_classes(Simd simd, std::span<const std::uint8_t, block_rows> classes,
                   const ClassBits& bits, std::size_t used, std::span<RowBits> out) noexcept;

/// Transposes a 64 x 64 bit matrix: bit `i` of `out[row]` is bit `row` of `in[i]`. `in` and `out`
/// may be the same array.
void transpose(std::span<const std::uint64_t, 64> in, std::span<std::uint64_t, 64> out) noexcept;

}  // namespace candor
