// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/mapping/mapped_answer.h"

#include <array>
#include <chrono>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "candor/intake/answer_parts.h"

namespace candor {
namespace {

// Later than any answer: only a row can tell whether a date is after its screening date.
Date last_day() { return std::chrono::sys_days{std::chrono::year{2999} / 12 / 31}; }

MappedAnswer members(std::uint64_t yes, std::uint64_t known) {
  MappedAnswer out;
  out.answer.state = known == 0 ? Answer::State::blank : Answer::State::given;
  out.answer.yes = yes;
  out.answer.known = known;
  return out;
}

void unknown_choice(Fields& fields, const Question& question, const Text& id) {
  std::vector<std::string_view> known;
  for (const Choice& choice : question.choices) known.push_back(choice.id);
  if (question.traits().takes_several) known.push_back(word_none);
  fields.error(codes::unknown_choice, id.at,
               fmt::format("`{}` has no choice `{}`", question.id.text, id.text),
               Fields::suggest(id, known));
}

std::optional<MappedAnswer> load_word(Fields& fields, const Question& question, const Text& text,
                                      std::string_view what) {
  MappedAnswer out;
  if (question.traits().is_dated) {
    out.ago = parse_duration(text);
    if (out.ago) return out;
  }
  const auto refused = parse_answer(question, text, last_day(), out.answer);
  if (!refused) return out;
  if (refused->code == codes::not_a_choice) {
    unknown_choice(fields, question, text);
  } else {
    fields.error(
        codes::refused_mapped_answer, text.at,
        fmt::format("{} is not an answer to `{}`: {}", what, question.id.text, refused->message),
        refused->help);
  }
  return {};
}

std::optional<MappedAnswer> load_list(Fields& fields, const Question& question,
                                      const YamlNode& node, std::string_view what) {
  std::uint64_t yes = 0;
  bool sound = true;
  const std::vector<Text> ids = fields.words(node, what);
  for (const Text& id : ids) {
    if (id.text == word_none) {
      fields.error(codes::refused_mapped_answer, id.at,
                   fmt::format("`none` cannot be combined with other choices in {}", what),
                   "keep either `none` or the choices");
      sound = false;
    } else if (const auto member = load_member(fields, question, id)) {
      yes |= choice_bit(*member);
    } else {
      sound = false;
    }
  }
  if (!sound || ids.empty()) return {};
  return members(yes, all_choices(question));
}

std::optional<MappedAnswer> load_each_member(Fields& fields, const Question& question,
                                             const YamlNode& node, std::string_view what) {
  constexpr std::array<std::string_view, 3> words{"yes", "no", "unknown"};
  std::uint64_t yes = 0, known = 0;
  bool sound = fields.mapping(node, what);
  for (const auto& [id, value] : node.entries) {
    const auto member = load_member(fields, question, id);
    const auto word = fields.word(value, fmt::format("`{}` in {}", id.text, what), words);
    sound = sound && member && word;
    if (!member || !word) continue;
    if (*word == 0) yes |= choice_bit(*member);
    if (*word < 2) known |= choice_bit(*member);
  }
  if (!sound) return {};
  return members(yes, known);
}

}  // namespace

std::optional<std::size_t> load_member(Fields& fields, const Question& question, const Text& id) {
  if (const auto found = find_choice(question, id.text)) return found;
  unknown_choice(fields, question, id);
  return {};
}

std::optional<MappedAnswer> load_mapped_answer(Fields& fields, const Question& question,
                                               const YamlNode& node, std::string_view what) {
  if (question.traits().takes_several && node.kind == YamlNode::Kind::sequence) {
    return load_list(fields, question, node, what);
  }
  if (question.traits().takes_several && node.kind == YamlNode::Kind::mapping) {
    return load_each_member(fields, question, node, what);
  }
  const std::optional<Text> text = fields.text(node, what);
  if (!text) return {};
  return load_word(fields, question, *text, what);
}

}  // namespace candor
