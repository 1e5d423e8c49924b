// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/rows/duplicate_ids.h"

#include <algorithm>
#include <cstring>
#include <new>
#include <utility>
#include <vector>

#include <sys/mman.h>

namespace candor {
namespace {

constexpr std::size_t first_slots = 1024;
constexpr std::size_t ahead = 40;  // how far places are fetched before they are needed

// Places are met in no order, so most are on a page that no one looked at for long: large pages
// make the way to memory half as long.
constexpr std::size_t large_page = std::size_t{2} * 1024 * 1024;

}  // namespace

// Eight bytes at a time: multiplication and shifts, so that every bit of an id reaches all of it.
std::uint64_t DuplicateIds::hash(std::string_view id) noexcept {
  constexpr std::uint64_t factor = 0x9E3779B97F4A7C15U;
  std::uint64_t hash = id.size() * factor;
  const auto take = [&](std::uint64_t word) {
    hash = (hash ^ word) * factor;
    hash ^= hash >> 32U;
  };
  const char* at = id.data();
  std::size_t left = id.size();
  for (; left >= 8; left -= 8, at += 8) {
    std::uint64_t word;
    std::memcpy(&word, at, sizeof word);
    take(word);
  }
  if (left >= 4) {
    std::uint32_t first, last;
    std::memcpy(&first, at, sizeof first);
    std::memcpy(&last, at + left - 4, sizeof last);
    take(first | std::uint64_t{last} << 32U);
  } else {
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < left; ++i)
      word |= std::uint64_t{static_cast<std::uint8_t>(at[i])} << (8 * i);
    take(word);
  }
  hash *= 0xD6E8FEB86659FD93U;
  hash ^= hash >> 32U;
  return hash == 0 ? 1 : hash;
}

void DuplicateIds::Unmap::operator()(std::uint64_t* words) const noexcept {
  ::munmap(words, most_slots * sizeof *words);
}

DuplicateIds::Words DuplicateIds::reserve() {
  void* memory = ::mmap(nullptr, most_slots * sizeof(std::uint64_t), PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) throw std::bad_alloc();
  return Words(static_cast<std::uint64_t*>(memory));
}

// False when it is there already.
bool DuplicateIds::insert(std::uint64_t hash) noexcept {
  std::uint64_t* const slots = slots_.get();
  for (std::size_t i = place(hash);; i = (i + 1) & (size_ - 1)) {
    if (slots[i] == hash) return false;
    if (slots[i] != 0) continue;
    slots[i] = hash;
    return true;
  }
}

// Twice the places. A hash's place doubles too, so going down from the last, each finds room at or
// above where it was, among those that have moved already. That does not hold at the beginning of
// the table, where some stand more than half of the way behind their place, or have come round from
// its end: those are taken out first, and put back last.
void DuplicateIds::grow() {
  if (slots_ == nullptr) {
    slots_ = reserve();
    // A small file should not be given a large page.
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
    if (slots[i] != 0 && 2 * place(slots[i]) < i) beginning = i + 1;
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

// The ids that ascended are in the table from here on. Their memory is given back on the way, so
// that both together are not much more than the table alone.
void DuplicateIds::look_up_waiting() {
  constexpr std::size_t piece = 128 * 1024;
  while (waiting_count_ > 0) {
    const std::size_t from = (waiting_count_ - 1) / piece * piece;
    for (std::size_t i = from; i < waiting_count_; ++i) {
      if (10 * (used_ + 1) > 8 * size_) grow();
      if (i + ahead < waiting_count_)
        __builtin_prefetch(slots_.get() + place(waiting_.get()[i + ahead]), 1);
      if (insert(waiting_.get()[i])) ++used_;
    }
    ::madvise(waiting_.get() + from, (waiting_count_ - from) * sizeof(std::uint64_t),
              MADV_DONTNEED);
    waiting_count_ = from;
  }
  waiting_.reset();
}

void DuplicateIds::add(std::span<const std::uint64_t> hashes, std::span<const std::uint64_t> lines,
                       const IdRun& run) {
  if (run.last.size == 0 && run.ascending) return;  // no ids
  const bool ascend = ascending_ && run.ascending && (last_.size == 0 || last_.before(run.first));
  if (ascending_ && !ascend) look_up_waiting();
  ascending_ = ascend;
  last_ = run.last;
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
    if (i + ahead < hashes.size()) __builtin_prefetch(slots_.get() + place(hashes[i + ahead]), 1);
    if (insert(hashes[i])) {
      ++used_;
      continue;
    }
    ++count_;
    if (first_line_ == 0) first_line_ = lines[i];
  }
}

}  // namespace candor
