// SPDX-License-Identifier: Apache-2.0
// Guesses from a sample how cells are written.
#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "candor/base/ascii.h"
#include "candor/base/fold.h"
#include "candor/batch/mapping/map_guess.h"
#include "candor/intake/answer_parts.h"

namespace candor {
namespace {

using std::string_view;

// The value of a text of one or two digits; nothing for any other text.
std::optional<int> code_of(string_view text) {
  if (text.empty() || text.size() > 2) return {};
  int out = 0;
  for (const char c : text) {
    if (!is_digit(c)) return {};
    out = out * 10 + (c - '0');
  }
  return out;
}

// The words that the question accepts without a mapping.
CellTable builtin_words(const Question& question) {
  return cell_table(question, {}, {}, {}, [](const Text&, const std::string&, string_view) {});
}

bool is_read(const CellTable& words, string_view text) {
  const CellWord* found = words.find(text);
  return found != nullptr &&
         (found->kind == CellWord::Kind::answer || found->kind == CellWord::Kind::blank);
}

// The only choice whose id or label is these words; nothing when there are none or several.
std::optional<std::size_t> similar_choice(const Question& question, const std::string& words) {
  std::optional<std::size_t> only;
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    const Choice& choice = question.choices[i];
    if (loose_fold(choice.id.text) != words && loose_fold(choice.label.text) != words) continue;
    if (only) return {};
    only = i;
  }
  return only;
}

// `few_inflamed` as a form shows it: `Few inflamed`.
std::string in_words(string_view id) {
  std::string out(id);
  std::replace(out.begin(), out.end(), '_', ' ');
  return capitalized(std::move(out));
}

// Whether a value may appear in a mapping: several people have it, it is short, and has no digits.
bool may_be_shown(const ColumnSample::Value& value) {
  constexpr std::size_t most_characters = 40;
  return value.count > 1 && value.text.size() <= most_characters &&
         value.text.find_first_of("0123456789@") == std::string::npos;
}

class FormatGuesser {
 public:
  FormatGuesser(const Question& question, FormatGuess& out)
      : question_(question), builtin_(builtin_words(question)), out_(out) {}

  // A choice, or a part of a set. Returns whether the value was recognized.
  bool read_value(const ColumnSample::Value& value) {
    const std::string folded = fold(value.text);
    if (is_read(builtin_, value.text)) return true;
    if (take_blank(value.text, folded)) return true;
    const std::string words = loose_fold(value.text);
    if (const auto choice = similar_choice(question_, words)) {
      if (loose_fold(question_.choices[*choice].id.text) == words) {
        ids_in_words_ = true;
      } else {
        add(value.text, question_.choices[*choice].id.text);
      }
      return true;
    }
    const auto known = known_word(folded);
    if (known == AnswerWord::none && question_.traits().takes_several) {
      out_.words[value.text] = *known;
      return true;
    }
    if (known && question_.traits().takes_one_choice() &&
        find_choice(question_, to_string(*known))) {
      add(value.text, std::string(to_string(*known)));
      out_.values_unsure = "words in another language";
      return true;
    }
    return false;
  }

  // Takes a word that stands for a blank in any question.
  bool take_blank(const std::string& text, const std::string& folded) {
    if (known_word(folded) == AnswerWord::unknown) {
      out_.words[text] = AnswerWord::unknown;
      return true;
    }
    if (!is_usual_blank(folded)) return false;
    out_.blanks.push_back(text);
    return true;
  }

  // When cells have ids written as words, lists every choice, not only those of the sample.
  void list_ids_in_words() {
    if (!ids_in_words_) return;
    for (const Choice& choice : question_.choices) {
      const std::string text = in_words(choice.id.text);
      if (!is_read(builtin_, text)) add(text, choice.id.text);
    }
  }

  void add(const std::string& value, const std::string& answer) {
    const bool known = std::any_of(out_.values.begin(), out_.values.end(), [&](const auto& other) {
      return fold(other.first) == fold(value);
    });
    if (!known) out_.values.emplace_back(value, answer);
  }

  void note_unknown(const ColumnSample::Value& value) {
    const auto text = may_be_shown(value) ? yaml_scalar(value.text) : std::nullopt;
    if (text) out_.unsure.push_back(fmt::format("what does {} mean?", *text));
    if (!text) others_ = true;
  }

  void finish() {
    if (others_) out_.unsure.push_back("there are other values, not repeated here");
  }

