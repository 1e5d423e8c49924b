// SPDX-License-Identifier: Apache-2.0
#include "candor/engine/answer_classes.h"

#include <algorithm>
#include <utility>

#include "candor/engine/evaluation.h"

namespace candor {

AnswerClasses::AnswerClasses(const Program::Code& code, std::size_t question,
                             std::vector<std::uint32_t> tests, Date as_of)
    : code_(code), question_(question), tests_(std::move(tests)), as_of_(as_of) {
  tables_.resize((bits() + 7) / 8);
  class_of({});
}

std::optional<std::uint8_t> AnswerClasses::class_of(const Answer& answer) {
  Class wanted = describe(answer);
  const auto known = std::find(classes_.begin(), classes_.end(), wanted);
  if (known != classes_.end()) return static_cast<std::uint8_t>(known - classes_.begin());
  if (classes_.size() == ClassBits::most_classes) return std::nullopt;
  for (std::size_t i = 0; i < tables_.size(); ++i) {
    tables_[i].byte[classes_.size()] = wanted.bytes[i];
  }
  classes_.push_back(std::move(wanted));
  return static_cast<std::uint8_t>(classes_.size() - 1);
}

AnswerClasses::Class AnswerClasses::describe(const Answer& answer) const {
  const IfBlank& if_blank = code_.rules.questions[question_].if_blank;
  const Answer filled = fill_blank(if_blank, answer, as_of_);
  const bool nothing =
      answer.state == Answer::State::blank && if_blank.kind == IfBlank::Kind::nothing;
  Class out;
  out.bytes.resize(tables_.size());
  const auto set = [&](std::size_t bit) {
    out.bytes[bit / 8] = static_cast<std::uint8_t>(out.bytes[bit / 8] | 0x80U >> (bit % 8));
  };
  if (answer.given()) set(0);
  for (std::size_t i = 0; i < tests_.size(); ++i) {
    Truth tested = Truth::open;
    if (filled.given())
      tested = test_answer(code_, code_.nodes[tests_[i]], filled, as_of_);
    else if (nothing)
      tested = Truth::no;
    if (tested == Truth::yes) set(1 + 2 * i);
    if (tested != Truth::no) set(2 + 2 * i);
  }
  const bool never = filled.given() && filled.time == Answer::Time::never;
  if (nothing || never)
    out.counting = Counting::nothing;
  else if (!filled.given())
    out.counting = Counting::not_known;
  else if (filled.time == Answer::Time::ongoing)
    out.counting = Counting::ongoing;
  else
    out.counting = Counting::dated;
  return out;
}

}  // namespace candor
