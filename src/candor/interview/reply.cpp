// SPDX-License-Identifier: Apache-2.0
#include "candor/interview/reply.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "candor/base/fold.h"
#include "candor/base/utf8.h"
#include "candor/intake/answer_parts.h"
#include "candor/interview/match_choice.h"
#include "candor/interview/typed_time.h"

namespace candor {
namespace {

Answer given() {
  Answer answer;
  answer.state = Answer::State::given;
  return answer;
}

Refusal refuse(DiagnosticCode code, std::string message, const Question& question, Date as_of) {
  return {code, std::move(message), how_to_reply(question, as_of)};
}

Refusal refuse(DiagnosticCode code, const Question& question, Date as_of) {
  return refuse(code, std::string(refusal_message(code)), question, as_of);
}

// A word that could be several choices is asked back with them. One word of a label does not decide
// either: it may be said of another choice too.
std::optional<Refusal> refuse_match(const ChoiceMatch& match, const Question& question,
                                    Date as_of) {
  if (match.choice) return {};
  if (match.could_be.empty()) return refuse(codes::not_a_choice, question, as_of);
  const std::string choices = choices_in_words(question, match.could_be);
  return refuse(codes::not_a_choice,
                match.could_be.size() == 1 ? fmt::format("do you mean {}? type its number", choices)
                                           : fmt::format("this could be {}", choices),
                question, as_of);
}

// Whether a reply is several choices: "1, 5".
bool names_several(const Question& question, std::string_view typed) {
  const std::size_t end = typed.find_first_of(",;");
  return end != typed.npos && match_choice(question, fold(typed.substr(0, end))).choice &&
         match_choice(question, fold(typed.substr(end + 1))).choice;
}

std::optional<Refusal> read_choice(const Question& question, std::string_view typed, Date as_of,
                                   Answer& answer) {
  const ChoiceMatch found = match_choice(question, typed);
  if (!found.choice && names_several(question, typed))
    return refuse(codes::not_a_choice, "only one can be chosen here", question, as_of);
  if (auto refusal = refuse_match(found, question, as_of)) return refusal;
  answer = given();
  answer.yes = std::uint64_t{1} << *found.choice;
  return {};
}

std::optional<Refusal> read_yes_no(const Question& question, std::string_view typed, Date as_of,
                                   Answer& answer) {
  const bool yes = typed == "1" || std::string_view("yes").starts_with(typed);
  if (!yes && typed != "2" && !std::string_view("no").starts_with(typed)) {
    return refuse(codes::not_yes_or_no, question, as_of);
  }
  answer = given();
  answer.yes = yes ? 1 : 0;
  return {};
}

// The parts of a reply to a set. A label may contain commas, so a reply that is one choice is not
// split. Blanks separate only numbers.
std::vector<std::string> parts_of(const Question& question, const std::string& typed) {
  if (match_choice(question, typed).choice) return {typed};
  const bool numbers = typed.find_first_not_of("0123456789 ?") == std::string::npos;
  const std::string_view separators = numbers ? " " : ",;";
  std::vector<std::string> parts;
  std::size_t begin = 0;
  while (begin <= typed.size()) {
    const std::size_t end = std::min(typed.find_first_of(separators, begin), typed.size());
    std::string part = fold(std::string_view(typed).substr(begin, end - begin));
    if (part == "?" && !parts.empty()) {
      parts.back() += '?';  // "3 ?"
    } else if (!part.empty()) {
      parts.push_back(std::move(part));
    }
    begin = end + 1;
  }
  return parts;
}

std::optional<Refusal> read_set(const Question& question, const std::string& typed, Date as_of,
                                Answer& answer) {
  const std::size_t count = question.choices.size();
  Answer read = given();
  read.known = ~std::uint64_t{0} >> (most_choices - count);
  bool none = false;
  std::uint64_t unknown = 0;
  for (std::string part : parts_of(question, typed)) {
    const bool doubtful =
        part.size() > 1 && part.ends_with('?') && !match_choice(question, part).choice;
    if (doubtful) part = fold(part.substr(0, part.size() - 1));
    const ChoiceMatch found = match_choice(question, part);
    const bool says_no = (part == "no" || part == "n") && !found.choice && found.could_be.empty();
    if (!doubtful && (part == "0" || part == "none" || part == "none of these" || says_no)) {
      none = true;
      continue;
    }
    if (auto refusal = refuse_match(found, question, as_of)) return refusal;
    (doubtful ? unknown : read.yes) |= std::uint64_t{1} << *found.choice;
  }
  if ((none && (read.yes | unknown) != 0) || (read.yes & unknown) != 0) {
    return refuse(codes::none_with_member, "the parts of this reply contradict each other",
                  question, as_of);
  }
  if (!none && (read.yes | unknown) == 0) {
    return refuse(codes::not_a_choice, question, as_of);
  }
  read.known &= ~unknown;
  answer = read;
  return {};
}

bool says_not_known(std::string_view typed) {
  constexpr std::array<std::string_view, 10> words{
      "unknown",   "idk",      "don't know", "i don't know", "don\u2019t know",
      "dont know", "not sure", "unsure",     "no idea",      "i don\u2019t know"};
  return std::find(words.begin(), words.end(), typed) != words.end();
}

}  // namespace

std::optional<Refusal> read_reply(const Question& question, std::string_view reply, Date as_of,
                                  Answer& answer) {
  if (find_invalid_utf8(reply)) {
    return refuse(codes::answers_not_utf8, "this is not UTF-8", question, as_of);
  }
  const std::string typed = fold(reply);
  // "Not sure" may be a choice of its own.
  const bool is_choice =
      question.traits().has_choices && match_choice(question, typed).choice.has_value();
  if (!is_choice && says_not_known(typed)) {
    answer = {};
    return {};
  }
  std::optional<Refusal> refusal;
  switch (question.type) {
    case QuestionType::choice: return read_choice(question, typed, as_of, answer);
    case QuestionType::yes_no: return read_yes_no(question, typed, as_of, answer);
    case QuestionType::set: return read_set(question, typed, as_of, answer);
    case QuestionType::number:
      refusal = parse_answer(question, plain_number(question, typed), as_of, answer);
      break;
    case QuestionType::time_since: {
      const TypedTime time = read_typed_time(question, typed, as_of);
      if (!time.problem.empty()) return refuse(codes::not_a_time, time.problem, question, as_of);
      refusal = parse_answer(question, time.text, as_of, answer);
      if (!refusal && time.first)
        answer.days_before = static_cast<std::uint32_t>((answer.date - *time.first).count());
      break;
    }
  }
  const bool too_late =
      refusal && refusal->code == codes::date_after_screening;  // its own help names the day
  const bool whole = question.step.millionths % 1'000'000 == 0;
  if (refusal && refusal->code == codes::number_off_step && whole)
    refusal->message = "only a whole number is accepted here";
  if (refusal && refusal->code == codes::not_a_number) refusal->message = "this is not a number";
  if (refusal && !too_late) refusal->help = how_to_reply(question, as_of);
  return refusal;
}

std::string why_day_is_asked(SpanFault fault, const Answer& answer, Date day) {
  const std::string days =
      fmt::format("{} to {}", in_words(answer.first_day()), in_words(answer.date));
  if (fault == SpanFault::wait_counts)
    return fmt::format("this is {}, and a wait counts from the day: type the day", days);
  return fmt::format("this is {}, and on {} the rules tell these days apart: type the day", days,
                     in_words(day));
}

std::optional<Refusal> refuse_span(const Program& program, std::size_t question,
                                   const Answer& answer, Date day) {
  const SpanFault fault = span_fault(program, question, answer, day);
  if (fault == SpanFault::none) return {};
  return refuse(codes::not_a_time, why_day_is_asked(fault, answer, day),
                program.rules().questions[question], day);
}

std::string how_to_reply(const Question& question, Date as_of) {
  switch (question.type) {
    case QuestionType::choice:
      return question.choices.size() == 1
                 ? "Type 1, or the choice's first letters."
                 : fmt::format("A number from 1 to {}, or a choice's first letters.",
                               question.choices.size());
    case QuestionType::yes_no: return "Type y for yes, n for no.";
    case QuestionType::set:
      return "The numbers of all that apply, such as 1, 2; 0 for none; 1? if it is not known.";
    case QuestionType::number: {
      std::string text = expected_answer(question);
      text.front() = 'A';
      return text + '.';
    }
    case QuestionType::time_since: break;
  }
  return fmt::format("A time such as 6 weeks, or a date such as {}{}{}.",
                     to_string(minus(as_of, {6, Unit::weeks})),
                     question.accepts_never ? "; never" : "",
                     question.accepts_ongoing ? "; ongoing" : "");
}

}  // namespace candor
