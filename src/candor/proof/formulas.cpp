// SPDX-License-Identifier: Apache-2.0
#include "candor/proof/formulas.h"

#include <algorithm>
#include <utility>

namespace candor {

Formulas::Formulas() { nodes_.emplace_back(); }

Formula Formulas::add(Node node) {
  nodes_.push_back(std::move(node));
  return {static_cast<std::uint32_t>(2 * (nodes_.size() - 1))};
}

Formula Formulas::in(std::size_t part, Classes classes) {
  const auto chosen = std::count(classes.begin(), classes.end(), true);
  if (chosen == 0) return always_false;
  if (static_cast<std::size_t>(chosen) == classes.size()) return always_true;
  // A statement and its negation are one node: the one without class 0.
  const bool negated = classes[0];
  if (negated) classes.flip();
  const auto which = static_cast<std::uint32_t>(part);
  const auto known = ins_.find({which, classes});
  Formula out;
  if (known != ins_.end()) {
    out = {2 * known->second};
  } else {
    out = add({.kind = Node::Kind::in, .part = which, .classes = classes});
    ins_.emplace(std::pair(which, std::move(classes)), out.node());
  }
  return negated ? !out : out;
}

Formula Formulas::all(std::span<const Formula> inputs) {
  std::vector<Formula> parts(inputs.begin(), inputs.end());
  std::sort(parts.begin(), parts.end());
  parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
  std::erase(parts, always_true);
  // Sorting puts a formula next to its negation.
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i] == always_false) return always_false;
    if (i > 0 && parts[i] == !parts[i - 1]) return always_false;
  }
  if (parts.empty()) return always_true;
  if (parts.size() == 1) return parts.front();
  const auto known = alls_.find(parts);
  if (known != alls_.end()) return {2 * known->second};
  const Formula out = add({.kind = Node::Kind::all, .inputs = parts});
  alls_.emplace(std::move(parts), out.node());
  return out;
}

Formula Formulas::any(std::span<const Formula> inputs) {
  std::vector<Formula> parts;
  for (const Formula input : inputs) parts.push_back(!input);
  return !all(parts);
}

Formula Formulas::all(std::initializer_list<Formula> inputs) {
  return all(std::span(inputs.begin(), inputs.size()));
}

Formula Formulas::any(std::initializer_list<Formula> inputs) {
  return any(std::span(inputs.begin(), inputs.size()));
}

std::vector<bool> Formulas::values(std::span<const std::uint16_t> intake, std::size_t count) const {
  std::vector<bool> out(count, true);
  for (std::size_t n = 1; n < count; ++n) {
    const Node& node = nodes_[n];
    if (node.kind == Node::Kind::in) {
      out[n] = node.classes[intake[node.part]];
    } else {
      out[n] = std::all_of(node.inputs.begin(), node.inputs.end(),
                           [&](Formula input) { return out[input.node()] != input.negated(); });
    }
  }
  return out;
}

std::vector<bool> Formulas::values(std::span<const std::uint16_t> intake) const {
  return values(intake, nodes_.size());
}

bool Formulas::holds(Formula formula, std::span<const std::uint16_t> intake) const {
  return values(intake, formula.node() + 1).back() != formula.negated();
}

}  // namespace candor
