// SPDX-License-Identifier: Apache-2.0
#include "candor/proof/prover.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>

#include <cadical.hpp>

#include "candor/base/errors.h"

namespace candor {

// Each class of a part is a variable, and exactly one of a part's variables holds. Each node of the
// formulas is a variable that is equivalent to the node (Tseitin's encoding).
struct Prover::State {
  State(const IntakeSpace& of, const Formulas& all) : space(of), formulas(all) {
    for (const IntakePart& part : space.parts()) add_classes(part.classes.size());
    for (std::size_t p = 0; p < space.parts().size(); ++p) {
      if (space.parts()[p].of != IntakePart::Of::members) continue;
      const std::size_t whether = space.first_part(space.parts()[p].question);
      clause({classes[whether][1], classes[p][0]});
    }
    for (std::size_t q = 0; q < space.rules().questions.size(); ++q) {
      if (!space.rules().questions[q].traits().takes_several) continue;
      const std::vector<std::size_t> unknown = space.nothing_known(q);
      if (unknown.empty()) continue;
      const std::size_t first = space.first_part(q);
      solver.add(classes[first][0]);
      for (std::size_t i = 0; i < unknown.size(); ++i)
        solver.add(-classes[first + 1 + i][unknown[i]]);
      solver.add(0);
    }
  }

  int variable() { return ++variables; }

  void clause(std::initializer_list<int> literals) {
    for (const int literal : literals) solver.add(literal);
    solver.add(0);
  }

  void add_classes(std::size_t count) {
    std::vector<int> of;
    if (count == 2) {
      const int second = variable();
      of = {-second, second};
    } else {
      for (std::size_t c = 0; c < count; ++c) of.push_back(variable());
      for (const int one : of) solver.add(one);
      solver.add(0);
      at_most_one(of);
    }
    solver.phase(of[0]);  // try blanks first, to find small intakes
    classes.push_back(std::move(of));
  }

  // Pairwise clauses for few variables, otherwise a chain in which `earlier` holds once one of the
  // variables before holds.
  void at_most_one(const std::vector<int>& of) {
    constexpr std::size_t few = 6;
    if (of.size() <= few) {
      for (std::size_t a = 0; a < of.size(); ++a) {
        for (std::size_t b = 0; b < a; ++b) clause({-of[a], -of[b]});
      }
      return;
    }
    int earlier = of[0];
    for (std::size_t c = 1; c < of.size(); ++c) {
      clause({-earlier, -of[c]});
      if (c + 1 == of.size()) break;
      const int so_far = variable();
      clause({-earlier, so_far});
      clause({-of[c], so_far});
      earlier = so_far;
    }
  }

  int literal(Formula formula) {
    while (nodes.size() <= formula.node()) encode_next();
    const int of = nodes[formula.node()];
    return formula.negated() ? -of : of;
  }

  void encode_next() {
    const Formulas::Node& node = formulas.nodes()[nodes.size()];
    const int own = variable();
    switch (node.kind) {
      case Formulas::Node::Kind::constant: clause({own}); break;
      case Formulas::Node::Kind::in:
        for (std::size_t c = 0; c < node.classes.size(); ++c) {
          const int of = classes[node.part][c];
          clause({-of, node.classes[c] ? own : -own});
        }
        break;
      case Formulas::Node::Kind::all:
        for (const Formula input : node.inputs) clause({-own, value(input)});
        solver.add(own);
        for (const Formula input : node.inputs) solver.add(-value(input));
        solver.add(0);
        break;
    }
    nodes.push_back(own);
  }

  int value(Formula known) const {
    const int of = nodes[known.node()];
    return known.negated() ? -of : of;
  }

  bool solve(std::span<const Formula> all_of, std::span<const int> also = {}) {
    for (const Formula formula : all_of) literal(formula);  // add all clauses before assuming
    for (const Formula formula : all_of) solver.assume(value(formula));
    for (const int of : also) solver.assume(of);
    constexpr int satisfiable = 10, unsatisfiable = 20;
    const int result = solver.solve();
    if (result != satisfiable && result != unsatisfiable)
      throw InternalError("the SAT solver gave no answer");
    return result == satisfiable;
  }

  Intake model() {
    Intake out;
    for (const std::vector<int>& part : classes) {
      // The result of `val` for a negative literal differs between versions.
      const auto holds = std::find_if(part.begin(), part.end(), [&](int of) {
        return (solver.val(std::abs(of)) > 0) == (of > 0);
      });
      out.push_back(static_cast<std::uint16_t>(holds - part.begin()));
    }
    return out;
  }

  std::size_t answered(const Intake& intake) const {
    std::size_t count = 0;
    for (std::size_t q = 0; q < space.rules().questions.size(); ++q) {
      if (intake[space.first_part(q)] != 0) ++count;
    }
    return count;
  }

