// SPDX-License-Identifier: Apache-2.0
#include "candor/engine/spans.h"

#include <algorithm>

#include "candor/engine/evaluation.h"

namespace candor {
namespace {

bool is_time_test(const Node& node) { return node.op == Node::Op::time_bounds; }

}  // namespace

SpanFault span_fault(const Program& program, std::size_t question, const Answer& answer, Date day) {
  if (!answer.is_span()) return SpanFault::none;
  const Program::Code& code = program.code();
  for (const Rule& rule : code.rules.rules) {
    if (!rule.until) continue;
    for (const Until::After& after : rule.until->after) {
      if (after.question == question && plus(answer.date, after.wait) > day)
        return SpanFault::wait_counts;
    }
  }
  Answer one = answer;
  one.days_before = 0;
  for (const Node& node : code.nodes) {
    if (!is_time_test(node) || node.question != question) continue;
    one.date = answer.date;
    const Truth last = test_answer(code, node, one, day);
    for (one.date = answer.first_day(); one.date < answer.date; one.date += std::chrono::days(1)) {
      if (test_answer(code, node, one, day) != last) return SpanFault::test_differs;
    }
  }
  return SpanFault::none;
}

}  // namespace candor
