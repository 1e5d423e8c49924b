// SPDX-License-Identifier: Apache-2.0
// Finds ids that occur more than once in a file, in bounded memory.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "candor/batch/rows/row_ids.h"

namespace candor {

/// Counts ids seen before. It compares 64-bit hashes: the odds that two of a million different ids
/// have the same hash are one in forty million. Only the first `most` ids are compared.
class DuplicateIds {
 public:
  static constexpr std::size_t most = 3'000'000;

  /// Adds the ids of the rows that follow. Nothing is looked up as long as all ids ascend, as they
  /// do in most files.
  void add(const RowIds& ids);

  std::uint64_t count() const noexcept { return count_; }

  /// The line of the first row whose id was seen before, or 0.
  std::uint64_t first_line() const noexcept { return first_line_; }

  /// Whether there were more ids than are compared.
  bool gave_up() const noexcept { return gave_up_; }

 private:
  // Reserves address space for `most_slots` words; memory is committed as it is touched. So the
  // table grows in place, without a second one.
  struct Unmap {
    void operator()(std::uint64_t* words) const noexcept;
  };
  using Words = std::unique_ptr<std::uint64_t, Unmap>;
  static Words reserve();

  static constexpr std::size_t most_slots = std::size_t{1} << 22U;  // 32 MiB
  static_assert(most * 10 < most_slots * 8);

  std::size_t slot_of(std::uint64_t hash) const noexcept { return hash >> shift_; }
  bool insert(std::uint64_t hash) noexcept;
  void grow();
  void insert_waiting();

  bool ascending_ = true;  // all ids so far
  IdKey last_ = {};
  Words waiting_ = {};  // hashes of ascending ids, not yet in the table
  std::size_t waiting_count_ = 0;

  Words slots_ = {};  // 0 is a free slot
  std::size_t size_ = 0;
  unsigned shift_ = 64;
  std::size_t used_ = 0;
  std::size_t seen_ = 0;
  std::uint64_t count_ = 0;
  std::uint64_t first_line_ = 0;
  bool gave_up_ = false;
};

}  // namespace candor
