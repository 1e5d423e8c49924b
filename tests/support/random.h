// SPDX-License-Identifier: Apache-2.0
// The seeded source that every generated choice is drawn from.

#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

namespace candor::testing {

/// A seeded source of choices. The standard distributions differ between libraries; these do not.
class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  /// 0 to `end` - 1.
  std::size_t below(std::size_t end) { return static_cast<std::size_t>(engine_() % end); }

  /// `first` to `last`, both included.
  int between(int first, int last) {
    return first + static_cast<int>(below(static_cast<std::size_t>(last - first) + 1));
  }

  bool chance(int percent) { return between(1, 100) <= percent; }

  template <class T>
  const T& pick(const std::vector<T>& values) {
    return values[below(values.size())];
  }

  template <class T>
  void shuffle(std::vector<T>& values) {
    for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[below(i)]);
  }

  /// `count` of the values, none twice, in random order.
  template <class T>
  std::vector<T> some(std::vector<T> values, std::size_t count) {
    shuffle(values);
    if (values.size() > count) values.resize(count);
    return values;
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace candor::testing
