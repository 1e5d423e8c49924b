// SPDX-License-Identifier: Apache-2.0
#include "candor/proof/part_order.h"

#include <algorithm>
#include <numeric>

namespace candor {
namespace {

using Edge = std::vector<std::size_t>;  // parts that occur together

Edge parts_of(const Formulas& formulas, Formula root) {
  std::vector<bool> seen(formulas.nodes().size());
  std::vector<std::uint32_t> stack{root.node()};
  Edge out;
  while (!stack.empty()) {
    const std::uint32_t at = stack.back();
    stack.pop_back();
    if (seen[at]) continue;
    seen[at] = true;
    const Formulas::Node& node = formulas.nodes()[at];
    if (node.kind == Formulas::Node::Kind::in) out.push_back(node.part);
    for (const Formula input : node.inputs) stack.push_back(input.node());
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<Edge> edges_of(const IntakeSpace& space, const Formulas& formulas,
                           const RuleFormulas& rules) {
  std::vector<Edge> edges;
  for (std::size_t r = 0; r < space.rules().rules.size(); ++r) {
    Edge edge = parts_of(formulas, rules.rule(r).may_hold);
    if (edge.size() > 1) edges.push_back(std::move(edge));
  }
  for (std::size_t q = 0; q < space.rules().questions.size(); ++q) {
    Edge gate = parts_of(formulas, rules.gate(q).may_hold);
    gate.push_back(space.first_part(q));
    if (gate.size() > 1) edges.push_back(std::move(gate));
    Edge own;
    for (std::size_t p = space.first_part(q); p < space.end_part(q); ++p) own.push_back(p);
    if (own.size() > 1) edges.push_back(std::move(own));
  }
  return edges;
}

// The total length of the edges.
std::size_t span_of(const std::vector<Edge>& edges, const std::vector<double>& position) {
  double sum = 0;
  for (const Edge& edge : edges) {
    const auto [first, last] = std::minmax_element(
        edge.begin(), edge.end(),
        [&](std::size_t a, std::size_t b) { return position[a] < position[b]; });
    sum += position[*last] - position[*first];
  }
  return static_cast<std::size_t>(sum);
}

}  // namespace

std::vector<std::size_t> order_parts(const IntakeSpace& space, const Formulas& formulas,
                                     const RuleFormulas& rules) {
  const std::vector<Edge> edges = edges_of(space, formulas, rules);
  const std::size_t parts = space.parts().size();
  std::vector<std::size_t> order(parts);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<double> position(parts);
  std::iota(position.begin(), position.end(), 0.0);
  std::vector<std::size_t> best = order;
  std::size_t best_span = span_of(edges, position);
  // Each part moves to the middle of its edges, until the span no longer shrinks.
  constexpr int most_rounds = 50, patience = 5;
  for (int round = 0, worse = 0; round < most_rounds && worse < patience; ++round) {
    std::vector<double> sum(parts), count(parts);
    for (const Edge& edge : edges) {
      double middle = 0;
      for (const std::size_t part : edge) middle += position[part];
      middle /= static_cast<double>(edge.size());
      for (const std::size_t part : edge) sum[part] += middle, count[part] += 1;
    }
    for (std::size_t p = 0; p < parts; ++p) {
      if (count[p] > 0) position[p] = sum[p] / count[p];
    }
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return std::pair(position[a], a) < std::pair(position[b], b);
    });
    for (std::size_t at = 0; at < parts; ++at) position[order[at]] = static_cast<double>(at);
    const std::size_t span = span_of(edges, position);
    worse = span < best_span ? 0 : worse + 1;
    if (span < best_span) best_span = span, best = order;
  }
  return best;
}

}  // namespace candor
