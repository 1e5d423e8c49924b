// SPDX-License-Identifier: Apache-2.0
#include "candor/engine/evaluation.h"

namespace candor {
namespace {

Truth test_number(const NumberTest& test, Decimal number) {
  const Bounds<Decimal>& b = test.bounds;
  return truth((!test.equal || number == *test.equal) && (!b.under || number < *b.under) &&
               (!b.over || number > *b.over) && (!b.at_least || number >= *b.at_least) &&
               (!b.at_most || number <= *b.at_most));
}

// `never` is infinitely long ago; `ongoing` is the day itself.
Truth test_time(const Bounds<Duration>& b, const Answer& answer, Date day) {
  if (answer.time == Answer::Time::never) return truth(!b.under && !b.at_most);
  const Date date = answer.time == Answer::Time::ongoing ? day : answer.date;
  const auto at_least = [&](Duration d) { return plus(date, d) <= day; };
  const auto over = [&](Duration d) { return plus(date, d) < day; };
  return truth((!b.under || !at_least(*b.under)) && (!b.over || over(*b.over)) &&
               (!b.at_least || at_least(*b.at_least)) && (!b.at_most || !over(*b.at_most)));
}

}  // namespace

Truth test_answer(const Program::Code& code, const Node& node, const Answer& answer, Date day) {
  switch (node.op) {
    case Node::Op::choice: return truth((answer.yes & node.bits) != 0);
    case Node::Op::yes_no: return truth(answer.yes == node.bits);
    case Node::Op::set_none: {
      if (answer.yes != 0) return Truth::no;
      const std::size_t members = code.rules.questions[node.question].choices.size();
      const std::uint64_t every = ~std::uint64_t{0} >> (most_choices - members);
      return answer.known == every ? Truth::yes : Truth::open;
    }
    case Node::Op::set_any:
      if ((answer.yes & node.bits) != 0) return Truth::yes;
      return (node.bits & ~answer.known) == 0 ? Truth::no : Truth::open;
    case Node::Op::set_all:
      if ((node.bits & answer.known & ~answer.yes) != 0) return Truth::no;
      return (node.bits & ~answer.known) == 0 ? Truth::yes : Truth::open;
    case Node::Op::number: return test_number(code.numbers[node.first], answer.number);
    case Node::Op::time_bounds: return test_time(code.times[node.first], answer, day);
    case Node::Op::time_never: return truth(answer.time == Answer::Time::never);
    case Node::Op::time_ongoing: return truth(answer.time == Answer::Time::ongoing);
    case Node::Op::all:
    case Node::Op::any:
    case Node::Op::negation: break;
  }
  return Truth::open;
}

}  // namespace candor
