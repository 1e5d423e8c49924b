// SPDX-License-Identifier: Apache-2.0
// What a first mapping is guessed from, step by step. Private to this folder.

#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "candor/batch/mapping/cell_table.h"
#include "candor/batch/mapping/intake_map.h"
#include "candor/rules/model.h"

namespace candor {

using Rows = std::span<const std::vector<std::string>>;

/// The text as folded, with a blank for every run of signs and `_`: `Cold sores?` and `cold_sores`
/// are alike.
std::string loose(std::string_view text);

/// The word of the language that a word of another one, or `Y` or `true`, is; nothing for others.
std::optional<AnswerWord> known_word(std::string_view folded);

/// Whether people write this for "nothing": `NA`, `n/a`, `-`.
bool is_usual_blank(std::string_view folded);

/// The cells of one column of the sample.
struct ColumnSample {
  struct Value {
    std::string text = {};  // as it stands first, without blanks around it
    std::size_t count = 0;
  };
  /// The distinct values that are not empty, and that YAML can hold; none when there are more than
  /// `most_values`.
  std::map<std::string, Value> values = {};  // by folded text
  bool many_values = false;
  bool always_different = false;  // no two rows alike, none empty, and more than one row
};
inline constexpr std::size_t most_values = 64;

ColumnSample sample_column(Rows rows, std::size_t column);

/// What a column is taken for.
struct ColumnGuess {
  enum class Kind : std::uint8_t { nothing, id, question, member };
  Kind kind = Kind::nothing;
  std::size_t question = 0;                // of question and member
  std::optional<std::size_t> member = {};  // nothing: the column says that there is none
  bool named_as_question = false;          // a mapping need not name it
  std::string unsure = {};                 // why, or empty
};

/// What each column is taken for: at most one column, or one group of members, for each question.
std::vector<ColumnGuess> guess_columns(const RuleSet& rules, std::span<const std::string> header,
                                       std::span<const ColumnSample> samples);

/// Whether the numbers that stand for choices count from 0 or from 1 in this file; nothing when
/// nothing shows it.
std::optional<int> guess_first_code(const RuleSet& rules, std::span<const ColumnGuess> guesses,
                                    std::span<const ColumnSample> samples);

/// What is to be said of one column, or of the columns of one set.
struct FormatGuess {
  std::vector<std::pair<std::string, std::string>> values = {};  // value and answer
  std::string values_unsure = {};
  std::string separator = {};    // where it is neither `;` nor `|`
  bool usual_separator = false;  // a cell has several members with `;` or `|` between them
  DateOrder dates = DateOrder::not_said;
  bool decimal_comma = false;
  std::map<std::string, AnswerWord> words = {};  // for the whole file
  std::string words_unsure = {};
  std::vector<std::string> blanks = {};        // for the whole file
  std::vector<std::string> yes = {}, no = {};  // of members
  std::vector<std::string> unsure = {};        // what else is not certain
};

/// How the cells of a column that answers `question` are written.
FormatGuess guess_format(const Question& question, Rows rows, std::size_t column,
                         const ColumnSample& sample, std::optional<int> first_code);

/// The decimal sign of a column of numbers, and the order of its dates: what the column proves, and
/// what it leaves open.
void guess_number(Rows rows, std::size_t column, FormatGuess& out);
void guess_time(Rows rows, std::size_t column, FormatGuess& out);

/// How the cells of the columns that together answer a set are written.
FormatGuess guess_member_format(std::span<const ColumnSample* const> samples);

/// The text as a YAML scalar that reads back the same, blanks aside; nothing when no YAML can hold
/// it. Within `[ ]` and `{ }` more texts need quotes.
std::optional<std::string> yaml_scalar(std::string_view text, bool in_brackets = true);

}  // namespace candor
