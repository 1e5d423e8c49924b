// SPDX-License-Identifier: Apache-2.0
#include "candor/engine/program.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <utility>

#include "candor/engine/code.h"
#include "candor/engine/evaluation.h"
#include "candor/rules/dependencies.h"

namespace candor {
namespace {

class Compiler {
 public:
  explicit Compiler(Program::Code& code) : code_(code) {}

  void compile() {
    const RuleSet& rules = code_.rules;
    named_.assign(rules.conditions.size(), no_node);
    code_.gate.assign(rules.questions.size(), no_node);
    for (const Dependent& item : find_dependencies(rules).order) {
      if (item.kind == Dependent::Kind::condition) {
        named_[item.index] = node(rules.conditions[item.index].when);
      } else {
        code_.gate[item.index] = optional_node(rules.questions[item.index].asked_if);
      }
    }
    for (const Rule& rule : rules.rules) code_.rule.push_back(node(rule.when));
    for (std::size_t g = 0; g < care_groups; ++g) {
      for (const CareItem& item : rules.care[g]) {
        code_.care[g].push_back(optional_node(item.when));
        code_.done[g].push_back(optional_node(item.done_when));
        code_.any_done |= item.done_when.has_value();
      }
    }
    for (const PlanItem& item : rules.plan) code_.plan.push_back(optional_node(item.when));

    auto& order = code_.rules_by_restriction;
    order.resize(rules.rules.size());
    std::iota(order.begin(), order.end(), std::uint32_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      return rules.rules[a].verdict > rules.rules[b].verdict;
    });
    gather();
  }

 private:
  void gather() {
    const RuleSet& rules = code_.rules;
    for (const Rule& rule : rules.rules) {
      if (rule.client.told_in_person)
        code_.told_in_person.push_back(static_cast<std::uint32_t>(code_.verdict.size()));
      code_.verdict.push_back(static_cast<std::uint16_t>(rule.verdict));
    }
    for (const Verdict& verdict : rules.verdicts) code_.proceed.push_back(verdict.proceed);
    for (std::size_t q = 0; q < rules.questions.size(); ++q) {
      const IfBlank::Kind kind = rules.questions[q].if_blank.kind;
      const auto question = static_cast<std::uint16_t>(q);
      if (kind == IfBlank::Kind::answer) code_.blanks_answered.push_back(question);
      code_.blank_is_answer.push_back(kind == IfBlank::Kind::answer ? 1 : 0);
      code_.blank_is_nothing.push_back(kind == IfBlank::Kind::nothing ? 1 : 0);
      if (code_.gate[q] != no_node) code_.gated.push_back(question);
    }
    std::vector<bool> depends(code_.nodes.size());
    for (std::uint32_t n = 0; n < code_.nodes.size(); ++n) {
      const Node& node = code_.nodes[n];
      if (node.is_test()) {
        const std::uint32_t gate = code_.gate[node.question];
        depends[n] = node.op == Node::Op::time_bounds || (gate != no_node && depends[gate]);
      } else {
        for (std::uint32_t i = 0; i < node.count; ++i) {
          if (depends[code_.children[node.first + i]]) depends[n] = true;
        }
      }
      if (depends[n]) code_.on_days.push_back(n);
    }
  }

  std::uint32_t optional_node(const std::optional<Condition>& condition) {
    return condition ? node(*condition) : no_node;
  }

  std::uint32_t node(const Condition& condition) {
    switch (condition.kind) {
      case Condition::Kind::named: return named_[condition.named];
      case Condition::Kind::test: return test_node(condition.test);
      case Condition::Kind::all: return group_node(Node::Op::all, condition);
      case Condition::Kind::any: return group_node(Node::Op::any, condition);
      case Condition::Kind::negation: return group_node(Node::Op::negation, condition);
    }
    return no_node;
  }

  std::uint32_t group_node(Node::Op op, const Condition& condition) {
    std::vector<std::uint32_t> parts;
    for (const Condition& part : condition.parts) parts.push_back(node(part));
    std::string key(1, static_cast<char>(op));
    for (const std::uint32_t part : parts) key += std::to_string(part) + ' ';
    const auto [known, added] =
        groups_.try_emplace(key, static_cast<std::uint32_t>(code_.nodes.size()));
    if (!added) return known->second;
    Node out{.op = op};
    out.first = static_cast<std::uint32_t>(code_.children.size());
    out.count = static_cast<std::uint32_t>(parts.size());
    code_.children.insert(code_.children.end(), parts.begin(), parts.end());
    code_.nodes.push_back(out);
    return known->second;
  }

  std::uint32_t test_node(const Test& test) {
    Node out{.question = static_cast<std::uint16_t>(test.question)};
    compile_test(test, code_, out);
    // Tests with thresholds are few and not shared; others are shared by question, op and bits.
    const bool shared = !out.has_thresholds();
    const auto next = static_cast<std::uint32_t>(code_.nodes.size());
    if (shared) {
      const auto [known, added] = tests_.try_emplace({out.question, out.op, out.bits}, next);
      if (!added) return known->second;
    }
    code_.nodes.push_back(out);
    return next;
  }

  Program::Code& code_;
  std::vector<std::uint32_t> named_;
  std::map<std::string, std::uint32_t> groups_;
  std::map<std::tuple<std::uint16_t, Node::Op, std::uint64_t>, std::uint32_t> tests_;
};

}  // namespace

Program::Program(RuleSet rules) {
  auto code = std::make_shared<Code>();
  code->rules = std::move(rules);
  Compiler(*code).compile();
  code_ = std::move(code);
}

const RuleSet& Program::rules() const noexcept { return code_->rules; }

}  // namespace candor
