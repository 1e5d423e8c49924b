// SPDX-License-Identifier: Apache-2.0
#include "candor/engine/evaluation.h"
#include "candor/engine/test_value.h"

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

Truth test_none(const Question& question, const Answer& answer) {
  if (answer.yes != 0) return Truth::no;
  return answer.known == all_choices(question) ? Truth::yes : Truth::open;
}

Truth test_any(std::uint64_t members, const Answer& answer) {
  if ((answer.yes & members) != 0) return Truth::yes;
  return (members & ~answer.known) == 0 ? Truth::no : Truth::open;
}

Truth test_all(std::uint64_t members, const Answer& answer) {
  if ((members & answer.known & ~answer.yes) != 0) return Truth::no;
  return (members & ~answer.known) == 0 ? Truth::yes : Truth::open;
}

// Compiles a test into a node.
struct CompileTest {
  Program::Code& code;
  Node& out;

  void operator()(const ChoiceTest& test) const {
    out.op = Node::Op::choice;
    out.bits = test.accepted;
  }
  void operator()(const YesNoTest& test) const {
    out.op = Node::Op::yes_no;
    out.bits = test.yes ? 1 : 0;
  }
  void operator()(const SetTest& test) const {
    switch (test.kind) {
      case SetTest::Kind::none: out.op = Node::Op::set_none; break;
      case SetTest::Kind::any: out.op = Node::Op::set_any; break;
      case SetTest::Kind::all: out.op = Node::Op::set_all; break;
    }
    out.bits = test.members;
  }
  void operator()(const NumberTest& test) const {
    out.op = Node::Op::number;
    out.first = static_cast<std::uint32_t>(code.numbers.size());
    code.numbers.push_back(test);
  }
  void operator()(const TimeTest& test) const {
    switch (test.kind) {
      case TimeTest::Kind::never: out.op = Node::Op::time_never; return;
      case TimeTest::Kind::ongoing: out.op = Node::Op::time_ongoing; return;
      case TimeTest::Kind::bounds: break;
    }
    out.op = Node::Op::time_bounds;
    out.first = static_cast<std::uint32_t>(code.times.size());
    code.times.push_back(test.bounds);
  }

  // Only properties have this test, and they are not compiled.
  void operator()(const UnansweredTest&) const { out.op = Node::Op::choice; }
};

struct TestValue {
  const Question& question;
  const Answer& answer;
  Date day;

  Truth operator()(const ChoiceTest& test) const {
    return truth((answer.yes & test.accepted) != 0);
  }
  Truth operator()(const YesNoTest& test) const {
    return truth(answer.yes == (test.yes ? 1U : 0U));
  }
  Truth operator()(const SetTest& test) const {
    switch (test.kind) {
      case SetTest::Kind::none: return test_none(question, answer);
      case SetTest::Kind::any: return test_any(test.members, answer);
      case SetTest::Kind::all: return test_all(test.members, answer);
    }
    return Truth::open;
  }
  Truth operator()(const NumberTest& test) const { return test_number(test, answer.number); }
  Truth operator()(const TimeTest& test) const {
    switch (test.kind) {
      case TimeTest::Kind::never: return truth(answer.time == Answer::Time::never);
      case TimeTest::Kind::ongoing: return truth(answer.time == Answer::Time::ongoing);
      case TimeTest::Kind::bounds: break;
    }
    return test_time(test.bounds, answer, day);
  }
  Truth operator()(const UnansweredTest&) const { return Truth::no; }
};

}  // namespace

Truth test_value(const Question& question, const Test& test, const Answer& answer, Date day) {
  return std::visit(TestValue{question, answer, day}, test.of);
}

void compile_test(const Test& test, Program::Code& code, Node& out) {
  std::visit(CompileTest{code, out}, test.of);
}

Truth test_answer(const Program::Code& code, const Node& node, const Answer& answer, Date day) {
  switch (node.op) {
    case Node::Op::choice: return truth((answer.yes & node.bits) != 0);
    case Node::Op::yes_no: return truth(answer.yes == node.bits);
    case Node::Op::set_none: return test_none(code.rules.questions[node.question], answer);
    case Node::Op::set_any: return test_any(node.bits, answer);
    case Node::Op::set_all: return test_all(node.bits, answer);
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
