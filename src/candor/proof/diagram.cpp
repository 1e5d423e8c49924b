// SPDX-License-Identifier: Apache-2.0
#include "candor/proof/diagram.h"

#include <algorithm>
#include <span>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>
#include <gmpxx.h>

#include "candor/proof/part_order.h"

namespace candor {
namespace {

using Ref = std::uint32_t;

// The first nodes are the terminals, which stand for small numbers; 0 is false, and 1 is true.
constexpr Ref terminals = 16;
constexpr std::uint32_t no_level = ~std::uint32_t{0};

enum class Op : std::uint32_t { both, greatest, negation, choose };

struct OutOfBudget {};

// A cached result of `apply`, kept until another one takes its slot.
struct Result {
  Ref a = 0, b = 0, out = 0;
  Op op = Op::both;
  bool filled = false;
};

std::size_t slot_of(Op op, Ref a, Ref b, std::size_t slots) {
  std::uint64_t h = (std::uint64_t{a} << 32 | b) * 0x9E3779B97F4A7C15U;
  h = (h ^ h >> 29 ^ static_cast<std::uint64_t>(op)) * 0xBF58476D1CE4E5B9U;
  return (h ^ h >> 32) & (slots - 1);
}

}  // namespace

struct Diagram::State {
  State(const IntakeSpace& of, const Formulas& all, const RuleFormulas& rule_formulas,
        std::size_t most)
      : space(of), formulas(all), rules(rule_formulas), budget(most) {
    const std::vector<std::size_t> order = order_parts(space, formulas, rules);
    level_of.resize(order.size());
    for (std::size_t level = 0; level < order.size(); ++level) {
      level_of[order[level]] = static_cast<std::uint32_t>(level);
      part_at.push_back(order[level]);
      classes_at.push_back(space.parts()[order[level]].classes.size());
    }
    for (Ref t = 0; t < terminals; ++t) nodes.push_back({no_level, 0});
    buckets.assign(1024, 0);
    results.resize(buckets.size());
  }

  struct Node {
    std::uint32_t level = no_level;
    std::uint32_t first = 0;  // of its children in `children`, one for each class of its level
  };

  bool is_terminal(Ref node) const { return node < terminals; }
  std::uint32_t level(Ref node) const { return nodes[node].level; }
  Ref child(Ref node, std::size_t of) const { return children[nodes[node].first + of]; }

  std::uint64_t hash(std::uint32_t at, const Ref* first, std::size_t count) const {
    std::uint64_t h = at * 0x9E3779B97F4A7C15U;
    for (std::size_t i = 0; i < count; ++i) h = (h ^ first[i]) * 0x100000001B3U + (h >> 31);
    return h ^ h >> 32;
  }

  void grow() {
    std::vector<Ref> larger(buckets.size() * 2);
    for (const Ref node : buckets) {
      if (node == 0) continue;
      const std::uint32_t at = level(node);
      insert(larger, node, hash(at, &children[nodes[node].first], classes_at[at]));
    }
    buckets = std::move(larger);
    results.assign(std::min(buckets.size(), most_results), {});
  }

  static void insert(std::vector<Ref>& table, Ref node, std::uint64_t h) {
    std::size_t slot = h & (table.size() - 1);
    while (table[slot] != 0) slot = (slot + 1) & (table.size() - 1);
    table[slot] = node;
  }

  // The node with these children; when they are all equal, that child itself.
  Ref make(std::uint32_t at, std::span<const Ref> of) {
    if (std::all_of(of.begin(), of.end(), [&](Ref c) { return c == of[0]; })) return of[0];
    const std::uint64_t h = hash(at, of.data(), of.size());
    std::size_t slot = h & (buckets.size() - 1);
    for (; buckets[slot] != 0; slot = (slot + 1) & (buckets.size() - 1)) {
      const Node& known = nodes[buckets[slot]];
      if (known.level == at && std::equal(of.begin(), of.end(), children.begin() + known.first))
        return buckets[slot];
    }
    if (nodes.size() >= budget) throw OutOfBudget();
    const auto node = static_cast<Ref>(nodes.size());
    nodes.push_back({at, static_cast<std::uint32_t>(children.size())});
    children.insert(children.end(), of.begin(), of.end());
    buckets[slot] = node;
    if (2 * nodes.size() > buckets.size()) grow();
    return node;
  }

