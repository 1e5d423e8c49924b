// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/csv/csv_scan.h"

#include <array>
#include <bit>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace candor {
namespace {

constexpr std::size_t step = 64;
constexpr std::uint64_t every = ~std::uint64_t{0};

// The kinds of 64 bytes: bit i is set if byte i is of that kind.
struct Masks {
  std::uint64_t quote, delimiter, lf, cr, nul, high;
};

// Bit i of the result is the parity of bits 0 to i.
std::uint64_t prefix_parity(std::uint64_t bits) noexcept {
  for (unsigned shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
  return bits;
}

// ---- Portable: eight bytes at a time in one word -----------------------------------------------

std::uint64_t bytes_at(const char* text) noexcept {
  std::uint64_t word;
  std::memcpy(&word, text, sizeof word);
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
  return word;
}

constexpr std::uint64_t low_bits = 0x0101010101010101U;
constexpr std::uint64_t high_bits = 0x8080808080808080U;

// Gathers the high bits of the bytes in the low byte.
std::uint64_t gather(std::uint64_t word) noexcept {
  return ((word & high_bits) >> 7U) * 0x0102040810204080U >> 56U;
}

// Which bytes are zero, in the low byte.
std::uint64_t zeros(std::uint64_t word) noexcept {
  return gather(~(((word & ~high_bits) + ~high_bits) | word));
}

Masks masks_portable(const char* text, char delimiter) noexcept {
  Masks out{};
  for (unsigned i = 0; i < 8; ++i) {
    const std::uint64_t word = bytes_at(text + std::size_t{8} * i);
    const auto is = [&](char c) {
      return zeros(word ^ (low_bits * static_cast<std::uint8_t>(c))) << (8 * i);
    };
    out.quote |= is('"');
    out.delimiter |= is(delimiter);
    out.lf |= is('\n');
    out.cr |= is('\r');
    out.nul |= is('\0');
    out.high |= gather(word) << (8 * i);
  }
  return out;
}

// ---- The scans, given the masks ----------------------------------------------------------------

// The byte after a step of scan_records, as bits of a mask.
struct Next {
  std::uint64_t parts = 0;  // 1 if it is a delimiter, a line end or a quote
  std::uint64_t lf = 0;
};

// The bytes that make a text irregular.
inline std::uint64_t irregular(const Masks& m, const Next& next, std::uint64_t inside,
                               bool parted) noexcept {
  const std::uint64_t parts = m.quote | m.delimiter | m.lf | m.cr;
  const std::uint64_t before = parts << 1U | (parted ? 1U : 0U);
  const std::uint64_t after = parts >> 1U | next.parts << 63U;
  const std::uint64_t opens = m.quote & inside & ~before;
  const std::uint64_t closes = m.quote & ~inside & ~after;
  const std::uint64_t lone_cr = m.cr & ~(m.lf >> 1U | next.lf << 63U);
  return opens | closes | lone_cr | m.nul;
}

Next next_of(const char* text, std::size_t at, std::size_t size, char delimiter) noexcept {
  if (at >= size) return {.parts = 1};
  const char c = text[at];
  return {.parts = c == '"' || c == delimiter || c == '\n' || c == '\r' ? 1U : 0U,
          .lf = c == '\n' ? 1U : 0U};
}

// Advances the scan by one step, which may reach beyond the end of the text.
inline std::size_t take_step(Masks m, std::uint64_t parity, const char* text, std::size_t size,
                             char delimiter, RecordScan& scan) noexcept {
  const std::size_t left = size - scan.at;
  const std::uint64_t valid = left >= step ? every : (std::uint64_t{1} << left) - 1;
  const std::uint64_t inside = scan.quoted ? ~parity : parity;
  Next next = next_of(text, scan.at + step, size, delimiter);
  if (left < step) {
    // The end of the text counts as a delimiter: a closing quote may stand before it.
    m.delimiter = (m.delimiter & valid) | std::uint64_t{1} << left;
    m.quote &= valid;
    m.lf &= valid;
    m.cr &= valid;
    m.nul &= valid;
    next = {.parts = 1};
  }
  const std::uint64_t found = irregular(m, next, inside, scan.parted);
  std::uint64_t ends = m.lf & ~inside;
  const std::size_t first = found == 0 ? step : static_cast<std::size_t>(std::countr_zero(found));
  if (found != 0) ends &= (std::uint64_t{1} << first) - 1;
  if (ends != 0) {
    const std::uint64_t up_to = every >> static_cast<unsigned>(std::countl_zero(ends));
    scan.last_end = scan.at + 64 - static_cast<std::size_t>(std::countl_zero(ends));
    scan.lines = scan.lines_seen + static_cast<std::uint64_t>(std::popcount(m.lf & up_to));
  }
  if (found != 0) return scan.at + first;
  scan.lines_seen += static_cast<std::uint64_t>(std::popcount(m.lf));
  scan.quoted = (inside >> 63U) != 0;
  scan.parted = ((m.quote | m.delimiter | m.lf | m.cr) >> 63U) != 0;
  scan.at += step;
  return no_offset;
}

bool goes_on(const RecordScan& scan, std::size_t size, bool whole) noexcept {
  return whole ? scan.at < size : scan.at + step < size;
}

std::size_t scan_portable(const char* text, std::size_t size, bool whole, char delimiter,
                          RecordScan& scan) noexcept {
  while (goes_on(scan, size, whole)) {
    const Masks m = masks_portable(text + scan.at, delimiter);
    const std::size_t left = size - scan.at;
    const std::uint64_t quote = left >= step ? m.quote : m.quote & ((std::uint64_t{1} << left) - 1);
    const std::size_t found = take_step(m, prefix_parity(quote), text, size, delimiter, scan);
    if (found != no_offset) return found;
  }
  return no_offset;
}

// Writes the offsets of the set bits. Precondition: 64 elements after `out` are writable.
inline void write_offsets(std::uint64_t bits, std::uint32_t base, std::uint32_t* out) noexcept {
  while (bits != 0) {
    *out++ = base + static_cast<std::uint32_t>(std::countr_zero(bits));
    bits &= bits - 1;
  }
}

std::size_t index_portable(const char* text, std::size_t at, std::size_t size, char delimiter,
                           std::size_t records, bool& quoted, FieldIndex& index) {
  std::size_t count = index.count;
  while (at < size && index.line_ends.size() < records) {
    if (index.ends.size() < count + step) index.ends.resize(2 * (count + step));
    const Masks m = masks_portable(text + at, delimiter);
    const std::size_t left = size - at;
    const std::uint64_t valid = left >= step ? every : (std::uint64_t{1} << left) - 1;
    std::uint64_t inside = prefix_parity(m.quote & valid);
    if (quoted) inside = ~inside;
    const std::uint64_t outside = ~inside & valid;
    const std::uint64_t ends = (m.delimiter | m.lf) & outside;
    const auto base = static_cast<std::uint32_t>(at);
    write_offsets(ends, base, index.ends.data() + count);
    for (std::uint64_t lf = m.lf & outside; lf != 0; lf &= lf - 1) {
      const std::uint64_t before = ends & ((lf & (~lf + 1)) - 1);
      index.line_ends.push_back(
          static_cast<std::uint32_t>(count + static_cast<std::size_t>(std::popcount(before))));
    }
    for (std::uint64_t lf = m.lf & inside & valid; lf != 0; lf &= lf - 1) {
      index.inner_lines.push_back(base + static_cast<std::uint32_t>(std::countr_zero(lf)));
    }
    if ((m.high & valid) != 0) index.beyond_ascii = true;
    count += static_cast<std::size_t>(std::popcount(ends));
    quoted = left >= step ? (inside >> 63U) != 0 : false;
    at += step;
  }
  index.count = count;
  return at;
}

// ---- AVX2 --------------------------------------------------------------------------------------

#if defined(CANDOR_AVX2)
struct Two {
  __m256i low, high;
};

CANDOR_AVX2 inline Two load(const char* text) noexcept {
  const auto* at = reinterpret_cast<const __m256i*>(text);
  return {_mm256_loadu_si256(at), _mm256_loadu_si256(at + 1)};
}

CANDOR_AVX2 inline std::uint64_t bits(__m256i low, __m256i high) noexcept {
  return static_cast<std::uint32_t>(_mm256_movemask_epi8(low)) |
         std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(high))} << 32U;
}

