// SPDX-License-Identifier: Apache-2.0
// One answer as text: parsed, described and put into words.
#include <utility>

#include <fmt/format.h>

#include "candor/intake/answer_parts.h"
#include "candor/intake/answers.h"

namespace candor {
namespace {

// How many choices a message lists.
constexpr std::size_t most_listed = 8;

constexpr Decimal one = {1'000'000};

Date earliest_answer() {
  return std::chrono::sys_days{std::chrono::year{1000} / std::chrono::January / 1};
}

Answer given() {
  Answer answer;
  answer.state = Answer::State::given;
  return answer;
}

std::optional<Refusal> read_choice(const Question& question, std::string_view text,
                                   Answer& answer) {
  const auto choice = find_choice(question, text);
  if (!choice) return refusal(codes::not_a_choice, question);
  answer = given();
  answer.yes = choice_bit(*choice);
  return {};
}

std::optional<Refusal> read_yes_no(const Question& question, std::string_view text,
                                   Answer& answer) {
  if (text != "yes" && text != "no") return refusal(codes::not_yes_or_no, question);
  answer = given();
  answer.yes = text == "yes" ? 1 : 0;
  return {};
}

std::optional<Refusal> read_set(const Question& question, std::string_view text, Answer& answer) {
  const auto choice = find_choice(question, text);
  if (!choice && text != word_none) {
    return refusal(codes::not_a_choice, question);
  }
  answer = given();
  answer.known = all_choices(question);
  answer.yes = choice ? choice_bit(*choice) : 0;
  return {};
}

std::optional<Refusal> read_time(const Question& question, std::string_view text, Date as_of,
                                 Answer& answer) {
  Answer read = given();
  if (text == "never" || text == "ongoing") {
    read.time = text == "never" ? Answer::Time::never : Answer::Time::ongoing;
    const bool accepted = text == "never" ? question.accepts_never : question.accepts_ongoing;
    // The word is the answer, so the message does not repeat it.
    if (!accepted) return refusal(codes::word_not_accepted, question);
    answer = read;
    return {};
  }
  if (const auto ago = parse_duration(text)) {
    read.date = minus(as_of, *ago);
  } else if (const auto date = parse_date(text); date && *date >= earliest_answer()) {
    if (*date > as_of) {
      return Refusal{codes::date_after_screening,
                     std::string(refusal_message(codes::date_after_screening)),
                     fmt::format("expected a date up to {}", to_string(as_of))};
    }
    read.date = *date;
  } else {
    return refusal(codes::not_a_time, question);
  }
  answer = read;
  return {};
}

// "`a`, `b`, `c`"
std::string quoted_choices(const Question& question) {
  std::string text;
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    if (i > 0) text += ", ";
    if (i == most_listed) return text + "...";
    text += fmt::format("`{}`", question.choices[i].id.text);
  }
  return text;
}

std::string expected_number(const Question& question) {
  const bool whole =
      question.step == one && question.min.value_or(Decimal{}).millionths % one.millionths == 0;
  std::string text = whole ? "a whole number" : "a number";
  if (question.min && question.max) {
    text += fmt::format(" from {} to {}", to_string(*question.min), to_string(*question.max));
  } else if (question.min) {
    text += fmt::format(" of at least {}", to_string(*question.min));
  } else if (question.max) {
    text += fmt::format(" of at most {}", to_string(*question.max));
  }
  const std::string unit = question.unit.empty() ? "" : " " + question.unit.text;
  if (question.min || question.max) text += unit;
  if (!whole) text += " in steps of " + to_string(question.step);
  if (!question.min && !question.max && !unit.empty())
    text += fmt::format(" ({})", question.unit.text);
  return text;
}

std::string set_in_words(const Question& question, const Answer& answer) {
  std::string in, out, open;
  const auto append = [](std::string& list, std::string_view label) {
    if (!list.empty()) list += ", ";
    list += label;
  };
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    const bool known = (answer.known & choice_bit(i)) != 0;
    const bool yes = (answer.yes & choice_bit(i)) != 0;
    append(!known ? open : yes ? in : out, question.choices[i].label);
  }
  if (open.empty()) return in.empty() ? "None" : in;
  std::string text = in;
  if (!out.empty()) text += (text.empty() ? "not: " : "; not: ") + out;
  return text + (text.empty() ? "not known: " : "; not known: ") + open;
}

}  // namespace

