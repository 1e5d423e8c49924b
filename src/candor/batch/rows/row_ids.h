// SPDX-License-Identifier: Apache-2.0
// The ids of consecutive rows, as needed to find duplicates.

#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace candor {

/// A key that orders ids: shorter ids first, then by bytes, so that numbers ascend with or without
/// leading zeros. An id of more than `most_bytes` has no key.
struct IdKey {
  static constexpr std::size_t most_bytes = 16;
  std::uint64_t size = 0;  // 0: no key
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  static IdKey of(std::string_view id) noexcept {
    if (id.size() > most_bytes) return {};
    char bytes[most_bytes] = {};
    std::memcpy(bytes, id.data(), id.size());
    return {id.size(), word(bytes), word(bytes + 8)};
  }

  /// The same. Precondition: `most_bytes` bytes are readable from the start of the id.
  static IdKey of_padded(std::string_view id) noexcept {
    if (id.size() > most_bytes) return {};
    if (id.size() > 8)
      return {id.size(), word(id.data()), word(id.data() + 8) & first(id.size() - 8)};
    return {id.size(), word(id.data()) & first(id.size()), 0};
  }

  bool before(const IdKey& other) const noexcept {
    if (size != other.size) return size < other.size;
    return high != other.high ? high < other.high : low < other.low;
  }

 private:
  static std::uint64_t word(const char* bytes) noexcept {
    std::uint64_t out;
    std::memcpy(&out, bytes, sizeof out);
    return std::endian::native == std::endian::little ? __builtin_bswap64(out) : out;
  }
  static std::uint64_t first(std::size_t bytes) noexcept {
    return bytes == 0 ? 0 : ~std::uint64_t{0} << (64 - 8 * bytes);
  }
};

/// A 64-bit hash of an id; never 0.
inline std::uint64_t hash_id(std::string_view id) noexcept {
  // Eight bytes at a time; multiplications and shifts spread every bit over the whole hash.
  constexpr std::uint64_t factor = 0x9E3779B97F4A7C15U;
  std::uint64_t hash = id.size() * factor;
  const auto add = [&](std::uint64_t word) {
    hash = (hash ^ word) * factor;
    hash ^= hash >> 32U;
  };
  const char* at = id.data();
  std::size_t left = id.size();
  for (; left >= 8; left -= 8, at += 8) {
    std::uint64_t word;
    std::memcpy(&word, at, sizeof word);
    add(word);
  }
  if (left >= 4) {
    std::uint32_t first, last;
    std::memcpy(&first, at, sizeof first);
    std::memcpy(&last, at + left - 4, sizeof last);
    add(first | std::uint64_t{last} << 32U);
  } else {
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < left; ++i)
      word |= std::uint64_t{static_cast<std::uint8_t>(at[i])} << (8 * i);
    add(word);
  }
  hash *= 0xD6E8FEB86659FD93U;
  hash ^= hash >> 32U;
  return hash == 0 ? 1 : hash;
}

/// The ids of consecutive rows.
struct RowIds {
  std::vector<std::uint64_t> hashes = {};  // by row; 0 for a row without an id
  std::vector<std::uint64_t> lines = {};   // by row: where it begins
  bool ascending = true;                   // every id has a key greater than the one before it
  IdKey first = {};                        // without a size when no row has an id
  IdKey last = {};

  /// Adds a row. An empty id is none, and then `key` is not used.
  void add(std::string_view id, const IdKey& key, std::uint64_t line) {
    lines.push_back(line);
    hashes.push_back(id.empty() ? 0 : hash_id(id));
    if (id.empty() || !ascending) return;
    ascending = key.size != 0 && (last.size == 0 || last.before(key));
    if (first.size == 0) first = key;
    last = key;
  }
};

}  // namespace candor