CANDOR_AVX2 inline std::uint64_t where(const Two& in, char c) noexcept {
  const __m256i wanted = _mm256_set1_epi8(c);
  return bits(_mm256_cmpeq_epi8(in.low, wanted), _mm256_cmpeq_epi8(in.high, wanted));
}

CANDOR_AVX2 inline std::uint64_t parity_avx2(std::uint64_t quotes) noexcept {
  const __m128i product =
      _mm_clmulepi64_si128(_mm_cvtsi64_si128(static_cast<long long>(quotes)), _mm_set1_epi8(-1), 0);
  return static_cast<std::uint64_t>(_mm_cvtsi128_si64(product));
}

CANDOR_AVX2 std::size_t scan_avx2(const char* text, std::size_t size, bool whole, char delimiter,
                                  RecordScan& scan) noexcept {
  const __m256i quote = _mm256_set1_epi8('"');
  const __m256i cr = _mm256_set1_epi8('\r');
  const __m256i nul = _mm256_setzero_si256();
  while (goes_on(scan, size, whole)) {
    const Two in = load(text + scan.at);
    if (!scan.quoted && size - scan.at > step) {
      // Most steps contain nothing that could be irregular.
      const __m256i low = _mm256_or_si256(
          _mm256_or_si256(_mm256_cmpeq_epi8(in.low, quote), _mm256_cmpeq_epi8(in.low, cr)),
          _mm256_cmpeq_epi8(in.low, nul));
      const __m256i high = _mm256_or_si256(
          _mm256_or_si256(_mm256_cmpeq_epi8(in.high, quote), _mm256_cmpeq_epi8(in.high, cr)),
          _mm256_cmpeq_epi8(in.high, nul));
      const __m256i any = _mm256_or_si256(low, high);
      if (_mm256_testz_si256(any, any) != 0) {
        const std::uint64_t lf = where(in, '\n');
        scan.lines_seen += static_cast<std::uint64_t>(std::popcount(lf));
        if (lf != 0) {
          scan.last_end = scan.at + 64 - static_cast<std::size_t>(std::countl_zero(lf));
          scan.lines = scan.lines_seen;
        }
        const char last = text[scan.at + step - 1];
        scan.parted = last == delimiter || last == '\n';
        scan.at += step;
        continue;
      }
    }
    const std::size_t left = size - scan.at;
    const std::uint64_t valid = left >= step ? every : (std::uint64_t{1} << left) - 1;
    const Masks m{.quote = where(in, '"') & valid,
                  .delimiter = where(in, delimiter),
                  .lf = where(in, '\n'),
                  .cr = where(in, '\r'),
                  .nul = where(in, '\0'),
                  .high = 0};
    const std::size_t found = take_step(m, parity_avx2(m.quote), text, size, delimiter, scan);
    if (found != no_offset) return found;
  }
  return no_offset;
}

