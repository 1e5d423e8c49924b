// SPDX-License-Identifier: Apache-2.0
// What `Columns` knows once a header is bound. Private to this folder.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "candor/batch/mapping/cell_table.h"
#include "candor/batch/mapping/columns.h"

namespace candor {

/// A column that answers a question by itself.
struct BoundColumn {
  std::size_t column = 0;
  std::size_t question = 0;
  CellTable table = {};
  DateOrder dates = DateOrder::not_said;
  bool decimal_comma = false;
  std::vector<std::string> separators = {};  // longer ones first
  std::size_t most_parts = 1;                // that a word of the table falls into by them
};

/// Columns that answer a set together.
struct BoundSet {
  struct Member {
    std::size_t column = 0;
    std::optional<std::size_t> choice = {};  // nothing for the column of `none`
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
  DateOrder dates = DateOrder::not_said;
  std::vector<BoundColumn> columns = {};
  std::vector<BoundSet> sets = {};
  std::vector<std::pair<std::size_t, MappedAnswer>> constant_answers = {};
  std::vector<std::size_t> unmapped = {}, ignored = {}, without_column = {}, constants = {};
  std::vector<std::pair<std::size_t, std::size_t>> members_without_column = {};
  std::vector<std::optional<std::size_t>> question_of = {};  // by column
};

/// What the columns of a set say, member by member.
struct SetSaid {
  std::uint64_t yes = 0, no = 0, open = 0;
  std::optional<std::size_t> none_column = {};  // one that says that none is in the set
};

/// Adds what one cell says; the code of what is wrong with it, or nothing.
DiagnosticCode add_member(const BoundSet& set, const BoundSet::Member& member,
                          std::string_view cell, SetSaid& said);

/// The answer that the columns give together, or the code of what is wrong with it: `E614`.
DiagnosticCode combine_members(const BoundSet& set, const Question& question, const SetSaid& said,
                               Answer& answer);

/// Reads the cell of a column that answers a question by itself; the code of what is wrong with it,
/// or nothing, and then `answer` holds the answer.
DiagnosticCode read_cell(const BoundColumn& column, const Question& question, std::string_view cell,
                         Date as_of, Answer& answer);

/// The number of places where one of the separators stands.
std::size_t count_separators(std::string_view text, const std::vector<std::string>& separators);

}  // namespace candor
