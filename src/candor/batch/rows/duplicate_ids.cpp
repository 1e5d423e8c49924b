// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/rows/duplicate_ids.h"

#include <algorithm>
#include <new>
#include <utility>
#include <vector>

#include <sys/mman.h>

namespace candor {
namespace {

constexpr std::size_t first_slots = 1024;
constexpr std::size_t ahead = 40;  // how many ids ahead a slot is prefetched

// Slots are visited in random order, so most accesses miss the TLB: large pages halve their cost.
constexpr std::size_t large_page = std::size_t{2} * 1024 * 1024;

}  // namespace

void DuplicateIds::Unmap::operator()(std::uint64_t* words) const noexcept {
  ::munmap(words, most_slots * sizeof *words);
}

DuplicateIds::Words DuplicateIds::reserve() {
  void* memory = ::mmap(nullptr, most_slots * sizeof(std::uint64_t), PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  return Words(static_cast<std::uint64_t*>(memory));
}

// Returns false when the hash is already in the table.
bool DuplicateIds::insert(std::uint64_t hash) noexcept {
  std::uint64_t* const slots = slots_.get();
  for (std::size_t i = slot_of(hash);; i = (i + 1) & (size_ - 1)) {
    if (slots[i] == hash) return false;
    if (slots[i] != 0) continue;
    slots[i] = hash;
    return true;
  }
}

// Doubles the table in place. The home slot of each hash doubles too, so, going down from the last,
// each hash finds room at or above its old slot. This does not hold at the beginning of the table,
// where some hashes lie further after their home slot than its number, or have wrapped around from
// the end: those are taken out first, and inserted last.
void DuplicateIds::grow() {
  if (slots_ == nullptr) {
    slots_ = reserve();
    // Not from the first page on: a small file should not take a large page.
    ::madvise(reinterpret_cast<char*>(slots_.get()) + large_page,
              most_slots * sizeof(std::uint64_t) - large_page, MADV_HUGEPAGE);
    size_ = first_slots;
    shift_ = 54;
    return;
  }
  const std::size_t before = size_;
  std::uint64_t* const slots = slots_.get();
  std::size_t beginning = std::min(before, first_slots);
  for (std::size_t i = beginning; i < before; ++i) {
    if (slots[i] != 0 && 2 * slot_of(slots[i]) < i) beginning = i + 1;
  }
  std::vector<std::uint64_t> put_back(slots, slots + beginning);
  std::fill_n(slots, beginning, 0);
  size_ *= 2;
  --shift_;
  for (std::size_t i = before; i-- > beginning;) {
    if (const std::uint64_t hash = std::exchange(slots[i], 0); hash != 0) insert(hash);
  }
  for (const std::uint64_t hash : put_back) {
    if (hash != 0) insert(hash);
  }
}

// Moves the ids that ascended into the table. Their memory is released piece by piece, so that the
// peak is not much more than the table alone.
void DuplicateIds::insert_waiting() {
  constexpr std::size_t piece = 128 * 1024;
  while (waiting_count_ > 0) {
    const std::size_t from = (waiting_count_ - 1) / piece * piece;
    for (std::size_t i = from; i < waiting_count_; ++i) {
      if (10 * (used_ + 1) > 8 * size_) grow();
      if (i + ahead < waiting_count_)
        __builtin_prefetch(slots_.get() + slot_of(waiting_.get()[i + ahead]), 1);
      if (insert(waiting_.get()[i])) ++used_;
    }
    ::madvise(waiting_.get() + from, (waiting_count_ - from) * sizeof(std::uint64_t),
              MADV_DONTNEED);
    waiting_count_ = from;
  }
  waiting_.reset();
}

void DuplicateIds::add(const RowIds& ids) {
  if (ids.last.size == 0 && ids.ascending) return;  // no ids
  const std::vector<std::uint64_t>& hashes = ids.hashes;
  const bool ascend = ascending_ && ids.ascending && (last_.size == 0 || last_.before(ids.first));
  if (ascending_ && !ascend) insert_waiting();
  ascending_ = ascend;
  last_ = ids.last;
  if (ascend && waiting_ == nullptr && !gave_up_) waiting_ = reserve();
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    if (hashes[i] == 0) continue;
    if (gave_up_ || seen_ == most) {
      gave_up_ = true;
      waiting_.reset();
      waiting_count_ = 0;
      return;
    }
    ++seen_;
    if (ascend) {
      waiting_.get()[waiting_count_++] = hashes[i];
      continue;
    }
    if (10 * (used_ + 1) > 8 * size_) grow();
    if (i + ahead < hashes.size()) __builtin_prefetch(slots_.get() + slot_of(hashes[i + ahead]), 1);
    if (insert(hashes[i])) {
      ++used_;
      continue;
    }
    ++count_;
    if (first_line_ == 0) first_line_ = ids.lines[i];
  }
}

}  // namespace candor
