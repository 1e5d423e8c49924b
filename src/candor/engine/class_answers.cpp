// SPDX-License-Identifier: Apache-2.0
#include "candor/engine/class_answers.h"

#include <set>

#include "candor/engine/answer_candidates.h"
#include "candor/engine/evaluation.h"

namespace candor {
namespace {

// The empty set, and every set of one member.
std::vector<Answer> small_sets(const Question& question) {
  std::vector<Answer> out(1 + question.choices.size());
  for (std::size_t i = 0; i < out.size(); ++i) {
    out[i].state = Answer::State::given;
    out[i].known = all_choices(question);
    if (i > 0) out[i].yes = choice_bit(i - 1);
  }
  return out;
}

}  // namespace

std::vector<Answer> class_answers(const Program& program, std::size_t question, Date as_of) {
  const Program::Code& code = program.code();
  const Question& asked = code.rules.questions[question];
  std::vector<const Node*> nodes;
  std::vector<Test> thresholds;
  for (const Node& node : code.nodes) {
    if (!node.is_test() || node.question != question) continue;
    nodes.push_back(&node);
    if (node.op == Node::Op::number)
      thresholds.push_back({.question = question, .of = code.numbers[node.first]});
    if (node.op == Node::Op::time_bounds)
      thresholds.push_back(
          {.question = question, .of = TimeTest{.bounds = code.times[node.first]}});
  }
  const std::vector<Answer> candidates = asked.traits().takes_several
                                             ? small_sets(asked)
                                             : answer_candidates(asked, thresholds, {}, as_of);
  std::vector<Answer> out;
  std::set<std::vector<Truth>> seen;
  for (const Answer& answer : candidates) {
    std::vector<Truth> values;
    values.reserve(nodes.size());
    for (const Node* node : nodes) values.push_back(test_answer(code, *node, answer, as_of));
    if (seen.insert(std::move(values)).second) out.push_back(answer);
  }
  return out;
}

}  // namespace candor
