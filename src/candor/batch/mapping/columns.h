// SPDX-License-Identifier: Apache-2.0
// The columns of an intake file, bound to the questions of a rule set: cells in, answers out.

#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "candor/base/diagnostic.h"
#include "candor/batch/mapping/intake_map.h"
#include "candor/batch/mapping/row_problem.h"
#include "candor/intake/answers.h"
#include "candor/rules/model.h"

namespace candor {

/// Maps columns to questions. Immutable once bound, so `read` may run in several threads. The rule
/// set must outlive it; the map need not.
///
/// A column that the map does not name is bound by its header: the id of its question, or `id` for
/// the id column. Case and spaces make no difference in headers and words.
///
/// | type       | cells, in addition to those of the map                                         |
/// |------------|--------------------------------------------------------------------------------|
/// | any        | empty, only spaces, or `unknown`: a blank                                      |
/// | choice     | the id or the label of a choice                                                |
/// | yes_no     | `yes`, `no`                                                                    |
/// | set        | `none`; ids or labels with `;` or `|` between them                             |
/// | number     | `1.5`                                                                          |
/// | time_since | `6 months`, `2026-05-22`, `never`, `ongoing`                                   |
///
/// The answers equal those that `parse_answers_json` reads from the same values.
class Columns {
 public:
  /// Binds a header. `map` may be null. `file_name` is the name of the intake file, for
  /// diagnostics. `as_of_column` is the header of the column with each row's screening date, or
  /// empty.
  ///
  /// Reports all of these at once: equal headers, two columns for one question, a column with two
  /// uses, a missing column that the map or `as_of_column` names, a constant for a question that
  /// has a column, a value that is both blank and an answer, and no column for any question.
  /// Messages quote a header only if the map or the rule set names it, since a file without a
  /// header has a row of answers there.
  static Parsed<Columns> bind(const RuleSet& rules, const IntakeMap* map,
                              std::span<const std::string> header, std::string_view file_name,
                              std::string_view as_of_column = {});

  /// The result of binding; private to this folder.
  struct Bound;

  Columns(Columns&&) noexcept;
  Columns& operator=(Columns&&) noexcept;
  ~Columns();

  /// How many columns the header has.
  std::size_t size() const noexcept;

  /// The column with the ids of rows; without one, the id is the record number.
  std::optional<std::size_t> id_column() const noexcept;

  /// The column with screening dates, if requested.
  std::optional<std::size_t> as_of_column() const noexcept;

  /// Columns that are not used, and that the map does not ignore, in the order of the file.
  std::span<const std::size_t> unmapped() const noexcept;

  /// Columns that the map ignores.
  std::span<const std::size_t> ignored() const noexcept;

  /// Questions without a column or a constant: blank in every row.
  std::span<const std::size_t> without_column() const noexcept;

  /// Question and choice of each set member without a column, in a set that has columns for
  /// members: unknown in every row.
  std::span<const std::pair<std::size_t, std::size_t>> members_without_column() const noexcept;

  /// Questions that a constant answers for every row.
  std::span<const std::size_t> constants() const noexcept;

  /// The question that a column answers, alone or as a member of a set; nothing for other columns.
  std::optional<std::size_t> question_of(std::size_t column) const noexcept;

  /// The screening date in a cell of the as-of column: a date as `YYYY-MM-DD` or in the map's
  /// order, optionally followed by a time of day. Otherwise nothing, and a problem is added.
  std::optional<Date> read_as_of(std::string_view cell, std::vector<RowProblem>& problems) const;

  /// Reads the answers of a row. Precondition: `cells` has `size()` cells, each valid UTF-8. `out`
  /// gets one answer for each question; problems are appended to `problems`. An answer with a
  /// problem is left blank, and the caller rejects the whole row. Does not allocate once `out` and
  /// `problems` have grown, except for refused and unusually long cells.
  void read(std::span<const std::string_view> cells, Date as_of, Answers& out,
            std::vector<RowProblem>& problems) const;

  /// The result of binding; for the block reader only.
  const Bound& bound() const noexcept;

 private:
  explicit Columns(std::unique_ptr<const Bound> bound) noexcept;

  std::unique_ptr<const Bound> bound_;
};

}  // namespace candor
