// SPDX-License-Identifier: Apache-2.0
#include "candor/interview/lasting.h"

#include <algorithm>

namespace candor {
namespace {

bool still_holds(const Lasting& lasting, std::optional<Date> answered_on, Date day) {
  switch (lasting.kind) {
    case Lasting::Kind::same_day: return false;
    case Lasting::Kind::always: return true;
    case Lasting::Kind::duration: return answered_on && plus(*answered_on, lasting.duration) > day;
  }
  return false;
}

// Whether the members of a set last on their own.
bool by_member(const Question& question) {
  return question.type == QuestionType::set && !question.lasts.named.empty();
}

const Lasting& lasting_of(const Question& question, const Answer& answer) {
  const Lasts& lasts = question.lasts;
  switch (question.type) {
    case QuestionType::choice: return lasts.of(question.choices[answer.choice()].id.text);
    case QuestionType::yes_no: return lasts.of(answer.yes != 0 ? "yes" : "no");
    case QuestionType::time_since:
      if (answer.time == Answer::Time::never) return lasts.of("never");
      if (answer.time == Answer::Time::ongoing) return lasts.of("ongoing");
      return lasts.every;
    case QuestionType::set:
    case QuestionType::number: break;
  }
  return lasts.every;
}

}  // namespace

Answer holding(const Question& question, const Answer& answer, std::optional<Date> answered_on,
               Date day) {
  Answer out;
  out.state = Answer::State::not_reached;
  if (answered_on == day) return answer;
  if (!answer.given()) return out;
  if (!by_member(question)) {
    return still_holds(lasting_of(question, answer), answered_on, day) ? answer : out;
  }
  std::uint64_t held = 0;
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    const bool ticked = (answer.yes & choice_bit(i)) != 0;
    const Lasting& lasting = question.lasts.of(question.choices[i].id.text);
    if (ticked && still_holds(lasting, answered_on, day)) held |= choice_bit(i);
  }
  if (held == 0) return out;
  out = answer;
  out.yes = out.known = held;
  return out;
}

Date holds_until(const Question& question, const Answer& answer, Date answered_on) {
  if (by_member(question)) return answered_on;  // a member that was not ticked is unknown again
  const Lasting& lasting = lasting_of(question, answer);
  switch (lasting.kind) {
    case Lasting::Kind::same_day: break;
    case Lasting::Kind::always: return latest_screening_date;
    case Lasting::Kind::duration:
      return std::clamp(plus(answered_on, lasting.duration) - std::chrono::days(1), answered_on,
                        latest_screening_date);
  }
  return answered_on;
}

}  // namespace candor
