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
class CellMemo {
 public:
  /// What was read: the number of a class, and a day where the answer has one.
  struct Reading {
    std::uint8_t number = 0;
    std::int32_t day = 0;
  };

  CellMemo();

  /// The reading of a text; null when it was not remembered. 16 bytes behind the text may be read.
  const Reading* find(const char* text, std::size_t size) const noexcept {
    const Key key = key_of(text, size);
    for (std::size_t i = place_of(key);; i = (i + 1) & mask_) {
      const Slot& slot = slots_[i];
      if (slot.key.size == key.size && slot.key.first == key.first && slot.key.second == key.second) {
        if (size <= 16 || std::memcmp(texts_.data() + slot.text, text, size) == 0)
          return &slot.reading;
      }
      if (slot.key.size == unused) return nullptr;
    }
  }

  /// Remembers the reading of a text that is not remembered yet.
  void add(std::string_view text, const Reading& reading);

 private:
  static constexpr std::size_t most_texts = 1024;
  static constexpr std::size_t most_bytes = 64 * 1024;  // of long texts
  static constexpr std::uint64_t unused = ~std::uint64_t{0};

  // Texts of at most 16 bytes as they are; of longer ones two hashes.
  struct Key {
    std::uint64_t first = 0;
    std::uint64_t second = 0;
    std::uint64_t size = unused;
  };
  struct Slot {
    Key key = {};
    Reading reading = {};
    std::uint32_t text = 0;  // of a long text, in `texts_`
  };

  static std::uint64_t word_at(const char* text) noexcept {
    std::uint64_t word;
    std::memcpy(&word, text, sizeof word);
    return word;
  }

  static Key key_of(const char* text, std::size_t size) noexcept {
    if (size <= 8) return {word_at(text) & masks[size], 0, size};
    if (size <= 16) return {word_at(text), word_at(text + 8) & masks[size - 8], size};
    return long_key_of(text, size);
  }
  static Key long_key_of(const char* text, std::size_t size) noexcept;

  std::size_t place_of(const Key& key) const noexcept {
    const std::uint64_t mixed = (key.first ^ key.second * second_factor) * first_factor;
    return static_cast<std::size_t>(mixed >> shift_);
  }

  void grow();
  void put(const Slot& slot);

  static constexpr std::uint64_t first_factor = 0x9E3779B97F4A7C15U;
  static constexpr std::uint64_t second_factor = 0xD6E8FEB86659FD93U;
  static const std::uint64_t masks[9];  // of the first bytes of a word in memory

  std::vector<Slot> slots_ = {};
  std::size_t mask_ = 0;
  unsigned shift_ = 0;
  std::size_t used_ = 0;
  std::string texts_ = {};
};

}  // namespace candor
