// SPDX-License-Identifier: Apache-2.0
// Whether ids ascend.

#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace candor {

/// The place of an id in an order: shorter ones first, then by their bytes, so that numbers ascend
/// with or without zeros in front. Longer ids have none.
struct IdPlace {
  static constexpr std::size_t most_bytes = 16;
  std::uint64_t size = 0;  // 0: no place
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  static IdPlace of(std::string_view id) noexcept {
    if (id.size() > most_bytes) return {};
    char bytes[most_bytes] = {};
    std::memcpy(bytes, id.data(), id.size());
    return {id.size(), word(bytes), word(bytes + 8)};
  }

  /// The same; `most_bytes` may be read.
  static IdPlace of_padded(std::string_view id) noexcept {
    if (id.size() > most_bytes) return {};
    if (id.size() > 8)
      return {id.size(), word(id.data()), word(id.data() + 8) & first(id.size() - 8)};
    return {id.size(), word(id.data()) & first(id.size()), 0};
  }

  bool before(const IdPlace& other) const noexcept {
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

/// Some ids one after the other.
struct IdRun {
  bool ascending = true;  // each has a place behind the one before, so that none is there twice
  IdPlace first = {};     // without a size where there was no id
  IdPlace last = {};

  void take(const IdPlace& place) noexcept {
    if (!ascending) return;
    ascending = place.size != 0 && (last.size == 0 || last.before(place));
    if (first.size == 0) first = place;
    last = place;
  }
};

}  // namespace candor
