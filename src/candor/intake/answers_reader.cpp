// SPDX-License-Identifier: Apache-2.0
#include "candor/intake/answers_reader.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "candor/base/ascii.h"
#include "candor/base/utf8.h"
#include "candor/intake/answer_parts.h"

namespace candor {
namespace {

using nlohmann::json;

constexpr std::string_view set_forms =
    "expected `none`, a list of choices, or an object of choice to true, false or null";

// A key as it may be shown: at most 64 characters, without control characters.
std::string shown_key(std::string_view key) {
  constexpr std::size_t most_characters = 64;
  std::string_view rest = key;
  for (std::size_t i = 0; i < most_characters && !rest.empty(); ++i) next_code_point(rest);
  return printable(key.substr(0, key.size() - rest.size())) + (rest.empty() ? "" : "...");
}

// One step of a JSON pointer (RFC 6901).
std::string step(std::string_view key) {
  std::string text = "/";
  for (const char c : key) {
    if (c == '~') {
      text += "~0";
    } else if (c == '/') {
      text += "~1";
    } else {
      text += c;
    }
  }
  return text;
}

}  // namespace

AnswersReader::AnswersReader(const RuleSet& rules, Date as_of, Diagnostics& diagnostics,
                             std::span<const std::string_view> beside)
    : rules_(rules),
      as_of_(as_of),
      diagnostics_(diagnostics),
      beside_(beside),
      answers_(blank_answers(rules)),
      answered_(rules.questions.size()) {
  ids_.reserve(rules.questions.size());
  for (std::size_t i = 0; i < rules.questions.size(); ++i) ids_.emplace(rules.questions[i].id, i);
}

bool AnswersReader::null() { return value({}); }

bool AnswersReader::boolean(bool truth) {
  return value({.kind = Scalar::Kind::boolean, .truth = truth});
}

bool AnswersReader::number_integer(json::number_integer_t number_read) {
  return number(fmt::to_string(number_read));
}

bool AnswersReader::number_unsigned(json::number_unsigned_t number_read) {
  return number(fmt::to_string(number_read));
}

bool AnswersReader::number_float(json::number_float_t, const std::string& written) {
  return number(written);
}

bool AnswersReader::string(const std::string& text) {
  return value({.kind = Scalar::Kind::text, .text = text});
}

bool AnswersReader::binary(const json::binary_t&) { return false; }  // not in JSON text

bool AnswersReader::start_object(std::size_t) { return start(true); }
bool AnswersReader::start_array(std::size_t) { return start(false); }
bool AnswersReader::end_object() { return end(); }
bool AnswersReader::end_array() { return end(); }

bool AnswersReader::key(const std::string& key) {
  if (skipped_ > 0) return true;
  if (level_ == Level::members) {
    next_member(key);
  } else {
    next_question(key);
  }
  return true;
}

bool AnswersReader::parse_error(std::size_t position, const std::string&,
                                const nlohmann::detail::exception& exception) {
  constexpr int number_overflow = 406;
  if (exception.id == number_overflow) {
    // This is JSON, but too large for any question.
    value({.kind = Scalar::Kind::number});
    return false;
  }
  broken_at_ = position - std::min<std::size_t>(position, 1);
  return false;
}

bool AnswersReader::number(std::string_view written) {
  // In some locales the library writes another decimal point.
  std::string text(written);
  for (char& c : text) {
    if (!is_digit(c) && c != '-' && c != '+' && c != 'e' && c != 'E') c = '.';
  }
  return value({.kind = Scalar::Kind::number, .text = text});
}

bool AnswersReader::start(bool object) {
  if (skipped_ > 0) {
    ++skipped_;
    return true;
  }
  switch (level_) {
    case Level::document:
      if (!object) return not_an_object();
      level_ = Level::answers;
      return true;
    case Level::answers:
      if (question_ && question().traits().takes_several) {
        level_ = object ? Level::members : Level::list;
        set_ = {};
        return true;
      }
      if (question_) wrong_kind();
      break;
    case Level::list: element(nullptr); break;
    case Level::members: member(nullptr); break;
  }
  // No list or object is allowed here: one mistake, whatever it contains.
  skipped_ = 1;
  return true;
}

bool AnswersReader::end() {
  if (skipped_ > 0) {
    --skipped_;
    return true;
  }
  switch (level_) {
    case Level::document: break;
    case Level::answers:
      level_ = Level::document;
      complete_ = true;
      break;
    case Level::list: end_list(); break;
    case Level::members: end_members(); break;
  }
  return true;
}

bool AnswersReader::value(const Scalar& scalar) {
  if (skipped_ > 0) return true;
  switch (level_) {
    case Level::document: return not_an_object();
    case Level::answers:
      if (question_) answer(scalar);
      break;
    case Level::list: element(&scalar); break;
    case Level::members: member(&scalar); break;
  }
  return true;
}

bool AnswersReader::not_an_object() {
  error({codes::not_an_object, "the answers are not an object",
         "expected an object of question to answer"},
        {});
  return false;
}

void AnswersReader::next_question(const std::string& key) {
  question_.reset();
  if (std::find(beside_.begin(), beside_.end(), key) != beside_.end()) return;
  const auto found = ids_.find(key);
  if (found == ids_.end()) {
    unknown_question(key);
    return;
  }
  question_ = found->second;
  if (answered_[*question_]) {
    error({codes::duplicate_answer, "this question is answered twice", "keep one of its answers"},
          pointer());
  }
  answered_[*question_] = true;
}

void AnswersReader::unknown_question(const std::string& key) {
  Refusal refused = {codes::answer_to_unknown_question, "there is no such question", {}};
  // Searching for a similar name is slow with many questions and many mistakes.
  constexpr std::size_t most_guesses = 50;
  if (diagnostics_.errors() < most_guesses) {
    std::vector<std::string_view> known;
    for (const Question& known_question : rules_.questions) known.push_back(known_question.id);
    const std::string_view near = nearest(key, known);
    if (!near.empty()) refused.help = fmt::format("did you mean `{}`?", near);
  }
  error(std::move(refused), full() ? std::string() : step(shown_key(key)));
}

void AnswersReader::answer(const Scalar& scalar) {
  Answer& answer = answers_[*question_];
  std::optional<Refusal> refused;
  switch (scalar.kind) {
    case Scalar::Kind::null: answer = {}; break;
    case Scalar::Kind::boolean:
      if (!question().traits().is_yes_no) return wrong_kind();
      answer = {};
      answer.state = Answer::State::given;
      answer.yes = scalar.truth ? 1 : 0;
      break;
    case Scalar::Kind::number:
      if (!question().traits().is_number) return wrong_kind();
      refused = accept_number(question(), parse_json_number(scalar.text), answer);
      break;
    case Scalar::Kind::text: refused = parse_answer(question(), scalar.text, as_of_, answer); break;
  }
  if (refused) error(std::move(*refused), pointer());
}

void AnswersReader::wrong_kind() {
  Refusal refused = refusal(codes::wrong_kind_of_answer, "the wrong kind of value", question());
  if (question().traits().takes_several) refused.help = set_forms;
  error(std::move(refused), pointer());
}

// An element of a list; nullptr for a list or an object.
void AnswersReader::element(const Scalar* scalar) {
  const std::size_t index = set_.count++;
  const bool is_text = scalar != nullptr && scalar->kind == Scalar::Kind::text;
  const DiagnosticCode code = is_text ? codes::not_a_choice : codes::wrong_kind_of_answer;
  const auto choice = is_text ? find_choice(question(), scalar->text) : std::nullopt;
  if (choice) {
    set_.yes |= choice_bit(*choice);
  } else if (is_text && scalar->text == word_none) {
    ++set_.nones;
  } else if (full()) {
    error({code, {}, {}}, {});
  } else {
    error(refusal(code,
                  is_text ? std::string(refusal_message(code))
                          : "the wrong kind of value in a list of choices",
                  question()),
          fmt::format("{}/{}", pointer(), index));
  }
}

void AnswersReader::end_list() {
  if (set_.nones > 0 && set_.nones < set_.count) {
    error({codes::none_with_member, std::string(refusal_message(codes::none_with_member)),
           "keep either `none` or the choices"},
          pointer());
  }
  Answer& answer = answers_[*question_];
  answer = {};
  answer.state = Answer::State::given;
  answer.known = all_choices(question());
  answer.yes = set_.yes;
  level_ = Level::answers;
}

void AnswersReader::next_member(const std::string& key) {
  ++set_.count;
  set_.member = find_choice(question(), key);
  if (set_.member) {
    if ((set_.seen & choice_bit(*set_.member)) != 0) {
      error({codes::duplicate_answer, "this member is answered twice", "keep one of its answers"},
            member_pointer());
    }
    set_.seen |= choice_bit(*set_.member);
  } else if (full()) {
    error({codes::not_a_choice, {}, {}}, {});
  } else {
    // An unknown member may itself be an answer, so the message does not name it.
    error(
        refusal(codes::not_a_choice,
                fmt::format("member {} is not a choice of this question", set_.count), question()),
        pointer());
  }
}

// The value of a member; nullptr for a list or an object.
void AnswersReader::member(const Scalar* scalar) {
  if (!set_.member) return;
  if (scalar == nullptr ||
      (scalar->kind != Scalar::Kind::boolean && scalar->kind != Scalar::Kind::null)) {
    error({codes::wrong_kind_of_answer, "the wrong kind of value", "expected true, false or null"},
          member_pointer());
  } else if (scalar->kind == Scalar::Kind::boolean) {
    set_.known |= choice_bit(*set_.member);
    if (scalar->truth) set_.yes |= choice_bit(*set_.member);
  }
}

void AnswersReader::end_members() {
  Answer& answer = answers_[*question_];
  answer = {};
  if (set_.known != 0) {
    answer.state = Answer::State::given;
    answer.known = set_.known;
    answer.yes = set_.yes;
  }
  level_ = Level::answers;
}

std::string AnswersReader::pointer() const { return step(question().id.text); }

std::string AnswersReader::member_pointer() const {
  return pointer() + step(question().choices[*set_.member].id.text);
}

// Whether further mistakes are only counted, which keeps hostile texts cheap.
bool AnswersReader::full() const noexcept { return diagnostics_.errors() >= Diagnostics::most; }

void AnswersReader::error(Refusal refused, std::string pointer) {
  diagnostics_.add({.code = refused.code,
                    .message = std::move(refused.message),
                    .help = std::move(refused.help),
                    .pointer = std::move(pointer)});
}

}  // namespace candor
