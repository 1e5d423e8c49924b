// SPDX-License-Identifier: Apache-2.0
#include "candor/engine/row_bits.h"

#include <algorithm>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace candor {
namespace {

// Handles eight rows at a time, as the bytes of a word; the multiplication gathers one bit of each.
void split_portable(const std::uint8_t* classes, const std::uint8_t* table,
                    std::span<RowBits> out) noexcept {
  constexpr std::uint64_t low_bits = 0x0101010101010101U;
  constexpr std::uint64_t gather = 0x0102040810204080U;
  for (RowBits& bits : out) bits = {};
  for (std::size_t row = 0; row < block_rows; row += 8) {
    std::uint64_t bytes = 0;
    for (std::size_t i = 0; i < 8; ++i) {
      bytes |= std::uint64_t{table[classes[row + i]]} << (8 * i);
    }
    for (std::size_t t = 0; t < out.size(); ++t) {
      const std::uint64_t eight = ((bytes >> (7 - t)) & low_bits) * gather >> 56U;
      out[t].word[row / 64] |= eight << (row % 64);
    }
  }
}

#if defined(CANDOR_AVX2)
CANDOR_AVX2 void split_avx2(const std::uint8_t* classes, const std::uint8_t* table,
                            std::size_t used, std::span<RowBits> out) noexcept {
  const std::size_t groups = (used + 15) / 16;
  for (std::size_t part = 0; part < block_rows / 32; ++part) {
    const __m256i in = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(classes + 32 * part));
    __m256i bytes = _mm256_setzero_si256();
    for (std::size_t g = 0; g < groups; ++g) {
      const __m256i lut = _mm256_broadcastsi128_si256(
          _mm_load_si128(reinterpret_cast<const __m128i*>(table + 16 * g)));
      // Classes of other groups get an index with its high bit set, which gives zero.
      const __m256i from_zero = _mm256_sub_epi8(in, _mm256_set1_epi8(static_cast<char>(16 * g)));
      const __m256i index = _mm256_adds_epu8(from_zero, _mm256_set1_epi8(0x70));
      bytes = _mm256_or_si256(bytes, _mm256_shuffle_epi8(lut, index));
    }
    for (RowBits& bits : out) {
      const auto rows = static_cast<std::uint32_t>(_mm256_movemask_epi8(bytes));
      std::memcpy(reinterpret_cast<char*>(bits.word) + 4 * part, &rows, sizeof rows);
      bytes = _mm256_add_epi8(bytes, bytes);
    }
  }
}
#endif

}  // namespace

void split_classes([[maybe_unused]] Simd simd, std::span<const std::uint8_t, block_rows> classes,
                   const ClassBits& bits, [[maybe_unused]] std::size_t used,
                   std::span<RowBits> out) noexcept {
#if defined(CANDOR_AVX2)
  if (simd == Simd::avx2) return split_avx2(classes.data(), bits.byte, used, out);
#endif
  split_portable(classes.data(), bits.byte, out);
}

// Hacker's Delight, 2nd edition, section 7-3: swaps halves of ever smaller squares.
void transpose(std::span<const std::uint64_t, 64> in, std::span<std::uint64_t, 64> out) noexcept {
  if (in.data() != out.data()) std::copy(in.begin(), in.end(), out.begin());
  std::uint64_t* const rows = out.data();
  std::uint64_t mask = 0x00000000FFFFFFFFU;
  for (std::size_t size = 32; size > 0; size /= 2, mask ^= mask << size) {
    for (std::size_t square = 0; square < 64; square += 2 * size) {
      for (std::size_t i = square; i < square + size; ++i) {
        const std::uint64_t moved = ((rows[i] >> size) ^ rows[i + size]) & mask;
        rows[i] ^= moved << size;
        rows[i + size] ^= moved;
      }
    }
  }
}

}  // namespace candor
