// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/blocks/cell_cache.h"

#include <bit>
#include <utility>

namespace candor {
namespace {

constexpr std::size_t first_slots = 64;

constexpr std::uint64_t first_bytes(unsigned bytes) noexcept {
  if (bytes == 0) return 0;
  return std::endian::native == std::endian::little ? ~std::uint64_t{0} >> (64 - 8 * bytes)
                                                    : ~std::uint64_t{0} << (64 - 8 * bytes);
}

}  // namespace

const std::uint64_t CellCache::masks[9] = {first_bytes(0), first_bytes(1), first_bytes(2),
                                           first_bytes(3), first_bytes(4), first_bytes(5),
                                           first_bytes(6), first_bytes(7), first_bytes(8)};

CellCache::CellCache() { reset(first_slots); }

void CellCache::reset(std::size_t slots) {
  keys_.assign(slots, unused);
  numbers_.assign(slots, 0);
  days_.assign(slots, 0);
  texts_.assign(slots, std::string());
  mask_ = slots - 1;
  shift_ = static_cast<unsigned>(64 - std::countr_zero(slots));
  used_ = 0;
  bytes_ = 0;
}

// Its first byte cannot occur in UTF-8, so it never equals a short text.
std::uint64_t CellCache::long_key(const char* text, std::size_t size) noexcept {
  std::uint64_t hash = size;
  for (std::size_t at = 0; at + 8 <= size; at += 8) {
    hash = (hash ^ word_at(text + at)) * 0x9E3779B97F4A7C15U;
    hash ^= hash >> 32U;
  }
  hash = (hash ^ word_at(text + size - 8)) * 0xD6E8FEB86659FD93U;
  hash ^= hash >> 32U;
  constexpr std::uint64_t first = first_bytes(1);
  return (hash & ~first) | (first & 0xFEFEFEFEFEFEFEFEU);
}

CellCache::Slot CellCache::find_long(const char* text, std::size_t size) const noexcept {
  const std::uint64_t key = long_key(text, size);
  for (std::size_t i = slot_of(key);; i = (i + 1) & mask_) {
    if (keys_[i] == key && texts_[i].size() == size &&
        std::memcmp(texts_[i].data(), text, size) == 0) {
      return i;
    }
    if (keys_[i] == unused) return not_found;
  }
}

void CellCache::add(std::string_view text, const Reading& reading) {
  const bool is_long = text.size() > 8;
  if (is_long && text.size() > most_bytes) return;
  if (used_ >= most_texts || (is_long && bytes_ + text.size() > most_bytes)) reset(keys_.size());
  if (8 * (used_ + 1) > keys_.size()) grow();  // collisions stay rare
  std::string padded(text);                    // read in whole words
  padded.resize(text.size() + 8);
  const std::uint64_t key =
      is_long ? long_key(padded.data(), text.size()) : word_at(padded.data()) & masks[text.size()];
  put(key, reading, is_long ? std::string(text) : std::string());
  if (is_long) bytes_ += text.size();
  ++used_;
}

void CellCache::put(std::uint64_t key, const Reading& reading, const std::string& text) {
  std::size_t i = slot_of(key);
  while (keys_[i] != unused) i = (i + 1) & mask_;
  keys_[i] = key;
  numbers_[i] = reading.number;
  days_[i] = reading.day;
  texts_[i] = text;
}

void CellCache::grow() {
  CellCache larger;
  larger.reset(2 * keys_.size());
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    if (keys_[i] != unused) larger.put(keys_[i], {numbers_[i], days_[i]}, texts_[i]);
  }
  larger.used_ = used_;
  larger.bytes_ = bytes_;
  *this = std::move(larger);
}

}  // namespace candor
