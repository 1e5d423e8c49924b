// SPDX-License-Identifier: Apache-2.0
// What is written of rows, kept for the rows of which the same is written. Private to this folder.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "candor/engine/row_bits.h"

namespace candor {

/// The texts of outcomes, by the bits that an outcome is made of. Rows by the million have hundreds
/// or thousands of outcomes. It forgets everything when it is full.
class OutcomeCache {
 public:
  /// Keys of so many words; each outcome has so many texts.
  OutcomeCache(std::size_t words, std::size_t texts);

  /// Where an outcome is kept. Valid until `add`.
  struct Outcome {
    const char* text = nullptr;  // all its texts, one behind the other; 16 bytes more may be read
    const std::uint32_t* sizes = nullptr;
    const std::uint32_t* rules = nullptr;  // those given with it
    std::size_t rule_count = 0;
  };

  /// Null text where the key was not added.
  Outcome find(const std::uint64_t* key) const noexcept;

  Outcome add(const std::uint64_t* key, std::span<const std::string> texts,
              std::span<const std::uint32_t> rules);

 private:
  static constexpr std::size_t most_outcomes = 16'384;
  static constexpr std::size_t most_bytes = 2 * 1024 * 1024;

  struct Entry {
    std::uint32_t text = 0;   // in `texts_`
    std::uint32_t rules = 0;  // in `rules_`
    std::uint32_t rule_count = 0;
  };

  Outcome outcome(std::size_t entry) const noexcept;
  std::uint64_t hash(const std::uint64_t* key) const noexcept;
  void place(std::size_t entry);
  void forget();

  std::size_t words_;
  std::size_t texts_each_;
  std::vector<std::uint32_t> slots_ = {};  // entry + 1, or 0
  std::vector<Entry> entries_ = {};
  std::vector<std::uint64_t> keys_ = {};
  std::vector<std::uint32_t> sizes_ = {};
  std::vector<std::uint32_t> rules_ = {};
  std::string texts_ = {};
};

}  // namespace candor