  // A sequential counter (Sinz, 2005): `counter[k]`, for k below `width`, holds when more than k
  // questions are answered.
  void make_counter(std::size_t width) {
    counter.clear();
    const std::size_t questions = space.rules().questions.size();
    for (std::size_t q = 0; q < questions; ++q) {
      const int blank = classes[space.first_part(q)][0];
      std::vector<int> next(std::min(width, counter.size() + 1));
      for (int& at : next) at = variable();
      for (std::size_t k = 0; k < next.size(); ++k) {
        if (k < counter.size()) clause({-counter[k], next[k]});
        if (k == 0)
          clause({blank, next[0]});
        else
          clause({blank, -counter[k - 1], next[k]});
      }
      counter = std::move(next);
    }
  }

  std::optional<Intake> smallest(std::span<const Formula> all_of) {
    if (!solve(all_of)) return std::nullopt;
    Intake found = model();
    if (counter.size() < answered(found)) make_counter(answered(found));
    std::vector<int> also;
    for (std::size_t count = answered(found); count > 0; count = answered(found)) {
      const int fewer = -counter[count - 1];
      if (!solve(all_of, std::span(&fewer, 1))) break;
      found = model();
    }
    // Answer no other question, and clear set members that do not matter.
    for (std::size_t q = 0; q < space.rules().questions.size(); ++q) {
      const std::size_t part = space.first_part(q);
      if (found[part] == 0) also.push_back(classes[part][0]);
    }
    for (std::size_t p = 0; p < space.parts().size(); ++p) {
      if (space.parts()[p].of != IntakePart::Of::members) continue;
      also.push_back(classes[p][0]);
      if (found[p] == 0) continue;
      if (solve(all_of, also))
        found = model();
      else
        also.pop_back();
    }
    return found;
  }

  const IntakeSpace& space;
  const Formulas& formulas;
  CaDiCaL::Solver solver = {};
  int variables = 0;
  std::vector<std::vector<int>> classes = {};  // by part
  std::vector<int> nodes = {};                 // by node of the formulas
  std::vector<int> counter = {};
};

Prover::Prover(const IntakeSpace& space, const Formulas& formulas)
    : state_(std::make_unique<State>(space, formulas)) {}

Prover::~Prover() = default;

std::size_t Prover::add_part(std::size_t part) {
  state_->add_classes(state_->classes[part].size());
  return state_->classes.size() - 1;
}

bool Prover::possible(std::span<const Formula> all_of) { return state_->solve(all_of); }

bool Prover::possible(std::initializer_list<Formula> all_of) {
  return possible(std::span(all_of.begin(), all_of.size()));
}

std::optional<Intake> Prover::find(std::span<const Formula> all_of) {
  if (!state_->solve(all_of)) return std::nullopt;
  return state_->model();
}

std::optional<Intake> Prover::find(std::initializer_list<Formula> all_of) {
  return find(std::span(all_of.begin(), all_of.size()));
}

// Uses a separate solver, because the counter would slow down proofs.
std::optional<Intake> Prover::smallest(std::span<const Formula> all_of, Formula preferred) {
  if (!counting_) counting_ = std::make_unique<State>(state_->space, state_->formulas);
  while (counting_->classes.size() < state_->classes.size())
    counting_->add_classes(state_->classes[counting_->classes.size()].size());
  std::vector<Formula> with(all_of.begin(), all_of.end());
  with.push_back(preferred);
  if (auto found = counting_->smallest(with)) return found;
  return counting_->smallest(all_of);
}

std::vector<std::size_t> Prover::reasons(std::span<const Formula> all_of) {
  std::vector<std::size_t> needed(all_of.size());
  std::iota(needed.begin(), needed.end(), std::size_t{0});
  const auto chosen = [&](std::size_t without) {
    std::vector<Formula> out;
    for (const std::size_t i : needed) {
      if (i != without) out.push_back(all_of[i]);
    }
    return out;
  };
  // First drop everything that the solver did not need, then try one by one.
  const auto keep_failed = [&] {
    std::erase_if(needed,
                  [&](std::size_t i) { return !state_->solver.failed(state_->value(all_of[i])); });
  };
  if (possible(all_of)) return {};
  keep_failed();
  for (std::size_t turn = needed.size(); turn-- > 0;) {
    if (turn >= needed.size()) continue;
    const std::size_t left_out = needed[turn];
    if (possible(chosen(left_out))) continue;
    std::erase(needed, left_out);
    keep_failed();
  }
  return needed;
}

std::optional<Intake> Prover::most(std::span<const Formula> must, std::span<const Formula> may,
                                   std::vector<bool>& held) {
  std::vector<Formula> all_of(must.begin(), must.end());
  held.assign(may.size(), false);
  std::optional<Intake> found = find(all_of);
  if (!found) return found;
  for (std::size_t i = 0; i < may.size(); ++i) {
    all_of.push_back(may[i]);
    held[i] = true;
    if (formulas().holds(may[i], *found)) continue;
    if (auto better = find(all_of)) {
      found = std::move(better);
    } else {
      held[i] = false;
      all_of.pop_back();
    }
  }
  return found;
}

const Formulas& Prover::formulas() const noexcept { return state_->formulas; }

}  // namespace candor