std::optional<std::size_t> find_choice(const Question& question, std::string_view id) noexcept {
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    if (question.choices[i].id.text == id) return i;
  }
  return {};
}

std::string_view refusal_message(DiagnosticCode code) noexcept {
  switch (code) {
    case codes::not_a_choice: return "this is not a choice of the question";
    case codes::not_yes_or_no: return "this is neither yes nor no";
    case codes::not_a_number:
      return "this is not a number of at most 12 digits before the point and 6 after it";
    case codes::number_out_of_range: return "the number is out of range";
    case codes::number_off_step: return "the number is between two steps";
    case codes::not_a_time: return "this is neither a length of time nor a date";
    case codes::date_after_screening: return "the date is after the screening date";
    case codes::word_not_accepted: return "this word is not accepted here";
    case codes::none_with_member: return "`none` cannot be combined with other choices";
    default: return "this is not an answer to the question";
  }
}

Refusal refusal(DiagnosticCode code, const Question& question) {
  return refusal(code, std::string(refusal_message(code)), question);
}

Refusal refusal(DiagnosticCode code, std::string message, const Question& question) {
  return {code, std::move(message), "expected " + expected_answer(question)};
}

std::optional<Refusal> accept_number(const Question& question, std::optional<Decimal> number,
                                     Answer& answer) {
  if (!number) {
    return refusal(codes::not_a_number, question);
  }
  if ((question.min && *number < *question.min) || (question.max && *number > *question.max)) {
    return refusal(codes::number_out_of_range, question);
  }
  const Decimal from = question.min.value_or(Decimal{});
  if ((number->millionths - from.millionths) % question.step.millionths != 0) {
    return refusal(codes::number_off_step, question);
  }
  answer = given();
  answer.number = *number;
  return {};
}

Answers blank_answers(const RuleSet& rules) { return Answers(rules.questions.size()); }

std::optional<Refusal> parse_answer(const Question& question, std::string_view text, Date as_of,
                                    Answer& answer) {
  if (text.empty() || text == word_unknown) {
    answer = {};
    return {};
  }
  switch (question.type) {
    case QuestionType::choice: return read_choice(question, text, answer);
    case QuestionType::yes_no: return read_yes_no(question, text, answer);
    case QuestionType::set: return read_set(question, text, answer);
    case QuestionType::number: return accept_number(question, parse_decimal(text), answer);
    case QuestionType::time_since: return read_time(question, text, as_of, answer);
  }
  return {};
}

std::string expected_answer(const Question& question) {
  switch (question.type) {
    case QuestionType::choice:
      return (question.choices.size() > 1 ? "one of " : "") + quoted_choices(question);
    case QuestionType::yes_no: return "`yes` or `no`";
    case QuestionType::set: return "`none` or any of " + quoted_choices(question);
    case QuestionType::number: return expected_number(question);
    case QuestionType::time_since:
      return fmt::format("a time such as `6 months`, `YYYY-MM-DD`{}{}",
                         question.accepts_never ? ", `never`" : "",
                         question.accepts_ongoing ? ", `ongoing`" : "");
  }
  return {};
}

std::string answer_in_words(const Question& question, const Answer& answer) {
  switch (answer.state) {
    case Answer::State::blank: return "Not known";
    case Answer::State::not_reached: return "Not asked yet";
    case Answer::State::given: break;
  }
  switch (question.type) {
    case QuestionType::choice: return question.choices[answer.choice()].label.text;
    case QuestionType::yes_no: return answer.yes != 0 ? "Yes" : "No";
    case QuestionType::set: return set_in_words(question, answer);
    case QuestionType::number:
      return to_string(answer.number) + (question.unit.empty() ? "" : " " + question.unit.text);
    case QuestionType::time_since: break;
  }
  switch (answer.time) {
    case Answer::Time::date:
      return answer.is_span()
                 ? fmt::format("{} to {}", in_words(answer.first_day()), in_words(answer.date))
                 : in_words(answer.date);
    case Answer::Time::never: return "Never";
    case Answer::Time::ongoing: return "Ongoing";
  }
  return {};
}

}  // namespace candor
