// SPDX-License-Identifier: Apache-2.0
// The steps of guessing a first mapping. Private to this folder.

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

/// The folded text with every run of punctuation replaced by a space, so that `Cold sores?` and
/// `cold_sores` compare equal.
std::string loose_fold(std::string_view text);

/// The word of the rule language for a synonym such as `Y`, `true` or `ja`; nothing for others.
std::optional<AnswerWord> known_word(std::string_view folded);

/// Whether the text is a common way to write a missing value: `NA`, `n/a`, `-`.
bool is_usual_blank(std::string_view folded);

/// The cells of one column of the sample.
struct ColumnSample {
  struct Value {
    std::string text = {};  // trimmed, in its first spelling
    std::size_t count = 0;
  };
  /// The distinct values that are not empty and can be written in YAML; none when there are more
  /// than `most_values`.
  std::map<std::string, Value> values = {};  // by folded text
  bool many_values = false;
  bool always_different = false;  // several rows, none empty, no two equal
};
inline constexpr std::size_t most_values = 64;

ColumnSample sample_column(Rows rows, std::size_t column);

/// The guessed use of a column.
struct ColumnGuess {
  enum class Kind : std::uint8_t { nothing, id, question, member };
  Kind kind = Kind::nothing;
  std::size_t question = 0;                // for question and member
  std::optional<std::size_t> member = {};  // absent for the column of `none`
  bool named_as_question = false;          // a mapping need not name the question
  std::string unsure = {};                 // why, or empty
};

/// The use of each column: at most one column, or one group of members, for each question.
std::vector<ColumnGuess> guess_columns(const RuleSet& rules, std::span<const std::string> header,
                                       std::span<const ColumnSample> samples);

/// Whether numbers that stand for choices start at 0 or at 1 in this file; nothing when unclear.
std::optional<int> guess_first_code(const RuleSet& rules, std::span<const ColumnGuess> guesses,
                                    std::span<const ColumnSample> samples);

/// The guessed format of one column, or of the columns of one set.
struct FormatGuess {
  std::vector<std::pair<std::string, std::string>> values = {};  // value and answer
  std::string values_unsure = {};
  std::string separator = {};    // empty for `;` and `|`
  bool usual_separator = false;  // a cell has several members separated by `;` or `|`
  DateOrder dates = DateOrder::unspecified;
  bool decimal_comma = false;
  std::map<std::string, AnswerWord> words = {};  // for the whole file
  std::string words_unsure = {};
  std::vector<std::string> blanks = {};        // for the whole file
  std::vector<std::string> yes = {}, no = {};  // for members
  std::vector<std::string> unsure = {};        // other doubts
};

/// The format of a column that answers `question`.
FormatGuess guess_format(const Question& question, Rows rows, std::size_t column,
                         const ColumnSample& sample, std::optional<int> first_code);

/// Guesses the decimal sign of a column of numbers, or the order of a column of dates.
void guess_number(Rows rows, std::size_t column, FormatGuess& out);
void guess_time(Rows rows, std::size_t column, FormatGuess& out);

/// The format of the columns that together answer a set.
FormatGuess guess_member_format(std::span<const ColumnSample* const> samples);

/// The text as a YAML scalar that reads back the same, except for white space; nothing when YAML
/// cannot represent it. `in_brackets`: within `[ ]` and `{ }`, where more texts need quotes.
std::optional<std::string> yaml_scalar(std::string_view text, bool in_brackets = true);

}  // namespace candor