// Writes eight offsets at a time; surplus ones are overwritten later. Precondition: 64 elements
// after `out` are writable.
CANDOR_AVX2 inline void write_offsets_avx2(std::uint64_t ends, std::size_t count,
                                           std::uint32_t base, std::uint32_t* out) noexcept {
  for (std::size_t done = 0; done < count; done += 8) {
    for (std::size_t i = 0; i < 8; ++i) {
      out[done + i] = base + static_cast<std::uint32_t>(_tzcnt_u64(ends));
      ends = _blsr_u64(ends);
    }
  }
}

CANDOR_AVX2 std::size_t index_avx2(const char* text, std::size_t at, std::size_t size,
                                   char delimiter, std::size_t records, bool& quoted,
                                   FieldIndex& index) {
  std::size_t count = index.count;
  while (at < size && index.line_ends.size() < records) {
    if (index.ends.size() < count + step) index.ends.resize(2 * (count + step));
    const Two in = load(text + at);
    const std::size_t left = size - at;
    const std::uint64_t valid = left >= step ? every : (std::uint64_t{1} << left) - 1;
    const std::uint64_t quote = where(in, '"') & valid;
    const std::uint64_t lf = where(in, '\n') & valid;
    const auto base = static_cast<std::uint32_t>(at);
    std::uint64_t ends = (where(in, delimiter) & valid) | lf;
    std::uint64_t records_end = lf;
    if (quote != 0 || quoted) {
      const std::uint64_t parity = parity_avx2(quote);
      const std::uint64_t inside = quoted ? ~parity : parity;
      for (std::uint64_t inner = lf & inside; inner != 0; inner &= inner - 1) {
        index.inner_lines.push_back(base + static_cast<std::uint32_t>(std::countr_zero(inner)));
      }
      ends &= ~inside;
      records_end &= ~inside;
      quoted = left >= step ? (inside >> 63U) != 0 : false;
    }
    if (bits(in.low, in.high) != 0 && (bits(in.low, in.high) & valid) != 0)
      index.beyond_ascii = true;
    const auto found = static_cast<std::size_t>(std::popcount(ends));
    write_offsets_avx2(ends, found, base, index.ends.data() + count);
    for (; records_end != 0; records_end &= records_end - 1) {
      const std::uint64_t before = ends & ((records_end & (~records_end + 1)) - 1);
      index.line_ends.push_back(
          static_cast<std::uint32_t>(count + static_cast<std::size_t>(std::popcount(before))));
    }
    count += found;
    at += step;
  }
  index.count = count;
  return at;
}
#endif

}  // namespace

void FieldIndex::clear() noexcept {
  count = 0;
  line_ends.clear();
  inner_lines.clear();
  beyond_ascii = false;
}

std::size_t scan_records([[maybe_unused]] Simd simd, const char* text, std::size_t size, bool whole,
                         char delimiter, RecordScan& scan) noexcept {
#if defined(CANDOR_AVX2)
  if (simd == Simd::avx2) return scan_avx2(text, size, whole, delimiter, scan);
#endif
  return scan_portable(text, size, whole, delimiter, scan);
}

std::size_t index_fields([[maybe_unused]] Simd simd, const char* text, std::size_t at,
                         std::size_t size, char delimiter, std::size_t records, bool& quoted,
                         FieldIndex& index) {
#if defined(CANDOR_AVX2)
  if (simd == Simd::avx2) return index_avx2(text, at, size, delimiter, records, quoted, index);
#endif
  return index_portable(text, at, size, delimiter, records, quoted, index);
}

}  // namespace candor
