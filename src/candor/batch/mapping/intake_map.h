// SPDX-License-Identifier: Apache-2.0
// What the columns and cells of an intake file mean: a mapping file, read and checked.

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

/// The order of day, month and year in dates other than `YYYY-MM-DD`, which is always read.
/// `not_said`: no other date is read.
enum class DateOrder : std::uint8_t { not_said, ymd, dmy, mdy };
std::string_view to_string(DateOrder order) noexcept;  // "" for not_said

/// An answer that a value of the file stands for. `ago` is a length of time: it becomes a date once
/// the screening date is known, which may differ from row to row.
struct MappedAnswer {
  Answer answer = {};
  std::optional<Duration> ago = {};

  /// The answer on a screening date.
  Answer on(Date as_of) const;
};

/// A value of cells, in the author's spelling, and what it means.
struct MappedValue {
  Text value = {};
  MappedAnswer means = {};
};

/// The words of the language that a value may stand for in the whole file.
enum class AnswerWord : std::uint8_t { yes, no, never, ongoing, none, unknown };
std::string_view to_string(AnswerWord word) noexcept;

struct MappedWord {
  Text value = {};
  AnswerWord means = AnswerWord::unknown;
};

/// How cells are written. For the file as a whole every member is there; a column has those that
/// differ, and they stand in place of the file's.
struct CellFormat {
  std::optional<DateOrder> dates = {};
  std::optional<bool> decimal_comma = {};
  std::optional<std::vector<Text>> blanks = {};      // beside the empty cell and `unknown`
  std::optional<std::vector<Text>> separators = {};  // between the members of a set in one cell
};

/// A column that answers a question.
struct MappedColumn {
  Text column = {};
  std::size_t question = 0;
  std::vector<MappedValue> values = {};
  CellFormat format = {};
};

/// A column that says whether one member is in a set. `member` is nothing for a column that says
/// that none is.
struct MemberColumn {
  Text column = {};
  std::optional<std::size_t> member = {};
};

/// Columns that together answer one set. With one column for each member: all no is none, all
/// blank is blank, one blank is that member unknown. Several columns may stand for one member,
/// which is in the set when one of them says so. `yes` and `no` are empty unless the file gives
/// them.
struct MappedSet {
  Text id = {};  // of the question, where the map names it
  std::size_t question = 0;
  std::vector<MemberColumn> columns = {};
  std::vector<Text> yes = {};
  std::vector<Text> no = {};
  std::optional<std::vector<Text>> blanks = {};
};

/// An answer that holds for every row, for a question without a column.
struct ConstantAnswer {
  Text id = {};  // of the question, where the map names it
  std::size_t question = 0;
  MappedAnswer means = {};
};

/// A mapping file, loaded without errors: every question and choice exists, no column is named
/// twice, no question is answered twice, no value has two meanings in one column. Whether the
/// intake file has these columns is for `Columns::bind` to find.
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

/// The most columns that one mapping file may name, and words in one of its lists; beyond them it
/// is refused with `E110`.
inline constexpr std::size_t most_mapped_columns = 10'000;
inline constexpr std::size_t most_mapped_words = 1'000;

/// Reads a mapping file and checks it against the rule set it is for. Every mistake found is
/// reported with its place; the value is there exactly when there is no error. Never throws on
/// input.
Parsed<IntakeMap> load_intake_map(const SourceFile& file, const RuleSet& rules);

/// The headers that mean something: those of the map, and the ids of questions. `map` is null where
/// there is none; `as_of_column` may be empty.
KnownColumns known_columns(const RuleSet& rules, const IntakeMap* map,
                           std::string_view as_of_column);

}  // namespace candor