  // The result of an operation that does not depend on the children of its operands, if any.
  std::optional<Ref> shortcut(Op op, Ref a, Ref b) const {
    switch (op) {
      case Op::both:
        if (a == 0 || b == 0) return Ref{0};
        if (a == 1 || a == b) return b;
        if (b == 1) return a;
        break;
      case Op::greatest:
        if (a == 0 || a == b) return b;
        if (b == 0) return a;
        if (is_terminal(a) && is_terminal(b)) return std::max(a, b);
        break;
      case Op::negation:
        if (is_terminal(a)) return Ref{1} - a;
        break;
      case Op::choose:  // b where a holds, else the terminal `outside`
        if (a == 1) return b;
        if (a == 0) return outside;
        break;
    }
    return std::nullopt;
  }

  Ref apply(Op op, Ref a, Ref b) {
    if (const auto known = shortcut(op, a, b)) return *known;
    const bool commutes = op == Op::both || op == Op::greatest;
    if (commutes && b < a) std::swap(a, b);
    const Result& known = results[slot_of(op, a, b, results.size())];
    if (known.filled && known.a == a && known.b == b && known.op == op) return known.out;
    if (++steps > steps_a_node * budget) throw OutOfBudget();
    const std::uint32_t at = std::min(level(a), level(b));
    const std::size_t first = pending.size();
    for (std::size_t c = 0; c < classes_at[at]; ++c) {
      const Ref of = apply(op, level(a) == at ? child(a, c) : a, level(b) == at ? child(b, c) : b);
      pending.push_back(of);
    }
    const Ref out = make(at, std::span(pending).subspan(first));
    pending.resize(first);
    results[slot_of(op, a, b, results.size())] = {a, b, out, op, true};
    return out;
  }

  Ref build(Formula formula) {
    built.resize(formulas.nodes().size(), unbuilt);
    if (built[formula.node()] == unbuilt) built[formula.node()] = build_node(formula.node());
    const Ref of = built[formula.node()];
    return formula.negated() ? apply(Op::negation, of, 0) : of;
  }

  Ref build_node(std::uint32_t index) {
    const Formulas::Node& node = formulas.nodes()[index];
    Ref out = 1;
    switch (node.kind) {
      case Formulas::Node::Kind::constant: break;
      case Formulas::Node::Kind::in: {
        std::vector<Ref> of;
        for (const bool chosen : node.classes) of.push_back(chosen ? 1 : 0);
        out = make(level_of[node.part], of);
        break;
      }
      case Formulas::Node::Kind::all: {
        // From the last part to the first: this keeps intermediate results small.
        std::vector<Ref> inputs;
        for (const Formula input : node.inputs) inputs.push_back(build(input));
        std::sort(inputs.begin(), inputs.end(),
                  [&](Ref x, Ref y) { return std::pair(level(x), x) > std::pair(level(y), y); });
        for (const Ref input : inputs) out = apply(Op::both, out, input);
        break;
      }
    }
    return out;
  }

  // True where the part has this class.
  Ref is(std::size_t part, std::size_t of_class) {
    std::vector<Ref> of(space.parts()[part].classes.size(), 0);
    of[of_class] = 1;
    return make(level_of[part], of);
  }

  Ref either(Ref a, Ref b) {
    return apply(Op::negation,
                 apply(Op::both, apply(Op::negation, a, 0), apply(Op::negation, b, 0)), 0);
  }

