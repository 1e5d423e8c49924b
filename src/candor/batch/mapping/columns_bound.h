// SPDX-License-Identifier: Apache-2.0
// The columns of a bound header. Private to this folder and to the block reader.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "candor/batch/mapping/cell_table.h"
#include "candor/batch/mapping/columns.h"

namespace candor {

/// A column that alone answers a question.
struct BoundColumn {
  std::size_t column = 0;
  std::size_t question = 0;
  CellTable table = {};
  DateOrder dates = DateOrder::unspecified;
  bool decimal_comma = false;
  std::vector<std::string> separators = {};  // longest first
  std::size_t most_parts = 1;  // into which the separators can split a word of the table
};

/// Columns that together answer a set.
struct BoundSet {
  struct Member {
    std::size_t column = 0;
    std::optional<std::size_t> choice = {};  // absent for the column of `none`
  };
  std::size_t question = 0;
  std::vector<Member> members = {};
  CellTable table = {};
  bool has_none = false;
};

struct Columns::Bound {
  const RuleSet* rules = nullptr;
  std::size_t size = 0;
  std::optional<std::size_t> id = {};
  std::optional<std::size_t> as_of = {};
  DateOrder dates = DateOrder::unspecified;
  std::vector<BoundColumn> columns = {};
  std::vector<BoundSet> sets = {};
  std::vector<std::pair<std::size_t, MappedAnswer>> constant_answers = {};
  std::vector<std::size_t> unmapped = {}, ignored = {}, without_column = {}, constants = {};
  std::vector<std::pair<std::size_t, std::size_t>> members_without_column = {};
  std::vector<std::optional<std::size_t>> question_of = {};  // by column
};

/// The cells of the columns of a set, read so far: one bit for each member.
struct SetReading {
  std::uint64_t yes = 0, no = 0, open = 0;
  std::optional<std::size_t> none_column = {};  // a column of `none` with a yes
};

/// Adds one cell to `reading`; returns the code of its problem, or `codes::none`.
DiagnosticCode add_member(const BoundSet& set, const BoundSet::Member& member,
                          std::string_view cell, SetReading& reading);

/// Sets `answer` from all cells of the set; returns the code of their problem, or `codes::none`.
DiagnosticCode combine_members(const BoundSet& set, const Question& question,
                               const SetReading& reading, Answer& answer);

/// Reads a cell of a column that alone answers a question. Returns the code of its problem, or sets
/// `answer` and returns `codes::none`.
DiagnosticCode read_cell(const BoundColumn& column, const Question& question, std::string_view cell,
                         Date as_of, Answer& answer);

/// The number of separators in the text.
std::size_t count_separators(std::string_view text, const std::vector<std::string>& separators);

}  // namespace candor
