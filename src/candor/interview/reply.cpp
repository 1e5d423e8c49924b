// SPDX-License-Identifier: Apache-2.0
#include "candor/interview/reply.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "candor/base/fold.h"
#include "candor/base/utf8.h"
#include "candor/intake/answer_parts.h"

namespace candor {
namespace {

constexpr std::string_view decimal_digits = "0123456789";

Answer given() {
  Answer answer;
  answer.state = Answer::State::given;
  return answer;
}

// The number that a word of one to three digits stands for; nothing for any other word.
std::optional<std::size_t> small_number(std::string_view word) {
  if (word.empty() || word.size() > 3 || word.find_first_not_of(decimal_digits) != word.npos)
    return {};
  std::size_t number = 0;
  std::from_chars(word.data(), word.data() + word.size(), number);
  return number;
}

// The outcome of a search: one choice, none, or several with the same prefix.
struct Match {
  std::optional<std::size_t> choice = {};
  bool several = false;
};

// `words` are the folded ids and labels of the choices, and `typed` is folded too.
Match match(std::span<const std::pair<std::size_t, std::string>> words, std::string_view typed) {
  for (const auto& [choice, word] : words) {
    if (word == typed) return {choice};
  }
  Match found;
  for (const auto& [choice, word] : words) {
    if (!word.starts_with(typed) || found.choice == choice) continue;
    if (found.choice) return {.several = true};
    found.choice = choice;
  }
  return found;
}

Refusal refuse(DiagnosticCode code, std::string message, const Question& question, Date as_of) {
  return {code, std::move(message), how_to_reply(question, as_of)};
}

Refusal refuse(DiagnosticCode code, const Question& question, Date as_of) {
  return refuse(code, std::string(refusal_message(code)), question, as_of);
}

// Ids are tried before labels, so that an id wins over the label of another choice.
Match match_choice(const Question& question, std::string_view typed) {
  if (const auto number = small_number(typed)) {
    if (*number == 0 || *number > question.choices.size()) return {};
    return {*number - 1};
  }
  std::vector<std::pair<std::size_t, std::string>> words;
  for (const bool id : {true, false}) {
    for (std::size_t i = 0; i < question.choices.size(); ++i) {
      const Choice& choice = question.choices[i];
      words.emplace_back(i, fold(id ? choice.id : choice.label));
    }
  }
  return match(words, typed);
}

std::optional<Refusal> refuse_match(const Match& match, const Question& question, Date as_of) {
  if (match.several) {
    return refuse(codes::not_a_choice, "this matches several choices", question, as_of);
  }
  if (!match.choice) {
    return refuse(codes::not_a_choice, question, as_of);
  }
  return {};
}

std::optional<Refusal> read_choice(const Question& question, std::string_view typed, Date as_of,
                                   Answer& answer) {
  const Match found = match_choice(question, typed);
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
    if (!doubtful && (part == "0" || part == "none")) {
      none = true;
      continue;
    }
    const Match found = match_choice(question, part);
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

// Strips the unit at the end, if there is one.
std::string without_unit(const Question& question, const std::string& typed) {
  const std::string unit = fold(question.unit);
  if (unit.empty() || typed.size() <= unit.size() || !typed.ends_with(unit)) return typed;
  return fold(std::string_view(typed).substr(0, typed.size() - unit.size()));
}

std::string without_ago(std::string typed) {
  constexpr std::string_view ago = " ago";
  if (typed.ends_with(ago)) typed.resize(typed.size() - ago.size());
  return typed;
}

std::string time_word(const Question& question, const std::string& typed) {
  std::vector<std::pair<std::size_t, std::string>> words;
  if (question.accepts_never) words.emplace_back(0, "never");
  if (question.accepts_ongoing) words.emplace_back(1, "ongoing");
  const Match found = match(words, typed);
  return found.choice ? (*found.choice == 0 ? "never" : "ongoing") : without_ago(typed);
}

}  // namespace

std::optional<Refusal> read_reply(const Question& question, std::string_view reply, Date as_of,
                                  Answer& answer) {
  if (find_invalid_utf8(reply)) {
    return refuse(codes::answers_not_utf8, "this is not UTF-8", question, as_of);
  }
  const std::string typed = fold(reply);
  if (typed == "unknown") {
    answer = {};
    return {};
  }
  std::optional<Refusal> refusal;
  switch (question.type) {
    case QuestionType::choice: return read_choice(question, typed, as_of, answer);
    case QuestionType::yes_no: return read_yes_no(question, typed, as_of, answer);
    case QuestionType::set: return read_set(question, typed, as_of, answer);
    case QuestionType::number:
      refusal = parse_answer(question, without_unit(question, typed), as_of, answer);
      break;
    case QuestionType::time_since:
      refusal = parse_answer(question, time_word(question, typed), as_of, answer);
      break;
  }
  const bool too_late =
      refusal && refusal->code == codes::date_after_screening;  // its own help names the day
  if (refusal && !too_late) refusal->help = how_to_reply(question, as_of);
  return refusal;
}

std::string how_to_reply(const Question& question, Date as_of) {
  switch (question.type) {
    case QuestionType::choice:
      return question.choices.size() == 1
                 ? "Type 1, or the choice's first letters."
                 : fmt::format("A number from 1 to {}, or a choice's first letters.",
                               question.choices.size());
    case QuestionType::yes_no: return "y for yes, n for no.";
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
