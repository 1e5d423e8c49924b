// SPDX-License-Identifier: Apache-2.0
// A mapping file: the meaning of the columns and cells of an intake file.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "candor/base/diagnostic.h"
#include "candor/base/source_file.h"
#include "candor/batch/csv/known_columns.h"
#include "candor/rules/model.h"

namespace candor {

/// The order of day, month and year in dates. `YYYY-MM-DD` is always read; with `unspecified`, no
/// other date is.
enum class DateOrder : std::uint8_t { unspecified, ymd, dmy, mdy };
std::string_view to_string(DateOrder order) noexcept;  // "" for unspecified

/// The answer that a value stands for. `ago` is a length of time: it becomes a date when the
/// screening date is known, which may differ between rows.
struct MappedAnswer {
  Answer answer = {};
  std::optional<Duration> ago = {};

  /// The answer on a screening date.
  Answer on(Date as_of) const;
};

/// A cell value, in the author's spelling, and its meaning.
struct MappedValue {
  Text value = {};
  MappedAnswer means = {};
};

/// The words of the rule language that a value may stand for in the whole file.
enum class AnswerWord : std::uint8_t { yes, no, never, ongoing, none, unknown };
std::string_view to_string(AnswerWord word) noexcept;

struct MappedWord {
  Text value = {};
  AnswerWord means = AnswerWord::unknown;
};

/// How cells are written. A column's members override those of the file.
struct CellFormat {
  std::optional<DateOrder> dates = {};
  std::optional<bool> decimal_comma = {};
  std::optional<std::vector<Text>> blanks = {};      // besides the empty cell and `unknown`
  std::optional<std::vector<Text>> separators = {};  // between the members of a set in one cell
};

/// A column that answers a question.
struct MappedColumn {
  Text column = {};
  std::size_t question = 0;
  std::vector<MappedValue> values = {};
  CellFormat format = {};
};

/// A column that says whether one member is in a set. `member` is absent for a column that says
/// whether the set is empty.
struct MemberColumn {
  Text column = {};
  std::optional<std::size_t> member = {};
};

/// Columns that together answer one set. All no means none, all blank means blank, and a single
/// blank means that this member is unknown. Several columns may stand for one member, which is in
/// the set when any of them says yes. `yes` and `no` are empty unless the file gives them.
struct MappedSet {
  Text id = {};  // of the question, as in the map
  std::size_t question = 0;
  std::vector<MemberColumn> columns = {};
  std::vector<Text> yes = {};
  std::vector<Text> no = {};
  std::optional<std::vector<Text>> blanks = {};
};

/// An answer that holds for every row, for a question without a column.
struct ConstantAnswer {
  Text id = {};  // of the question, as in the map
  std::size_t question = 0;
  MappedAnswer means = {};
};

/// A mapping file without errors: every question and choice exists, no column is named twice, no
/// question is answered twice, and no value has two meanings in one column. `Columns::bind` checks
/// whether the intake file has these columns.
struct IntakeMap {
  SourceFile file = {"", ""};
  Text id_column = {};  // empty: the column called `id`, if there is one
  CellFormat format = {};
  std::vector<MappedWord> words = {};
  std::vector<MappedColumn> columns = {};
  std::vector<MappedSet> sets = {};
  std::vector<ConstantAnswer> constants = {};
  std::vector<Text> ignored = {};
};

/// Limits on the columns of a mapping file, and on the words in one of its lists (`E110`).
inline constexpr std::size_t most_mapped_columns = 10'000;
inline constexpr std::size_t most_mapped_words = 1'000;

/// Reads a mapping file and checks it against its rule set. Reports every error with its place; the
/// value is present exactly when there is no error. Never throws on input.
Parsed<IntakeMap> load_intake_map(const SourceFile& file, const RuleSet& rules);

/// The headers that have a meaning: those in the map, and the ids of questions. `map` may be null,
/// and `as_of_column` empty.
KnownColumns known_columns(const RuleSet& rules, const IntakeMap* map,
                           std::string_view as_of_column);

}  // namespace candor
