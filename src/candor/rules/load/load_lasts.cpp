// SPDX-License-Identifier: Apache-2.0
// How long answers hold, and which cannot be changed.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "candor/rules/load/loader.h"

namespace candor {
namespace {

// The answers that `lasts` may name. `none` of a set is not one of them: it is never true of a
// later day by choice.
std::vector<std::string_view> nameable_answers(const Question& question) {
  std::vector<std::string_view> out;
  switch (question.type) {
    case QuestionType::choice:
    case QuestionType::set:
      for (const Choice& choice : question.choices) out.push_back(choice.id.text);
      break;
    case QuestionType::yes_no: out = {"yes", "no"}; break;
    case QuestionType::number: break;
    case QuestionType::time_since:
      if (question.accepts_never) out.push_back("never");
      if (question.accepts_ongoing) out.push_back("ongoing");
      break;
  }
  return out;
}

std::optional<Lasting> load_lasting(Loader& loader, const YamlNode& node, std::string_view what) {
  const auto text = loader.fields.text(node, what);
  if (!text) return std::nullopt;
  if (text->text == "always") return Lasting{.kind = Lasting::Kind::always};
  const auto duration = parse_duration(text->text);
  if (!duration) {
    loader.fields.error(codes::impossible_duration, text->at,
                        fmt::format("`{}` is not a duration", text->text),
                        "expected `always`, or a duration such as `6 months`");
    return std::nullopt;
  }
  return Lasting{.kind = Lasting::Kind::duration, .duration = *duration};
}

}  // namespace

void load_lasts(Loader& loader, const YamlNode& node, Question& question) {
  constexpr std::array<std::string_view, 2> words{"yes", "no"};
  if (const YamlNode* fixed = node.find("fixed")) {
    const auto word = loader.fields.word(
        *fixed, fmt::format("`fixed` of question `{}`", question.id.text), words);
    question.fixed = word == 0U;
  }
  const YamlNode* lasts = node.find("lasts");
  if (!lasts) return;
  const std::string what = fmt::format("`lasts` of question `{}`", question.id.text);
  if (lasts->kind != YamlNode::Kind::mapping) {
    if (const auto every = load_lasting(loader, *lasts, what)) question.lasts.every = *every;
    return;
  }
  if (!loader.fields.mapping(*lasts, what)) return;
  const std::vector<std::string_view> known = nameable_answers(question);
  for (const auto& [answer, value] : lasts->entries) {
    if (std::find(known.begin(), known.end(), answer.text) == known.end()) {
      loader.fields.error(codes::unknown_choice, answer.at,
                          fmt::format("`{}` is not an answer that {} can name", answer.text, what),
                          known.empty() ? "expected `always` or one duration for every answer"
                                        : "expected " + list_in_words(known));
      continue;
    }
    const auto lasting = load_lasting(loader, value, fmt::format("`{}` in {}", answer.text, what));
    if (lasting) question.lasts.named.push_back({answer, *lasting});
  }
}

}  // namespace candor
