// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/cell_memo.h"

#include <bit>

namespace candor {
namespace {

constexpr std::size_t first_slots = 64;

constexpr std::uint64_t first_bytes(unsigned bytes) noexcept {
  if (bytes == 0) return 0;
  return std::endian::native == std::endian::little ? ~std::uint64_t{0} >> (64 - 8 * bytes)
                                                    : ~std::uint64_t{0} << (64 - 8 * bytes);
}

}  // namespace

const std::uint64_t CellMemo::masks[9] = {first_bytes(0), first_bytes(1), first_bytes(2),
                                          first_bytes(3), first_bytes(4), first_bytes(5),
                                          first_bytes(6), first_bytes(7), first_bytes(8)};

CellMemo::CellMemo() {
  slots_.resize(first_slots);
  mask_ = first_slots - 1;
  shift_ = static_cast<unsigned>(64 - std::countr_zero(first_slots));
}

CellMemo::Key CellMemo::long_key_of(const char* text, std::size_t size) noexcept {
  std::uint64_t hash = size;
  for (std::size_t at = 0; at + 8 <= size; at += 8) {
    hash = (hash ^ word_at(text + at)) * first_factor;
    hash ^= hash >> 32U;
  }
  return {hash, word_at(text + size - 8), size};
}

void CellMemo::add(std::string_view text, const Reading& reading) {
  const bool is_long = text.size() > 16;
  if (used_ >= most_texts || (is_long && texts_.size() + text.size() > most_bytes)) {
    slots_.assign(slots_.size(), Slot{});
    texts_.clear();
    used_ = 0;
    if (is_long && text.size() > most_bytes) return;
  }
  if (2 * (used_ + 1) > slots_.size()) grow();
  // The key is made of words, and a short text may end a page.
  std::string padded(text);
  padded.append(16, '\0');
  Slot slot{.key = key_of(padded.data(), text.size()), .reading = reading};
  if (is_long) {
    slot.text = static_cast<std::uint32_t>(texts_.size());
    texts_ += text;
  }
  put(slot);
  ++used_;
}

void CellMemo::put(const Slot& slot) {
  std::size_t i = place_of(slot.key);
  while (slots_[i].key.size != unused) i = (i + 1) & mask_;
  slots_[i] = slot;
}

void CellMemo::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  mask_ = slots_.size() - 1;
  --shift_;
  for (const Slot& slot : old) {
    if (slot.key.size != unused) put(slot);
  }
}

}  // namespace candor
