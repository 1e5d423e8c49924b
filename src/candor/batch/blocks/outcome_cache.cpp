// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/blocks/outcome_cache.h"

namespace candor {

OutcomeCache::OutcomeCache(std::size_t words, std::size_t texts)
    : words_(words), texts_each_(texts) {
  reset();
}

void OutcomeCache::reset() {
  slots_.assign(1024, 0);
  entries_.clear();
  keys_.clear();
  sizes_.clear();
  rules_.clear();
  texts_.assign(padding, '\0');
}

std::uint64_t OutcomeCache::hash(const std::uint64_t* key) const noexcept {
  std::uint64_t hash = 0;
  for (std::size_t i = 0; i < words_; ++i) {
    hash = (hash ^ key[i]) * 0x9E3779B97F4A7C15U;
    hash ^= hash >> 32U;
  }
  return hash;
}

OutcomeCache::Outcome OutcomeCache::outcome(std::size_t entry) const noexcept {
  const Entry& of = entries_[entry];
  return {.text = texts_.data() + of.text,
          .sizes = sizes_.data() + entry * texts_each_,
          .rules = rules_.data() + of.rules,
          .rule_count = of.rule_count};
}

OutcomeCache::Outcome OutcomeCache::find(const std::uint64_t* key) const noexcept {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t i = hash(key) & mask;; i = (i + 1) & mask) {
    if (slots_[i] == 0) return {};
    const std::size_t entry = slots_[i] - 1;
    const std::uint64_t* const known = keys_.data() + entry * words_;
    std::uint64_t differs = 0;
    for (std::size_t w = 0; w < words_; ++w) differs |= key[w] ^ known[w];
    if (differs == 0) return outcome(entry);
  }
}

void OutcomeCache::insert(std::size_t entry) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t i = hash(keys_.data() + entry * words_) & mask;
  while (slots_[i] != 0) i = (i + 1) & mask;
  slots_[i] = static_cast<std::uint32_t>(entry + 1);
}

OutcomeCache::Outcome OutcomeCache::add(const std::uint64_t* key,
                                        std::span<const std::string> texts,
                                        std::span<const std::uint32_t> rules) {
  if (entries_.size() >= most_outcomes || texts_.size() > most_bytes) reset();
  const std::size_t entry = entries_.size();
  entries_.push_back({.text = static_cast<std::uint32_t>(texts_.size() - padding),
                      .rules = static_cast<std::uint32_t>(rules_.size()),
                      .rule_count = static_cast<std::uint32_t>(rules.size())});
  keys_.insert(keys_.end(), key, key + words_);
  rules_.insert(rules_.end(), rules.begin(), rules.end());
  texts_.resize(texts_.size() - padding);
  for (const std::string& text : texts) {
    texts_ += text;
    sizes_.push_back(static_cast<std::uint32_t>(text.size()));
  }
  texts_.append(padding, '\0');
  if (2 * entries_.size() > slots_.size()) {
    slots_.assign(2 * slots_.size(), 0);
    for (std::size_t i = 0; i < entries_.size(); ++i) insert(i);
  } else {
    insert(entry);
  }
  return outcome(entry);
}

}  // namespace candor
