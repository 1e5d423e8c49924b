// SPDX-License-Identifier: Apache-2.0
#include "candor/rules/dependencies.h"

#include <algorithm>

namespace candor {
namespace {

// Nodes of the graph: the conditions first, then the questions.
class Graph {
 public:
  explicit Graph(const RuleSet& rules) : rules_(rules) {}

  std::size_t size() const { return rules_.conditions.size() + rules_.questions.size(); }

  Dependent at(std::size_t node) const {
    const std::size_t conditions = rules_.conditions.size();
    if (node < conditions) return {Dependent::Kind::condition, node};
    return {Dependent::Kind::gate, node - conditions};
  }

  std::vector<std::size_t> uses(std::size_t node) const {
    std::vector<std::size_t> out;
    const Dependent item = at(node);
    if (item.kind == Dependent::Kind::condition) {
      collect(rules_.conditions[item.index].when, out);
    } else if (const auto& gate = rules_.questions[item.index].asked_if) {
      collect(*gate, out);
    }
    return out;
  }

 private:
  void collect(const Condition& condition, std::vector<std::size_t>& out) const {
    if (condition.kind == Condition::Kind::named) out.push_back(condition.named);
    if (condition.kind == Condition::Kind::test) {
      out.push_back(rules_.conditions.size() + condition.test.question);
    }
    for (const Condition& part : condition.parts) collect(part, out);
  }

  const RuleSet& rules_;
};

enum class Color : std::uint8_t { white, gray, black };

struct Step {
  std::size_t node = 0;
  std::vector<std::size_t> uses = {};
  std::size_t next = 0;
};

}  // namespace

Dependencies find_dependencies(const RuleSet& rules) {
  const Graph graph(rules);
  Dependencies out;
  std::vector<Color> colors(graph.size(), Color::white);
  std::vector<Step> path;
  const auto enter = [&](std::size_t node) {
    colors[node] = Color::gray;
    path.push_back({.node = node, .uses = graph.uses(node)});
  };
  for (std::size_t root = 0; root < graph.size(); ++root) {
    if (colors[root] == Color::white) enter(root);
    while (!path.empty()) {
      Step& step = path.back();
      if (step.next == step.uses.size()) {
        colors[step.node] = Color::black;
        out.order.push_back(graph.at(step.node));
        path.pop_back();
        continue;
      }
      const std::size_t node = step.uses[step.next++];
      if (colors[node] == Color::white) {
        enter(node);
      } else if (colors[node] == Color::gray) {
        const auto first =
            std::find_if(path.begin(), path.end(), [&](const Step& s) { return s.node == node; });
        std::vector<Dependent>& circle = out.circles.emplace_back();
        for (auto s = first; s != path.end(); ++s) circle.push_back(graph.at(s->node));
      }
    }
  }
  return out;
}

}  // namespace candor
