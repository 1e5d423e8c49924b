// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/duplicate_ids.h"

#include <algorithm>
#include <cstring>

namespace candor {

// Eight bytes at a time: multiplication and shifts, so that every bit of an id reaches all of it.
std::uint64_t DuplicateIds::hash(std::string_view id) noexcept {
  constexpr std::uint64_t factor = 0x9E3779B97F4A7C15U;
  std::uint64_t hash = id.size() * factor;
  const auto take = [&](std::uint64_t word) {
    hash = (hash ^ word) * factor;
    hash ^= hash >> 32U;
  };
  while (id.size() >= 8) {
    std::uint64_t word;
    std::memcpy(&word, id.data(), sizeof word);
    take(word);
    id.remove_prefix(8);
  }
  std::uint64_t word = 0;
  std::memcpy(&word, id.data(), id.size());
  take(word);
  hash *= 0xD6E8FEB86659FD93U;
  hash ^= hash >> 32U;
  return hash == 0 ? 1 : hash;
}

// The high bits choose the part, so the low ones choose the place, without a division.
std::size_t DuplicateIds::place(const std::vector<std::uint64_t>& slots,
                                std::uint64_t hash) noexcept {
  return static_cast<std::size_t>((hash & 0xFFFFFFFFU) * slots.size() >> 32U);
}

// False when it is there already.
bool DuplicateIds::insert(std::vector<std::uint64_t>& slots, std::uint64_t hash) noexcept {
  for (std::size_t i = place(slots, hash);; i = i + 1 == slots.size() ? 0 : i + 1) {
    if (slots[i] == hash) return false;
    if (slots[i] != 0) continue;
    slots[i] = hash;
    return true;
  }
}

void DuplicateIds::grow(Part& part) {
  std::vector<std::uint64_t> larger(std::max<std::size_t>(16, part.slots.size() * 3 / 2));
  for (const std::uint64_t hash : part.slots) {
    if (hash != 0) insert(larger, hash);
  }
  part.slots = std::move(larger);
}

void DuplicateIds::prepare(std::uint64_t hash) const noexcept {
  const std::vector<std::uint64_t>& slots = parts_[hash >> 56U].slots;
  if (!slots.empty()) __builtin_prefetch(slots.data() + place(slots, hash));
}

void DuplicateIds::add(std::uint64_t hash, std::uint64_t line) {
  Part& part = parts_[hash >> 56U];
  if (kept_ >= most) {
    gave_up_ = true;
    return;
  }
  if (10 * (part.used + 1) > 8 * part.slots.size()) grow(part);
  if (insert(part.slots, hash)) {
    ++part.used;
    ++kept_;
    return;
  }
  ++count_;
  if (first_line_ == 0) first_line_ = line;
}

}  // namespace candor
