// SPDX-License-Identifier: Apache-2.0
// Answers as JSON, read and written.
#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "candor/base/ascii.h"
#include "candor/base/utf8.h"
#include "candor/intake/answer_parts.h"
#include "candor/intake/answers.h"
#include "candor/intake/answers_reader.h"

namespace candor {
namespace {

using nlohmann::ordered_json;

// A mistake at a byte of the text. Without the source line, which would hold answers.
Diagnostic at(std::string_view text, std::size_t offset, DiagnosticCode code, std::string message,
              std::string help) {
  const Place place = SourceFile({}, std::string(text)).place(offset);
  return {.code = code,
          .message = std::move(message),
          .help = std::move(help),
          .line = place.line,
          .column = place.column};
}

// The last character before `offset` that is not white space; NUL when there is none.
char before(std::string_view text, std::size_t offset) {
  const std::string_view trimmed = trim_spaces(text.substr(0, offset));
  return trimmed.empty() ? '\0' : trimmed.back();
}

// The beginning of the string, word or number that the character at `offset` ends.
std::size_t token_begin(std::string_view text, std::size_t offset) {
  constexpr std::string_view in_words =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_+-.";
  if (offset >= text.size()) return text.size();
  if (text[offset] == '"') {
    for (std::size_t begin = offset; begin > 0;) {
      begin = text.rfind('"', begin - 1);
      if (begin == std::string_view::npos) break;
      const std::size_t escapes = begin - (text.substr(0, begin).find_last_not_of('\\') + 1);
      if (escapes % 2 == 0) return begin;
    }
    return offset;
  }
  if (in_words.find(text[offset]) == std::string_view::npos) return offset;
  return text.substr(0, offset).find_last_not_of(in_words) + 1;  // npos + 1 is the beginning
}

// Why the text is not JSON. Looks only at the characters around the offset, so no answer is shown.
Diagnostic not_json(std::string_view text, std::size_t offset, bool complete) {
  offset = token_begin(text, offset);
  const char previous = before(text, offset);
  if (previous == '\0' && offset == text.size()) {
    return {.code = codes::not_json,
            .message = "not valid JSON: it is empty",
            .help = "expected an object of question to answer, at least `{}`"};
  }
  std::string message = "not valid JSON";
  std::string help;
  if (complete) {
    message += ": there is text after the answers";
    help = "give one object";
  } else if (offset == text.size()) {
    message += ": it ends too early";
  } else if (const char next = text[offset]; next == '\0') {
    help = "save the file as UTF-8";
  } else if (next == '\'') {
    help = "put texts in double quotes";
  } else if (next == '/' || next == '#') {
    help = "JSON has no comments";
  } else if ((next == '}' || next == ']') && previous == ',') {
    help = "remove the comma before the closing bracket";
  } else if (next == '"' && previous != ',' && previous != ':' && previous != '{' &&
             previous != '[') {
    help = "a comma or a colon may be missing before it";
  }
  return at(text, offset, codes::not_json, std::move(message), std::move(help));
}

// Why the text cannot be parsed as JSON at all.
std::optional<Diagnostic> refuse_bytes(std::string_view text) {
  if (text.size() > most_file_bytes) {
    return Diagnostic{.code = codes::answers_too_large,
                      .message = "more than 4 MiB",
                      .help = "the answers of one person are far smaller"};
  }
  if (const auto bad = find_invalid_utf8(text)) {
    const bool utf16 = text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF");
    return at(text, *bad, codes::answers_not_utf8,
              utf16 ? "the answers are UTF-16" : "the answers are not UTF-8",
              "save the file as UTF-8");
  }
  // nlohmann stops reading here, whatever follows.
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    return not_json(text, nul, false);
  }
  return {};
}

// A list, if every member is known; otherwise an object that says what is known of each.
ordered_json set_to_json(const Question& question, const Answer& answer) {
  const bool whole = answer.known == all_choices(question);
  ordered_json set = whole ? ordered_json::array() : ordered_json::object();
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    const std::string& id = question.choices[i].id.text;
    const bool known = (answer.known & choice_bit(i)) != 0;
    const bool yes = (answer.yes & choice_bit(i)) != 0;
    if (whole && yes) set.push_back(id);
    if (!whole) set[id] = known ? ordered_json(yes) : ordered_json(nullptr);
  }
  return set;
}

ordered_json time_to_json(const Answer& answer) {
  switch (answer.time) {
    case Answer::Time::date:
      if (!answer.is_span()) return to_string(answer.date);
      return {{"from", to_string(answer.first_day())}, {"to", to_string(answer.date)}};
    case Answer::Time::never: return "never";
    case Answer::Time::ongoing: return "ongoing";
  }
  return nullptr;
}

}  // namespace

Parsed<Answers> parse_answers_json(const RuleSet& rules, std::string_view text, Date as_of,
                                   std::span<const std::string_view> beside) {
  constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());

  Parsed<Answers> parsed;
  if (auto refused = refuse_bytes(text)) {
    parsed.diagnostics.add(std::move(*refused));
    return parsed;
  }
  Diagnostics mistakes;
  AnswersReader reader(rules, as_of, mistakes, beside);
  const bool read = nlohmann::json::sax_parse(text.begin(), text.end(), &reader);
  if (const auto offset = reader.broken_at()) {
    // Earlier mistakes may result from this one (`034` begins with a zero), so it is reported
    // alone.
    parsed.diagnostics.add(not_json(text, *offset, reader.complete()));
    return parsed;
  }
  parsed.diagnostics = std::move(mistakes);
  if (!read && !parsed.diagnostics.has_errors()) {
    // A number too large for any type stops the parser, even in a skipped value.
    parsed.diagnostics.add({.code = codes::not_a_number,
                            .message = "a number outside the answers is too large to be read",
                            .help = "write it as text, in quotes"});
  }
  if (!parsed.diagnostics.has_errors()) parsed.value = reader.take();
  return parsed;
}

ordered_json decimal_to_json(Decimal number) {
  constexpr std::int64_t unit = 1'000'000;
  if (number.millionths % unit == 0) return number.millionths / unit;
  const std::string text = to_string(number);
  const ordered_json as_double = static_cast<double>(number.millionths) / static_cast<double>(unit);
  if (parse_json_number(as_double.dump()) == number) return as_double;
  return text;
}

ordered_json answer_to_json(const Question& question, const Answer& answer) {
  if (!answer.given()) return nullptr;
  switch (question.type) {
    case QuestionType::choice: return question.choices[answer.choice()].id.text;
    case QuestionType::yes_no: return answer.yes != 0 ? "yes" : "no";
    case QuestionType::set: return set_to_json(question, answer);
    case QuestionType::number: return decimal_to_json(answer.number);
    case QuestionType::time_since: return time_to_json(answer);
  }
  return nullptr;
}

ordered_json answers_to_json(const RuleSet& rules, const Answers& answers) {
  ordered_json object = ordered_json::object();
  for (std::size_t i = 0; i < rules.questions.size(); ++i) {
    if (!answers[i].given()) continue;
    object[rules.questions[i].id.text] = answer_to_json(rules.questions[i], answers[i]);
  }
  return object;
}

}  // namespace candor
