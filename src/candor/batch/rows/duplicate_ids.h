// SPDX-License-Identifier: Apache-2.0
// Ids that stand in a file more than once, found in bounded memory.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "candor/batch/blocks/id_run.h"

namespace candor {

/// Counts ids met before. It keeps 64 bits of each id: that two different ones agree in them is not
/// to be expected, the odds for a million ids being one in forty million. It looks at the first
/// `most` of them, and says when there were more.
class DuplicateIds {
 public:
  static constexpr std::size_t most = 3'000'000;

  /// What is kept of an id; never 0.
  static std::uint64_t hash(std::string_view id) noexcept;

  /// Takes the hashes of ids, 0 where a row has none, the lines in which their rows begin, and how
  /// the ids run. As long as they ascend nothing needs to be looked up: most files are in the order
  /// of their ids.
  void add(std::span<const std::uint64_t> hashes, std::span<const std::uint64_t> lines,
           const IdRun& run);

  std::uint64_t count() const noexcept { return count_; }
  std::uint64_t first_line() const noexcept { return first_line_; }  // of one met before, or 0

  /// Whether ids came that were not looked at.
  bool gave_up() const noexcept { return gave_up_; }

 private:
  // Address space of `most_slots` words, of which memory is taken as it is used: growing moves
  // nothing and so needs no second table.
  struct Unmap {
    void operator()(std::uint64_t* words) const noexcept;
  };
  using Words = std::unique_ptr<std::uint64_t, Unmap>;
  static Words reserve();

  static constexpr std::size_t most_slots = std::size_t{1} << 22U;  // 32 MiB
  static_assert(most * 10 < most_slots * 8);

  std::size_t place(std::uint64_t hash) const noexcept { return hash >> shift_; }
  bool insert(std::uint64_t hash) noexcept;
  void grow();

  void look_up_waiting();

  bool ascending_ = true;  // all ids so far
  IdPlace last_ = {};
  Words waiting_ = {};  // those, not yet in the table
  std::size_t waiting_count_ = 0;

  Words slots_ = {};  // 0 is free
  std::size_t size_ = 0;
  unsigned shift_ = 64;
  std::size_t used_ = 0;
  std::size_t seen_ = 0;
  std::uint64_t count_ = 0;
  std::uint64_t first_line_ = 0;
  bool gave_up_ = false;
};

}  // namespace candor
