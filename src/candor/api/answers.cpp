// SPDX-License-Identifier: Apache-2.0
#include "candor/answers.h"

#include <array>
#include <utility>

#include <nlohmann/json.hpp>

#include "candor/api/data.h"

namespace candor {

AnswerSheet::AnswerSheet(Rules rules, Date as_of) {
  Answers blank = blank_answers(rules.data().program.rules());
  data_ = std::make_unique<Data>(Data{std::move(rules), as_of, std::move(blank)});
}

AnswerSheet::AnswerSheet(const AnswerSheet& other) : data_(std::make_unique<Data>(*other.data_)) {}
AnswerSheet::AnswerSheet(AnswerSheet&& other) noexcept = default;
AnswerSheet& AnswerSheet::operator=(AnswerSheet other) noexcept {
  data_ = std::move(other.data_);
  return *this;
}
AnswerSheet::~AnswerSheet() = default;

const Rules& AnswerSheet::rules() const noexcept { return data_->rules; }
Date AnswerSheet::as_of() const noexcept { return data_->as_of; }

Loaded<AnswerSheet> AnswerSheet::from_json(Rules rules, std::string_view json, Date as_of) {
  Parsed<Answers> read = parse_answers_json(rules.data().program.rules(), json, as_of);
  Loaded<AnswerSheet> out{.problems = problems_of(read.diagnostics)};
  if (!read.value) return out;
  out.value.emplace(std::move(rules), as_of);
  out.value->data_->answers = std::move(*read.value);
  return out;
}

std::optional<Problem> AnswerSheet::set(std::string_view question, std::string_view answer) {
  const RuleSet& rules = data_->rules.data().program.rules();
  // The reader of JSON words the problem of an unknown question, and suggests a near one.
  const std::string object = nlohmann::json{{std::string(question), nullptr}}.dump(
      -1, ' ', false, nlohmann::json::error_handler_t::replace);
  const std::optional<std::size_t> index = rules.find_question(question);
  if (!index) {
    const Parsed<Answers> read = parse_answers_json(rules, object, data_->as_of);
    return problem_of(read.diagnostics.items().front());
  }
  Answer& old = data_->answers[*index];
  Answer read = {};
  const auto refusal = parse_answer(rules.questions[*index], answer, data_->as_of, read);
  if (!refusal) {
    old = read;
    return std::nullopt;
  }
  return problem_of({.code = refusal->code,
                     .message = refusal->message,
                     .help = refusal->help,
                     .pointer = "/" + std::string(question)});
}

std::string AnswerSheet::to_json() const {
  return answers_to_json(data_->rules.data().program.rules(), data_->answers).dump();
}

}  // namespace candor
