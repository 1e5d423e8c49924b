// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/mapping/intake_map.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "candor/base/ascii.h"
#include "candor/base/fold.h"
#include "candor/batch/mapping/cell_table.h"
#include "candor/batch/mapping/intake_map_loader.h"
#include "candor/rules/load/load_rule_set.h"

namespace candor {
namespace {

using std::string_view;

constexpr std::array<string_view, 6> answer_words{"yes",     "no",   "never",
                                                  "ongoing", "none", "unknown"};
constexpr std::size_t most_separator_bytes = 8;

}  // namespace

MapLoader::MapLoader(const SourceFile& file, const RuleSet& rules, Diagnostics& diagnostics)
    : rules_(rules), diagnostics_(diagnostics), fields_(file, diagnostics) {
  map_.file = file;
  answered_.resize(rules.questions.size());
}

// Returns false when the map is for another rule set: further errors would only distract.
bool MapLoader::load(const YamlNode& root) {
  constexpr std::array<string_view, 2> required{"candor_map", "rules"};
  constexpr std::array<string_view, 10> optional{
      "id",      "dates", "decimal_comma", "blank",  "words",
      "columns", "sets",  "constants",     "ignore", "separators"};
  if (!fields_.keys(root, {1, 1}, "the mapping", required, optional)) return false;
  constexpr std::array<string_view, 1> versions{"1"};
  if (const YamlNode* version = root.find("candor_map")) {
    fields_.word(*version, "`candor_map`", versions);
  }
  if (const YamlNode* id = root.find("rules"); id && !is_for(*id)) return false;
  if (const YamlNode* id = root.find("id")) {
    map_.id_column = fields_.text(*id, "`id`").value_or(Text{});
    if (!map_.id_column.empty()) claim_column(map_.id_column);
  }
  map_.format = load_format(root, "the mapping", nullptr);
  if (const YamlNode* words = root.find("words")) load_words(*words);
  if (const YamlNode* columns = root.find("columns")) load_columns(*columns);
  if (const YamlNode* sets = root.find("sets")) load_sets(*sets);
  if (const YamlNode* constants = root.find("constants")) load_constants(*constants);
  if (const YamlNode* ignored = root.find("ignore")) {
    for (Text& name : load_list(*ignored, "`ignore`", most_mapped_columns)) {
      if (claim_column(name)) map_.ignored.push_back(std::move(name));
    }
  }
  check_meanings();
  return true;
}

bool MapLoader::is_for(const YamlNode& node) {
  const auto id = fields_.text(node, "`rules`");
  if (!id || id->text == rules_.id.text) return true;
  fields_.error(codes::mapping_for_other_rules, id->at,
                fmt::format("this mapping is for `{}`, not for `{}`", id->text, rules_.id.text),
                "`rules` is the id of the rule set that the answers are for");
  return false;
}

// Reports a column that was named before; returns whether it is new.
bool MapLoader::claim_column(const Text& name) {
  std::string key = fold(name.text);
  if (key.empty()) {
    fields_.error(codes::empty_value, name.at, "a column without a name",
                  "name a column by its header");
    return false;
  }
  if (columns_.size() == most_mapped_columns) {
    fields_.error(codes::limit_exceeded, name.at,
                  fmt::format("more than {} columns", most_mapped_columns));
    return false;
  }
  if (columns_.insert(std::move(key)).second) return true;
  fields_.error(codes::column_mapped_twice, name.at,
                fmt::format("column `{}` is used twice", name.text),
                "a column answers one question, is the id, or is ignored");
  return false;
}

std::optional<std::size_t> MapLoader::question(const Text& id) {
  if (const auto found = rules_.find_question(id)) return found;
  // Searching for a similar name is slow when there are many questions and many errors.
  constexpr std::size_t most_errors = 50;
  std::string hint;
  if (diagnostics_.errors() < most_errors) {
    std::vector<string_view> known;
    for (const Question& q : rules_.questions) known.push_back(q.id);
    hint = Fields::suggest(id, known);
  }
  fields_.error(codes::unknown_question, id.at, fmt::format("there is no question `{}`", id.text),
                std::move(hint));
  return {};
}

// Reports a question that was answered before; returns whether it is new.
bool MapLoader::claim_question(std::size_t index, Place at) {
  if (!answered_[index]) {
    answered_[index] = true;
    return true;
  }
  fields_.error(codes::question_mapped_twice, at,
                fmt::format("question `{}` is answered twice", rules_.questions[index].id.text),
                "a question is answered by one column, one entry of `sets` or one constant");
  return false;
}

CellFormat MapLoader::load_format(const YamlNode& node, const std::string& what,
                                  const Question* question) {
  CellFormat out;
  const auto at = [&](string_view key, bool fits) -> const YamlNode* {
    const YamlNode* found = node.find(key);
    if (!found || fits) return found;
    fields_.error(
        codes::mismatched_mapping_key, found->at,
        fmt::format("`{}` does not apply to {}", key, what),
        fmt::format("`{}` is a question of type {}", question->id.text, to_string(question->type)));
    return nullptr;
  };
  const auto is = [&](bool TypeTraits::*trait) { return !question || question->traits().*trait; };
  if (const YamlNode* dates = at("dates", is(&TypeTraits::is_dated))) {
    constexpr std::array<string_view, 3> orders{"ymd", "dmy", "mdy"};
    const auto order = fields_.word(*dates, fmt::format("`dates` of {}", what), orders);
    if (order) out.dates = static_cast<DateOrder>(*order + 1);
  }
  if (const YamlNode* comma = at("decimal_comma", is(&TypeTraits::is_number))) {
    constexpr std::array<string_view, 2> yes_or_no{"yes", "no"};
    const auto word = fields_.word(*comma, fmt::format("`decimal_comma` of {}", what), yes_or_no);
    if (word) out.decimal_comma = *word == 0;
  }
  if (const YamlNode* separators = at("separators", is(&TypeTraits::takes_several))) {
    out.separators = load_separators(*separators, what);
  }
  if (const YamlNode* blank = node.find("blank")) out.blanks = load_blanks(*blank, what);
  return out;
}

// A list of words, or a single word; reports a list that is too long.
std::vector<Text> MapLoader::load_list(const YamlNode& node, const std::string& what,
                                       std::size_t most) {
  if (node.items.size() <= most) return fields_.words(node, what);
  fields_.error(codes::limit_exceeded, node.at,
                fmt::format("more than {} words in {}", most, what));
  return {};
}

std::vector<Text> MapLoader::load_blanks(const YamlNode& node, const std::string& what) {
  const bool no_words =
      node.kind == YamlNode::Kind::sequence && node.items.empty() && !node.refused;
  if (no_words) return {};
  return load_list(node, fmt::format("`blank` of {}", what), most_mapped_words);
}

std::vector<Text> MapLoader::load_separators(const YamlNode& node, const std::string& what) {
  std::vector<Text> out =
      load_list(node, fmt::format("`separators` of {}", what), most_mapped_words);
  for (Text& separator : out) {
    const string_view trimmed = trim_blanks(separator.text);
    const bool letters = std::any_of(trimmed.begin(), trimmed.end(), [](char c) {
      return is_digit(c) || is_letter(c) || c == '_';
    });
    if (letters || trimmed.empty() || trimmed.size() > most_separator_bytes) {
      fields_.error(codes::wrong_form, separator.at,
                    fmt::format("`{}` is not a separator", separator.text),
                    "expected punctuation such as `;`, `|` or `,`, without letters or digits");
    }
    separator.text = std::string(trimmed);
  }
  return out;
}

void MapLoader::load_words(const YamlNode& node) {
  if (!fields_.mapping(node, "`words`", "expected `{Ja: yes, Nein: no}`")) return;
  std::unordered_map<std::string, AnswerWord> known;
  if (node.entries.size() > most_mapped_words) {
    fields_.error(codes::limit_exceeded, node.at,
                  fmt::format("more than {} words in `words`", most_mapped_words));
    return;
  }
  for (const auto& [value, meaning] : node.entries) {
    const auto word =
        fields_.word(meaning, fmt::format("`{}` of `words`", value.text), answer_words);
    if (!word) continue;
    const auto means = static_cast<AnswerWord>(*word);
    const std::string folded = fold(value.text);
    const bool reserved =
        std::find(answer_words.begin(), answer_words.end(), folded) != answer_words.end();
    const auto [before, first] = known.try_emplace(folded, means);
    if (says_unknown(value.text) && means != AnswerWord::unknown) {
      unknown_as_answer(value);
    } else if (reserved && folded != to_string(means)) {
      meaning_taken(value);
    } else if (before->second != means) {
      fields_.error(codes::word_with_two_meanings, value.at,
                    fmt::format("`{}` has two meanings here", value.text),
                    "each word has one meaning; case and spaces make no difference");
    } else if (first) {
      map_.words.push_back({value, means});
    }
  }
}

// Reports a value for "unknown" that the map turns into an answer.
void MapLoader::unknown_as_answer(const Text& value) {
  fields_.error(codes::unknown_mapped_to_answer, value.at,
                fold(value.text).empty() ? "an empty cell cannot be an answer"
                                         : fmt::format("`{}` cannot be an answer", value.text),
                "an unknown value is a blank, never an answer");
}

// Reports a word of the rule language that is given another meaning.
void MapLoader::meaning_taken(const Text& value) {
  fields_.error(codes::word_with_two_meanings, value.at,
                fmt::format("`{}` already has another meaning", value.text),
                "words of the rule language keep their meaning");
}

// Reports words with two meanings in one column.
void MapLoader::check_meanings() {
  std::unordered_set<std::uint64_t> reported;
  const ReportConflict report = [&](const Text& word, std::string message, string_view help) {
    // A word of the whole file may conflict in many columns.
    if (!reported.insert((std::uint64_t{word.at.line} << 32) | word.at.column).second) return;
    fields_.error(codes::word_with_two_meanings, word.at, std::move(message), std::string(help));
  };
  const std::vector<Text> none;
  const auto& file_blanks = map_.format.blanks ? *map_.format.blanks : none;
  for (const MappedColumn& column : map_.columns) {
    const Question& asked = rules_.questions[column.question];
    const auto& blanks = column.format.blanks ? *column.format.blanks : file_blanks;
    cell_table(asked, column.values, blanks, map_.words, report);
  }
  for (const MappedSet& set : map_.sets) {
    const Question& asked = rules_.questions[set.question];
    member_table(asked, set, set.blanks ? *set.blanks : file_blanks, map_.words, report);
  }
}

std::string_view to_string(DateOrder order) noexcept {
  switch (order) {
    case DateOrder::unspecified: return "";
    case DateOrder::ymd: return "ymd";
    case DateOrder::dmy: return "dmy";
    case DateOrder::mdy: return "mdy";
  }
  return "";
}

std::string_view to_string(AnswerWord word) noexcept {
  return answer_words[static_cast<std::size_t>(word)];
}

Answer MappedAnswer::on(Date as_of) const {
  if (!ago) return answer;
  Answer out;
  out.state = Answer::State::given;
  out.date = minus(as_of, *ago);
  return out;
}

Parsed<IntakeMap> load_intake_map(const SourceFile& file, const RuleSet& rules) {
  Parsed<IntakeMap> out;
  const std::optional<YamlNode> root = read_yaml(file, out.diagnostics);
  if (!root) return out;
  MapLoader loader(file, rules, out.diagnostics);
  if (loader.load(*root) && !out.diagnostics.has_errors()) out.value = loader.take();
  return out;
}

}  // namespace candor
