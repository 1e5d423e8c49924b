// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/duplicate_ids.h"

#include <algorithm>

namespace candor {
namespace {

// FNV-1a, and a mix so that high and low bits are as good.
std::uint64_t hash_of(std::string_view id) noexcept {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const char c : id) {
    hash ^= static_cast<std::uint8_t>(c);
    hash *= 0x100000001B3U;
  }
  hash ^= hash >> 32U;
  hash *= 0xD6E8FEB86659FD93U;
  hash ^= hash >> 32U;
  return hash == 0 ? 1 : hash;
}

}  // namespace

// False when it is there already.
bool DuplicateIds::insert(std::vector<std::uint64_t>& slots, std::uint64_t hash) noexcept {
  for (std::size_t i = hash % slots.size();; i = (i + 1) % slots.size()) {
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

void DuplicateIds::add(std::string_view id, std::uint64_t line) {
  const std::uint64_t hash = hash_of(id);
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
