// SPDX-License-Identifier: Apache-2.0
// The columns, sets and constants of a mapping file.
#include <array>
#include <utility>

#include <fmt/format.h>

#include "candor/base/fold.h"
#include "candor/batch/mapping/intake_map_loader.h"
#include "candor/batch/mapping/mapped_answer.h"
#include "candor/intake/answer_parts.h"

namespace candor {
namespace {

using std::string_view;

// Whether the value is the label of the choice it stands for: a choice may be labelled "Unknown".
bool is_label_of(const Question& asked, const Text& value, const MappedAnswer& means) {
  return asked.traits().takes_one_choice() && means.answer.given() &&
         fold(asked.choices[means.answer.choice()].label.text) == fold(value.text);
}

}  // namespace

void MapLoader::load_columns(const YamlNode& node) {
  if (!fields_.mapping(node, "`columns`", "expected `column: question`")) return;
  for (const auto& [name, entry] : node.entries) {
    const bool first = claim_column(name);
    if (auto column = load_column(name, entry); column && first) {
      map_.columns.push_back(std::move(*column));
    }
  }
}

std::optional<MappedColumn> MapLoader::load_column(const Text& name, const YamlNode& node) {
  const std::string what = fmt::format("column `{}`", name.text);
  if (node.kind != YamlNode::Kind::mapping) {
    const auto id = fields_.text(node, what);
    const auto index = id ? question(*id) : std::nullopt;
    if (!index || !claim_question(*index, id->at)) return {};
    return MappedColumn{.column = name, .question = *index};
  }
  constexpr std::array<string_view, 6> optional{"question",      "values",     "dates",
                                                "decimal_comma", "separators", "blank"};
  if (!fields_.keys(node, name.at, what, {}, optional)) return {};
  const auto index = question_of(name, node, what);
  if (!index) return {};
  const Question& asked = rules_.questions[*index];
  MappedColumn out{.column = name, .question = *index};
  const YamlNode* id = node.find("question");
  const bool first = claim_question(*index, id ? id->at : name.at);
  out.format = load_format(node, what, &asked);
  if (const YamlNode* values = node.find("values")) out.values = load_values(*values, asked, what);
  if (!first) return {};
  return out;
}

// The question of a column; a column named after its question need not name it again.
std::optional<std::size_t> MapLoader::question_of(const Text& name, const YamlNode& node,
                                                  const std::string& what) {
  if (const YamlNode* id = node.find("question")) {
    const auto text = fields_.text(*id, fmt::format("`question` of {}", what));
    return text ? question(*text) : std::nullopt;
  }
  const std::string folded = fold(name.text);
  for (std::size_t i = 0; i < rules_.questions.size(); ++i) {
    if (fold(rules_.questions[i].id.text) == folded) return i;
  }
  fields_.error(codes::missing_key, name.at, fmt::format("{} lacks `question`", what),
                "only a column named after its question can do without it");
  return {};
}

std::vector<MappedValue> MapLoader::load_values(const YamlNode& node, const Question& asked,
                                                const std::string& what) {
  std::vector<MappedValue> out;
  const std::string owner = fmt::format("`values` of {}", what);
  if (!fields_.mapping(node, owner, "expected `value: answer`")) return out;
  for (const auto& [value, meaning] : node.entries) {
    const auto means =
        load_mapped_answer(fields_, asked, meaning, fmt::format("`{}` in {}", value.text, owner));
    if (!means) continue;
    const bool is_blank = !means->ago && !means->answer.given();
    if (says_unknown(value.text) && !is_blank && !is_label_of(asked, value, *means)) {
      unknown_as_answer(value);
    } else if (means->answer.given() && asked.traits().takes_several &&
               means->answer.known != all_choices(asked)) {
      fields_.error(codes::refused_mapped_answer, meaning.at,
                    fmt::format("`{}` in {} leaves members open", value.text, owner),
                    "expected `none` or a list of members");
    } else {
      out.push_back({value, *means});
    }
  }
  return out;
}

void MapLoader::load_sets(const YamlNode& node) {
  if (!fields_.mapping(node, "`sets`", "expected `question: {columns: ...}`")) return;
  for (const auto& [id, entry] : node.entries) {
    const auto index = question(id);
    if (!index) continue;
    const Question& asked = rules_.questions[*index];
    if (!asked.traits().takes_several) {
      fields_.error(
          codes::mismatched_mapping_key, id.at,
          fmt::format("`{}` is a question of type {}, not a set", id.text, to_string(asked.type)),
          "name its column under `columns`");
      continue;
    }
    MappedSet set = load_set(id, *index, entry);
    if (claim_question(*index, id.at)) map_.sets.push_back(std::move(set));
  }
}

MappedSet MapLoader::load_set(const Text& id, std::size_t index, const YamlNode& node) {
  constexpr std::array<string_view, 1> required{"columns"};
  constexpr std::array<string_view, 3> optional{"yes", "no", "blank"};
  const std::string what = fmt::format("set `{}`", id.text);
  MappedSet out{.id = id, .question = index};
  if (!fields_.keys(node, id.at, what, required, optional)) return out;
  if (const YamlNode* yes = node.find("yes")) {
    out.yes = load_member_words(*yes, fmt::format("`yes` of {}", what), true);
  }
  if (const YamlNode* no = node.find("no")) {
    out.no = load_member_words(*no, fmt::format("`no` of {}", what), false);
  }
  if (const YamlNode* blank = node.find("blank")) out.blanks = load_blanks(*blank, what);
  if (const YamlNode* columns = node.find("columns")) {
    out.columns =
        load_members(*columns, rules_.questions[index], fmt::format("`columns` of {}", what));
  }
  return out;
}

std::vector<MemberColumn> MapLoader::load_members(const YamlNode& node, const Question& asked,
                                                  const std::string& what) {
  std::vector<MemberColumn> out;
  if (!fields_.mapping(node, what, "expected `column: member`")) return out;
  for (const auto& [name, meaning] : node.entries) {
    const bool first = claim_column(name);
    const auto member = fields_.text(meaning, fmt::format("`{}` in {}", name.text, what));
    if (!member) continue;
    MemberColumn column{.column = name};
    if (member->text != word_none) {
      column.member = load_member(fields_, asked, *member);
      if (!column.member) continue;
    }
    if (first) out.push_back(std::move(column));
  }
  return out;
}

// Reads the words that mean yes, or no, in the columns of members.
std::vector<Text> MapLoader::load_member_words(const YamlNode& node, const std::string& what,
                                               bool yes) {
  std::vector<Text> out = load_list(node, what, most_mapped_words);
  std::erase_if(out, [&](const Text& word) {
    const bool unknown = says_unknown(word.text);
    const bool taken = fold(word.text) == (yes ? "no" : "yes");
    if (unknown) unknown_as_answer(word);
    if (taken) meaning_taken(word);
    return unknown || taken;
  });
  return out;
}

void MapLoader::load_constants(const YamlNode& node) {
  if (!fields_.mapping(node, "`constants`", "expected `question: answer`")) return;
  for (const auto& [id, answer] : node.entries) {
    const auto index = question(id);
    if (!index) continue;
    const bool first = claim_question(*index, id.at);
    const auto means = load_mapped_answer(fields_, rules_.questions[*index], answer,
                                          fmt::format("the constant for `{}`", id.text));
    if (means && first) map_.constants.push_back({id, *index, *means});
  }
}

KnownColumns known_columns(const RuleSet& rules, const IntakeMap* map,
                           std::string_view as_of_column) {
  KnownColumns known;
  for (const Question& question : rules.questions) known.add(question.id);
  if (!as_of_column.empty()) known.add(as_of_column);
  if (map == nullptr || map->id_column.empty()) known.add("id");
  if (map == nullptr) return known;
  if (!map->id_column.empty()) known.add(map->id_column);
  for (const MappedColumn& column : map->columns) known.add(column.column);
  for (const MappedSet& set : map->sets) {
    for (const MemberColumn& column : set.columns) known.add(column.column);
  }
  for (const Text& column : map->ignored) known.add(column);
  return known;
}

}  // namespace candor
