// SPDX-License-Identifier: Apache-2.0
// Caches the answers read from the cells of a column. Private to this folder.

#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace candor {

/// Caches the answer parsed from each distinct raw cell text (quotes and blanks included). A column
/// has few distinct texts, so most cells need not be parsed again. When full, the cache is emptied.
/// Precondition: texts are UTF-8 without NUL.
class CellCache {
 public:
  /// A parsed answer: its class number, and its day if it has one.
  struct Reading {
    std::uint8_t number = 0;
    std::int32_t day = 0;
  };

  /// The index of a cached reading. Valid until the next `add`.
  using Slot = std::size_t;
  static constexpr Slot not_found = ~std::size_t{0};

  CellCache();

  /// The slot of a text, or `not_found`. Precondition: 8 bytes after the text are readable.
  Slot find(const char* text, std::size_t size) const noexcept {
    return size > 8 ? find_long(text, size) : short_texts().find(text, size);
  }

  /// The same for texts of at most 8 bytes, as values a loop can keep in registers: stores through
  /// byte pointers cannot alias them. Valid until the next `add`.
  struct Short {
    const std::uint64_t* keys = nullptr;
    const std::uint8_t* numbers = nullptr;
    std::size_t mask = 0;
    unsigned shift = 0;

    Slot find(const char* text, std::size_t size) const noexcept {
      const std::uint64_t key = word_at(text) & masks[size];
      for (std::size_t i = static_cast<std::size_t>(key * factor >> shift);; i = (i + 1) & mask) {
        if (keys[i] == key) return i;
        if (keys[i] == unused) return not_found;
      }
    }
  };
  Short short_texts() const noexcept { return {keys_.data(), numbers_.data(), mask_, shift_}; }

  std::uint8_t number(Slot slot) const noexcept { return numbers_[slot]; }
  std::int32_t day(Slot slot) const noexcept { return days_[slot]; }

  /// Adds the reading of a text. Precondition: the text is not in the cache.
  void add(std::string_view text, const Reading& reading);

 private:
  static constexpr std::size_t most_texts = 1024;
  static constexpr std::size_t most_bytes = 64 * 1024;        // of long texts
  static constexpr std::uint64_t unused = ~std::uint64_t{0};  // not valid UTF-8
  static constexpr std::uint64_t factor = 0x9E3779B97F4A7C15U;

  static std::uint64_t word_at(const char* text) noexcept {
    std::uint64_t word;
    std::memcpy(&word, text, sizeof word);
    return word;
  }

  std::size_t slot_of(std::uint64_t key) const noexcept {
    return static_cast<std::size_t>(key * factor >> shift_);
  }

  Slot find_long(const char* text, std::size_t size) const noexcept;
  static std::uint64_t long_key(const char* text, std::size_t size) noexcept;
  void reset(std::size_t slots);
  void grow();
  void put(std::uint64_t key, const Reading& reading, const std::string& text);

  static const std::uint64_t masks[9];  // by n: selects the first n bytes of a word in memory

  // Separate arrays keep the probed one small. A key is a text of up to 8 bytes itself, or a hash
  // of the one in `texts_`.
  std::vector<std::uint64_t> keys_ = {};
  std::vector<std::uint8_t> numbers_ = {};
  std::vector<std::int32_t> days_ = {};
  std::vector<std::string> texts_ = {};  // empty for short ones
  std::size_t mask_ = 0;
  unsigned shift_ = 0;
  std::size_t used_ = 0;
  std::size_t bytes_ = 0;
};

}  // namespace candor