  // `IntakeSpace::is_intake` as a node: the members of an unanswered set are all in class 0, and at
  // least one member of an answered set is known.
  Ref possible_sets() {
    Ref out = 1;
    for (std::size_t q = 0; q < space.rules().questions.size(); ++q) {
      if (!space.rules().questions[q].traits().takes_several) continue;
      const std::size_t first = space.first_part(q);
      const std::vector<std::size_t> unknown = space.nothing_known(q);
      Ref blank = 1, all_unknown = unknown.empty() ? 0 : 1;
      for (std::size_t p = space.end_part(q); p-- > first + 1;) {
        blank = apply(Op::both, blank, is(p, 0));
        if (!unknown.empty())
          all_unknown = apply(Op::both, all_unknown, is(p, unknown[p - first - 1]));
      }
      const Ref not_answered = apply(Op::both, is(first, 0), blank);
      const Ref answered = apply(Op::both, is(first, 1), apply(Op::negation, all_unknown, 0));
      out = apply(Op::both, out, either(not_answered, answered));
    }
    return out;
  }

  // The number of paths from a level to each terminal.
  using Ways = std::vector<mpz_class>;

  mpz_class product(std::uint32_t from, std::uint32_t to) const {
    mpz_class out = 1;
    for (std::uint32_t at = from; at < to; ++at) out *= static_cast<unsigned long>(classes_at[at]);
    return out;
  }

  std::uint32_t depth(Ref node) const {
    return is_terminal(node) ? static_cast<std::uint32_t>(part_at.size()) : level(node);
  }

  Ways count_ways(Ref root) {
    // A node has a higher index than its children.
    std::vector<Ref> below;
    std::vector<bool> seen(nodes.size());
    std::vector<Ref> stack{root};
    while (!stack.empty()) {
      const Ref node = stack.back();
      stack.pop_back();
      if (seen[node]) continue;
      seen[node] = true;
      below.push_back(node);
      if (is_terminal(node)) continue;
      for (std::size_t c = 0; c < classes_at[level(node)]; ++c) stack.push_back(child(node, c));
    }
    std::sort(below.begin(), below.end());
    std::unordered_map<Ref, Ways> ways;
    for (const Ref node : below) {
      Ways of(terminals);
      if (is_terminal(node)) {
        of[node] = 1;
      } else {
        for (std::size_t c = 0; c < classes_at[level(node)]; ++c) {
          const Ref next = child(node, c);
          const mpz_class skipped = product(level(node) + 1, depth(next));
          for (Ref t = 0; t < terminals; ++t) {
            if (ways[next][t] != 0) of[t] += skipped * ways[next][t];
          }
        }
      }
      ways[node] = std::move(of);
    }
    const mpz_class above = product(0, depth(root));
    for (mpz_class& t : ways[root]) t *= above;
    return ways[root];
  }

  const IntakeSpace& space;
  const Formulas& formulas;
  const RuleFormulas& rules;
  std::size_t budget;
  static constexpr Ref outside = terminals - 1;
  static constexpr Ref unbuilt = ~Ref{0};

