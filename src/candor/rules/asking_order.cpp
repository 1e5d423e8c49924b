// SPDX-License-Identifier: Apache-2.0
#include "candor/rules/asking_order.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace candor {

std::vector<std::size_t> asking_order(const RuleSet& rules) {
  std::vector<std::size_t> order(rules.questions.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const Question& one = rules.questions[a];
    const Question& other = rules.questions[b];
    return std::tie(one.by, one.section) < std::tie(other.by, other.section);
  });
  return order;
}

}  // namespace candor
