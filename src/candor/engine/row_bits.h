// SPDX-License-Identifier: Apache-2.0
// Bits of the rows of a block.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "candor/engine/simd.h"

namespace candor {

/// The rows of a block: as many as their classes, one byte each, fit the first cache beside the
/// bits made of them.
inline constexpr std::size_t block_rows = 256;

/// A bit for each row of a block.
struct alignas(32) RowBits {
  static constexpr std::size_t words = block_rows / 64;
  std::uint64_t word[words] = {};

  bool has(std::size_t row) const noexcept { return (word[row / 64] >> (row % 64) & 1U) != 0; }
  void set(std::size_t row) noexcept { word[row / 64] |= std::uint64_t{1} << (row % 64); }
  bool none() const noexcept { return (word[0] | word[1] | word[2] | word[3]) == 0; }

  /// Without an instruction that not every machine has, and so without a call for each word.
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

/// For each row its class, below `used` classes; to `out`, for each of its tests, the rows whose
/// class has the bit.
void split_classes(Simd simd, std::span<const std::uint8_t, block_rows> classes,
                   const ClassBits& bits, std::size_t used, std::span<RowBits> out) noexcept;

/// Turns 64 rows around: bit `i` of `out[row]` is bit `row` of `in[i]`. They may be the same array.
void transpose(std::span<const std::uint64_t, 64> in, std::span<std::uint64_t, 64> out) noexcept;

}  // namespace candor
