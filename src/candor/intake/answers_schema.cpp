// SPDX-License-Identifier: Apache-2.0
// JSON Schema 2020-12 of the answers to one rule set, for editors and for programs that check
// before they send. Only `parse_answers_json` checks what a schema cannot express: repeated keys,
// the calendar, exact steps of 0.1.
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "candor/base/ascii.h"
#include "candor/intake/answer_parts.h"
#include "candor/intake/answers.h"

namespace candor {
namespace {

using nlohmann::ordered_json;

// A version or an id as a part of a URN (RFC 8141).
std::string urn_part(std::string_view text) {
  constexpr std::string_view plain = "-._~";
  std::string part;
  for (const char c : text) {
    if (is_letter(c) || is_digit(c) || plain.find(c) != std::string_view::npos) {
      part += c;
    } else {
      part += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return part;
}

// One value, and what it means.
ordered_json constant(std::string_view value, std::string_view title) {
  return {{"const", value}, {"title", title}};
}

ordered_json text_pattern(std::string_view title, std::string_view pattern) {
  return {{"type", "string"}, {"title", title}, {"pattern", pattern}};
}

void append_choices(const Question& question, ordered_json& forms) {
  for (const Choice& choice : question.choices) {
    forms.push_back(constant(choice.id.text, choice.label.text));
  }
}

void append_set(const Question& question, ordered_json& forms) {
  ordered_json items = ordered_json::array();
  append_choices(question, items);
  ordered_json members = ordered_json::object();
  for (const Choice& choice : question.choices) {
    members[choice.id.text] = {{"title", choice.label.text},
                               {"type", ordered_json::array({"boolean", "null"})}};
  }
  forms.push_back(constant(word_none, "None"));
  append_choices(question, forms);
  forms.push_back({{"type", "array"},
                   {"title", "Those that hold; the others do not"},
                   {"items", {{"anyOf", std::move(items)}}}});
  forms.push_back({{"type", "array"}, {"title", "None"}, {"items", {{"const", word_none}}}});
  forms.push_back({{"type", "object"},
                   {"title", "Each whether it holds; absent or null is not known"},
                   {"properties", std::move(members)},
                   {"additionalProperties", false}});
}

// Whether a double holds the number exactly: a millionth is 2^-6 times 5^-6.
bool is_binary_fraction(Decimal number) noexcept { return number.millionths % 15'625 == 0; }

void append_number(const Question& question, ordered_json& forms) {
  ordered_json number = {{"type", "number"}, {"title", expected_answer(question)}};
  const auto add_limit = [&number](const char* keyword, const std::optional<Decimal>& limit) {
    if (!limit) return;
    ordered_json value = decimal_to_json(*limit);
    if (value.is_number()) number[keyword] = std::move(value);
  };
  add_limit("minimum", question.min);
  add_limit("maximum", question.max);
  // Steps count from `min` but multiples from 0, and validators compute in binary.
  const Decimal from = question.min.value_or(Decimal{});
  if (from.millionths % question.step.millionths == 0 && is_binary_fraction(question.step)) {
    add_limit("multipleOf", question.step);
  }
  forms.push_back(std::move(number));
  forms.push_back(text_pattern("The same as text", "^-?[0-9]{1,12}(\\.[0-9]{1,6}0*)?$"));
}

void append_time(const Question& question, ordered_json& forms) {
  forms.push_back(
      text_pattern("How long ago, such as `6 months`", "^[0-9]{1,5} +(day|week|month|year)s?$"));
  forms.push_back(text_pattern("The day, as YYYY-MM-DD, up to the screening date",
                               "^[1-9][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"));
  if (question.accepts_never) forms.push_back(constant("never", "Never"));
  if (question.accepts_ongoing) forms.push_back(constant("ongoing", "Ongoing"));
}

ordered_json question_schema(const Question& question) {
  ordered_json forms = ordered_json::array();
  switch (question.type) {
    case QuestionType::choice: append_choices(question, forms); break;
    case QuestionType::yes_no:
      forms.push_back({{"enum", ordered_json::array({"yes", true})}, {"title", "Yes"}});
      forms.push_back({{"enum", ordered_json::array({"no", false})}, {"title", "No"}});
      break;
    case QuestionType::set: append_set(question, forms); break;
    case QuestionType::number: append_number(question, forms); break;
    case QuestionType::time_since: append_time(question, forms); break;
  }
  forms.push_back({{"$ref", "#/$defs/blank"}});
  ordered_json schema = {{"title", question.ask.text}};
  if (!question.help.empty()) schema["description"] = question.help.text;
  schema["anyOf"] = std::move(forms);
  return schema;
}

}  // namespace

ordered_json answers_schema(const RuleSet& rules) {
  ordered_json properties = ordered_json::object();
  for (const Question& question : rules.questions) {
    properties[question.id.text] = question_schema(question);
  }
  return {
      {"$schema", "https://json-schema.org/draft/2020-12/schema"},
      {"$id",
       fmt::format("urn:candor:schema:answers:{}:{}", urn_part(rules.id), urn_part(rules.version))},
      {"title", rules.title.text},
      {"description", rules.intended_use.text},
      {"type", "object"},
      {"properties", std::move(properties)},
      {"additionalProperties", false},
      {"$defs",
       {{"blank",
         {{"title", "Not known"}, {"enum", ordered_json::array({nullptr, "", word_unknown})}}}}}};
}

}  // namespace candor