  std::vector<std::uint32_t> level_of = {};  // by part
  std::vector<std::size_t> part_at = {};     // by level
  std::vector<std::size_t> classes_at = {};  // likewise
  std::vector<Node> nodes = {};
  std::vector<Ref> children = {};
  std::vector<Ref> buckets = {};
  std::vector<Result> results = {};
  std::vector<Ref> pending = {};  // children of unfinished nodes
  std::size_t steps = 0;
  static constexpr std::size_t most_results = 1U << 20U;
  static constexpr std::size_t steps_a_node = 10;  // the budget also limits the steps
  std::vector<Ref> built = {};                     // by node of the formulas
};

Count sum(const std::vector<Count>& counts) {
  mpz_class out = 0;
  for (const Count& count : counts) out += mpz_class(count);
  return out.get_str();
}

std::string share(const Count& part, const Count& whole) {
  const mpz_class of(part), all(whole);
  if (of == all) return "100 %";
  if (of == 0) return "0 %";
  const mpz_class hundredths = of * 10'000 / all;
  if (hundredths == 0) return "under 0.01 %";
  const unsigned long in_hundredths = hundredths.get_ui();
  return fmt::format("{}.{:02} %", in_hundredths / 100, in_hundredths % 100);
}

Diagram::Diagram(const IntakeSpace& space, const Formulas& formulas, const RuleFormulas& rules,
                 std::size_t budget)
    : state_(std::make_unique<State>(space, formulas, rules, budget)) {}

Diagram::~Diagram() = default;

std::optional<Count> Diagram::count(Formula formula) try {
  const Ref of = state_->apply(Op::both, state_->build(formula), state_->possible_sets());
  return state_->count_ways(of)[1].get_str();
} catch (const OutOfBudget&) {
  state_->pending.clear();
  return std::nullopt;
}

std::optional<Intake> Diagram::find(Formula formula, bool& known) try {
  known = true;
  State& s = *state_;
  Ref at = s.apply(Op::both, s.build(formula), s.possible_sets());
  if (at == 0) return std::nullopt;
  Intake out(s.part_at.size(), 0);
  while (!s.is_terminal(at)) {
    std::size_t c = 0;
    while (s.child(at, c) == 0) ++c;
    out[s.part_at[s.level(at)]] = static_cast<std::uint16_t>(c);
    at = s.child(at, c);
  }
  return out;
} catch (const OutOfBudget&) {
  state_->pending.clear();
  known = false;
  return std::nullopt;
}

// A rule that applies gives its verdict, and an open rule gives `incomplete`. The headline is the
// greatest of these, where `incomplete` ranks just above the verdicts that proceed now.
std::optional<std::vector<Count>> Diagram::headlines() try {
  State& s = *state_;
  const RuleSet& rules = s.space.rules();
  Ref now = 0;
  for (const Verdict& verdict : rules.verdicts) now += verdict.proceed == Proceed::now ? 1 : 0;
  const Ref incomplete = now;
  const auto terminal_of = [&](std::size_t v) {
    const auto rank = static_cast<Ref>(v);
    return rank < now ? rank : rank + 1;
  };
  // `value` where the condition holds, and 0 elsewhere.
  const auto scaled = [&](Ref condition, Ref value) {
    if (value == 0) return Ref{0};
    std::unordered_map<Ref, Ref> done;
    const auto scale = [&](const auto& self, Ref node) -> Ref {
      if (s.is_terminal(node)) return node == 0 ? 0 : value;
      if (const auto known = done.find(node); known != done.end()) return known->second;
      std::vector<Ref> of(s.classes_at[s.level(node)]);
      for (std::size_t c = 0; c < of.size(); ++c) of[c] = self(self, s.child(node, c));
      const Ref out = s.make(s.level(node), of);
      done.emplace(node, out);
      return out;
    };
    return scale(scale, condition);
  };
  std::vector<Ref> given;
  for (std::size_t r = 0; r < rules.rules.size(); ++r) {
    const Statement& rule = s.rules.rule(r);
    const Ref applies = scaled(s.build(rule.holds), terminal_of(rules.rules[r].verdict));
    // Where a rule applies it is not open, so the maximum of both is exact.
    const Ref open = s.apply(Op::both, s.build(rule.may_hold), s.build(!rule.holds));
    given.push_back(s.apply(Op::greatest, applies, scaled(open, incomplete)));
  }
  std::sort(given.begin(), given.end(),
            [&](Ref a, Ref b) { return std::pair(s.level(a), a) > std::pair(s.level(b), b); });
  Ref headline = terminal_of(0);
  for (const Ref one : given) headline = s.apply(Op::greatest, headline, one);
  const Ref counted = s.apply(Op::both, s.build(s.rules.consistent()), s.possible_sets());
  const State::Ways ways = s.count_ways(s.apply(Op::choose, counted, headline));
  std::vector<Count> out;
  for (std::size_t v = 0; v < rules.verdicts.size(); ++v) {
    out.push_back(ways[terminal_of(v)].get_str());
  }
  out.push_back(ways[incomplete].get_str());
  return out;
} catch (const OutOfBudget&) {
  state_->pending.clear();
  return std::nullopt;
}

}  // namespace candor