  void choices_by_code(const ColumnSample& sample, std::optional<int> first) {
    for (const auto& [folded, value] : sample.values) {
      if (!code_of(folded)) take_blank(value.text, folded);
    }
    if (!first) {
      out_.unsure.push_back("codes, but nothing shows whether they start at 0 or at 1");
      return;
    }
    for (std::size_t i = 0; i < question_.choices.size(); ++i) {
      add(std::to_string(i + static_cast<std::size_t>(*first)), question_.choices[i].id.text);
    }
    out_.values_unsure = fmt::format("codes from {}, in the order of the choices", *first);
  }

  void choice(const ColumnSample& sample, std::optional<int> first) {
    bool codes = false, others = false;
    for (const auto& [folded, value] : sample.values) {
      if (is_read(builtin_, value.text) || is_usual_blank(folded) || known_word(folded)) continue;
      const auto code = code_of(folded);
      const int last =
          static_cast<int>(question_.choices.size()) - (first.value_or(1) == 0 ? 1 : 0);
      if (code && *code <= last && *code >= first.value_or(0)) {
        codes = true;
      } else {
        others = true;
      }
    }
    if (codes && !others) return choices_by_code(sample, first);
    for (const auto& [folded, value] : sample.values) {
      if (!read_value(value)) note_unknown(value);
    }
    list_ids_in_words();
    if (sample.many_values) out_.unsure.push_back("many different values");
  }

  void yes_no(const ColumnSample& sample) {
    for (const auto& [folded, value] : sample.values) {
      if (is_read(builtin_, value.text) || take_blank(value.text, folded)) continue;
      const auto known = known_word(folded);
      if (known == AnswerWord::yes || known == AnswerWord::no) {
        out_.words[value.text] = *known;
      } else if (folded == "0" || folded == "1") {
        zero_and_one_ = true;
      } else {
        note_unknown(value);
      }
    }
    if (sample.many_values) out_.unsure.push_back("many different values");
    if (!zero_and_one_) return;
    out_.words["0"] = AnswerWord::no;
    out_.words["1"] = AnswerWord::yes;
    out_.words_unsure = "1 is taken as yes, 0 as no";
  }

  // A set in one cell: chooses the separator that leaves the fewest parts unknown.
  void set(Rows rows, std::size_t column) {
    constexpr auto candidates = std::to_array<string_view>({"", ",", "/", "+", "&"});
    std::string best;
    std::size_t fewest = 0;
    for (const string_view candidate : candidates) {
      const std::size_t unknown = unknown_parts(rows, column, candidate);
      if (candidate.empty() || unknown < fewest) {
        best = candidate;
        fewest = unknown;
      }
    }
    out_.separator = best;
    std::map<std::string, ColumnSample::Value> parts;
    for (const std::vector<std::string>& row : rows) {
      if (column >= row.size()) continue;
      const std::vector<string_view> members = parts_of(row[column], best);
      out_.usual_separator = out_.usual_separator || (best.empty() && members.size() > 1);
      for (const string_view part : members) {
        auto& value = parts[fold(part)];
        if (value.count++ == 0) value.text = std::string(part);
      }
    }
    for (const auto& [folded, value] : parts) {
      if (!yaml_scalar(value.text) || !read_value(value)) note_unknown(value);
    }
    list_ids_in_words();
  }

 private:
  bool is_member(string_view text) const {
    const std::string words = loose_fold(text);
    const std::string folded = fold(text);
    return is_read(builtin_, text) || is_usual_blank(folded) || known_word(folded) ||
           similar_choice(question_, words).has_value();
  }

  // The parts of a cell. A part is as long as possible, since a label may contain the separator.
  // The separator "" stands for `;` and `|`.
  std::vector<string_view> parts_of(string_view cell, string_view separator) const {
    constexpr std::size_t most_parts = 64;
    std::vector<string_view> out;
    cell = trim_blanks(cell);
    while (!cell.empty() && out.size() < most_parts) {
      std::size_t end = cell.size();
      while (end > 0 && !is_member(trim_blanks(cell.substr(0, end)))) {
        end = last_separator(cell.substr(0, end), separator);
      }
      if (end == 0) end = std::min(cell.size(), first_separator(cell, separator));
      const string_view part = trim_blanks(cell.substr(0, end));
      if (!part.empty()) out.push_back(part);
      cell = end < cell.size() ? trim_blanks(cell.substr(end + 1)) : string_view();
    }
    return out;
  }

  static std::size_t last_separator(string_view text, string_view separator) {
    const std::size_t at = text.find_last_of(separator.empty() ? ";|" : separator);
    return at == string_view::npos ? 0 : at;
  }

