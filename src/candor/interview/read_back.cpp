// SPDX-License-Identifier: Apache-2.0
#include "candor/interview/read_back.h"

#include <algorithm>

#include "candor/rules/asking_order.h"

namespace candor {

std::optional<ReadBack> next_read_back(const Interview& interview) {
  const RuleSet& rules = interview.rules();
  const std::vector<std::size_t> order = asking_order(rules);
  const auto first = std::find_if(order.begin(), order.end(),
                                  [&](std::size_t q) { return interview.asks_to_confirm(q); });
  if (first == order.end()) return std::nullopt;
  const Question& begins = rules.questions[*first];
  ReadBack out{.section = begins.section};
  std::vector<bool> listed(rules.questions.size());
  Interview confirmed = interview;
  // Confirming a gate can make more questions of the section apply.
  for (bool more = true; more;) {
    more = false;
    for (const std::size_t q : order) {
      const Question& question = rules.questions[q];
      const bool same = question.section == begins.section && question.by == begins.by;
      if (!same || listed[q] || !confirmed.asks_to_confirm(q)) continue;
      listed[q] = more = true;
      confirmed.confirm(std::vector<std::size_t>{q});
    }
  }
  for (const std::size_t q : order) {
    if (listed[q]) out.questions.push_back(q);
  }
  return out;
}

}  // namespace candor
