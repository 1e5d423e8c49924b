// SPDX-License-Identifier: Apache-2.0
// Caches the output text of rows by their outcome. Private to this folder.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "candor/engine/row_bits.h"

namespace candor {

/// Caches a row's output text by its outcome bits, so that rows with the same outcome reuse it.
/// Millions of rows have only hundreds or thousands of outcomes. When full, the cache is emptied.
class OutcomeCache {
 public:
  /// `words`: 64-bit words in a key. `texts`: text fragments stored for each outcome.
  OutcomeCache(std::size_t words, std::size_t texts);

  /// A cached outcome. Valid until the next `add`.
  struct Outcome {
    const char* text = nullptr;  // all texts, concatenated; 16 bytes after them are readable
    const std::uint32_t* sizes = nullptr;
    const std::uint32_t* rules = nullptr;  // as passed to `add`
    std::size_t rule_count = 0;
  };

  /// The outcome of a key; its `text` is null when the key is not in the cache.
  Outcome find(const std::uint64_t* key) const noexcept;

  /// Adds an outcome. Precondition: the key is not in the cache.
  Outcome add(const std::uint64_t* key, std::span<const std::string> texts,
              std::span<const std::uint32_t> rules);

 private:
  static constexpr std::size_t most_outcomes = 16'384;
  static constexpr std::size_t most_bytes = 2 * 1024 * 1024;
  static constexpr std::size_t padding = 16;

  struct Entry {
    std::uint32_t text = 0;   // offset in `texts_`
    std::uint32_t rules = 0;  // offset in `rules_`
    std::uint32_t rule_count = 0;
  };

  Outcome outcome(std::size_t entry) const noexcept;
  std::uint64_t hash(const std::uint64_t* key) const noexcept;
  void insert(std::size_t entry);
  void reset();

  std::size_t words_;
  std::size_t texts_each_;
  std::vector<std::uint32_t> slots_ = {};  // entry + 1, or 0
  std::vector<Entry> entries_ = {};
  std::vector<std::uint64_t> keys_ = {};
  std::vector<std::uint32_t> sizes_ = {};
  std::vector<std::uint32_t> rules_ = {};
  std::string texts_ = {};  // ends with `padding` zeros
};

}  // namespace candor
