// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/duplicate_ids.h"

#include <cstring>
#include <new>
#include <utility>

#include <sys/mman.h>

namespace candor {
namespace {

constexpr std::size_t first_slots = 1024;
constexpr std::size_t ahead = 16;  // how far places are fetched before they are needed

// Places are met in no order, so most are on a page that no one looked at for long: large pages make
// the way to memory half as long.
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
    for (std::size_t i = 0; i < left; ++i) word |= std::uint64_t{static_cast<std::uint8_t>(at[i])} << (8 * i);
    take(word);
  }
  hash *= 0xD6E8FEB86659FD93U;
  hash ^= hash >> 32U;
  return hash == 0 ? 1 : hash;
}

void DuplicateIds::Unmap::operator()(std::uint64_t* slots) const noexcept {
  ::munmap(slots, most_slots * sizeof *slots);
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

// Twice the places. A hash's place doubles too, so going down from the last, each finds room above
// those that still wait.
void DuplicateIds::grow() {
  if (slots_ == nullptr) {
    void* memory = ::mmap(nullptr, most_slots * sizeof(std::uint64_t), PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (memory == MAP_FAILED) throw std::bad_alloc();
    slots_.reset(static_cast<std::uint64_t*>(memory));
    // A small file should not be given a large page.
    ::madvise(static_cast<char*>(memory) + large_page,
              most_slots * sizeof(std::uint64_t) - large_page, MADV_HUGEPAGE);
    size_ = first_slots;
    shift_ = 54;
    return;
  }
  const std::size_t before = size_;
  size_ *= 2;
  --shift_;
  for (std::size_t i = before; i-- > 0;) {
    if (const std::uint64_t hash = std::exchange(slots_.get()[i], 0); hash != 0) insert(hash);
  }
}

void DuplicateIds::add(std::span<const std::uint64_t> hashes,
                       std::span<const std::uint64_t> lines) {
  for (std::size_t i = 0; i < hashes.size(); ++i) {
    if (hashes[i] == 0) continue;
    if (gave_up_ || seen_ == most) {
      gave_up_ = true;
      return;
    }
    ++seen_;
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
