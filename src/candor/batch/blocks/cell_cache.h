// SPDX-License-Identifier: Apache-2.0
// What was read from the cells of a column before. Private to this folder.

#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace candor {

/// Remembers a reading for each text of a cell, quotes and blanks and all. A column has few
/// different texts, so most cells need not be read again. It forgets everything when it is full.
/// Texts are UTF-8 without NUL.
class CellCache {
 public:
  /// What was read: the number of a class, and a day where the answer has one.
  struct Reading {
    std::uint8_t number = 0;
    std::int32_t day = 0;
  };

  /// Where a reading is kept, until the next is added.
  using Place = std::size_t;
  static constexpr Place nowhere = ~std::size_t{0};

  CellCache();

  /// The place of a text's reading. 8 bytes behind the text may be read.
  Place find(const char* text, std::size_t size) const noexcept {
    return size > 8 ? find_long(text, size) : short_texts().find(text, size);
  }

  /// The same for texts of at most 8 bytes, as values that a loop can keep: nothing that is written
  /// through bytes could be thought to change them. Valid until the next reading is added.
  struct Short {
    const std::uint64_t* keys = nullptr;
    const std::uint8_t* numbers = nullptr;
    std::size_t mask = 0;
    unsigned shift = 0;

    Place find(const char* text, std::size_t size) const noexcept {
      const std::uint64_t key = word_at(text) & masks[size];
      for (std::size_t i = static_cast<std::size_t>(key * factor >> shift);; i = (i + 1) & mask) {
        if (keys[i] == key) return i;
        if (keys[i] == unused) return nowhere;
      }
    }
  };
  Short short_texts() const noexcept { return {keys_.data(), numbers_.data(), mask_, shift_}; }

  std::uint8_t number(Place place) const noexcept { return numbers_[place]; }
  std::int32_t day(Place place) const noexcept { return days_[place]; }

  /// Remembers the reading of a text that is not remembered yet.
  void add(std::string_view text, const Reading& reading);

 private:
  static constexpr std::size_t most_texts = 1024;
  static constexpr std::size_t most_bytes = 64 * 1024;        // of long texts
  static constexpr std::uint64_t unused = ~std::uint64_t{0};  // no UTF-8
  static constexpr std::uint64_t factor = 0x9E3779B97F4A7C15U;

  static std::uint64_t word_at(const char* text) noexcept {
    std::uint64_t word;
    std::memcpy(&word, text, sizeof word);
    return word;
  }

  std::size_t slot_of(std::uint64_t key) const noexcept {
    return static_cast<std::size_t>(key * factor >> shift_);
  }

  Place find_long(const char* text, std::size_t size) const noexcept;
  static std::uint64_t long_key(const char* text, std::size_t size) noexcept;
  void forget(std::size_t slots);
  void grow();
  void put(std::uint64_t key, const Reading& reading, const std::string& text);

  static const std::uint64_t masks[9];  // of the first bytes of a word in memory

  // Apart, so that what is looked through is small: the texts of up to 8 bytes themselves, or a
  // hash of what stands in `texts_`.
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