  static std::size_t first_separator(string_view text, string_view separator) {
    return text.find_first_of(separator.empty() ? ";|" : separator);
  }

  std::size_t unknown_parts(Rows rows, std::size_t column, string_view separator) const {
    std::set<std::string> unknown;
    for (const std::vector<std::string>& row : rows) {
      if (column >= row.size()) continue;
      for (const string_view part : parts_of(row[column], separator)) {
        if (!is_member(part)) unknown.insert(fold(part));
      }
    }
    return unknown.size();
  }

  const Question& question_;
  CellTable builtin_;
  FormatGuess& out_;
  bool ids_in_words_ = false;
  bool others_ = false;
  bool zero_and_one_ = false;
};

}  // namespace

std::optional<int> guess_first_code(const RuleSet& rules, std::span<const ColumnGuess> guesses,
                                    std::span<const ColumnSample> samples) {
  bool from_0 = false, from_1 = false;
  for (std::size_t column = 0; column < guesses.size(); ++column) {
    if (guesses[column].kind != ColumnGuess::Kind::question) continue;
    const Question& question = rules.questions[guesses[column].question];
    if (!question.traits().takes_one_choice()) continue;
    const CellTable builtin = builtin_words(question);
    const auto choices = static_cast<int>(question.choices.size());
    bool zero = false, last = false, beyond = false;
    for (const auto& [folded, value] : samples[column].values) {
      const auto code = code_of(folded);
      if (!code || is_read(builtin, folded)) continue;
      zero = zero || *code == 0;
      last = last || *code == choices;
      beyond = beyond || *code > choices;
    }
    from_0 = from_0 || (zero && !last && !beyond);
    from_1 = from_1 || (last && !zero && !beyond);
  }
  if (from_0 == from_1) return {};
  return from_0 ? 0 : 1;
}

FormatGuess guess_format(const Question& question, Rows rows, std::size_t column,
                         const ColumnSample& sample, std::optional<int> first_code) {
  FormatGuess out;
  FormatGuesser guesser(question, out);
  const TypeTraits& type = question.traits();
  if (type.takes_several) {
    guesser.set(rows, column);
  } else if (type.has_choices) {
    guesser.choice(sample, first_code);
  } else if (type.is_yes_no) {
    guesser.yes_no(sample);
  } else {
    if (type.is_number) guess_number(rows, column, out);
    if (type.is_dated) guess_time(rows, column, out);
    for (const auto& [folded, value] : sample.values) {
      if (guesser.take_blank(value.text, folded) || !type.is_dated) continue;
      const auto known = known_word(folded);
      if (known == AnswerWord::never || known == AnswerWord::ongoing)
        out.words[value.text] = *known;
    }
  }
  guesser.finish();
  return out;
}

FormatGuess guess_member_format(std::span<const ColumnSample* const> samples) {
  FormatGuess out;
  std::map<std::string, ColumnSample::Value> values;
  for (const ColumnSample* sample : samples) {
    for (const auto& [folded, value] : sample->values) {
      auto& all = values.try_emplace(folded, ColumnSample::Value{value.text, 0}).first->second;
      all.count += value.count;
    }
  }
  const auto add = [&](const std::vector<string_view>& yes, const std::vector<string_view>& no) {
    for (const auto& [folded, value] : values) {
      if (std::find(yes.begin(), yes.end(), folded) != yes.end()) out.yes.push_back(value.text);
      if (std::find(no.begin(), no.end(), folded) != no.end()) out.no.push_back(value.text);
    }
  };
  const Question yes_no{.id = {.text = "member"}, .type = QuestionType::yes_no};
  FormatGuesser guesser(yes_no, out);
  if (values.count("checked") > 0 || values.count("unchecked") > 0) {
    out.yes = {"Checked"};
    out.no = {"Unchecked"};
  } else if (values.count("x") > 0) {
    add({"x"}, {});
    out.unsure.push_back("an empty cell means unknown, not `no`");
  }
  for (const auto& [folded, value] : values) {
    if (folded == "0" || folded == "1" || folded == "yes" || folded == "no" || folded == "unknown")
      continue;
    if (!out.yes.empty() && (folded == "checked" || folded == "unchecked" || folded == "x"))
      continue;
    if (guesser.take_blank(value.text, folded)) continue;
    const auto known = known_word(folded);
    if (known == AnswerWord::yes || known == AnswerWord::no) {
      out.words[value.text] = *known;
    } else {
      guesser.note_unknown(value);
    }
  }
  guesser.finish();
  return out;
}

}  // namespace candor
