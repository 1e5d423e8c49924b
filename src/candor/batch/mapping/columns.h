// SPDX-License-Identifier: Apache-2.0
// The columns of one intake file, bound to the questions of a rule set: cells in, answers out.

#pragma once

#include <cstddef>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "candor/base/diagnostic.h"
#include "candor/batch/mapping/intake_map.h"
#include "candor/intake/answers.h"
#include "candor/rules/model.h"

namespace candor {

/// In place of a column where none is to blame: a constant of the mapping.
inline constexpr std::size_t no_column = std::numeric_limits<std::size_t>::max();

/// Why a cell is no answer. Never holds the cell: the message is the same for every value.
struct CellProblem {
  DiagnosticCode code = codes::none;
  std::size_t column = no_column;  // from 0
  std::string_view message = {};   // one lower-case clause, no full stop; lives for ever
};

/// Which column answers what. Immutable once bound; `read` may run in several threads. The rule set
/// must outlive it, the map need not.
///
/// Without a map a header is the id of its question, and the column called `id` is the id column;
/// with one, so is every header that the map does not name. Case, and blanks around and within,
/// make no difference to headers and words.
///
/// | type       | cells, beside what a map adds                                                  |
/// |------------|--------------------------------------------------------------------------------|
/// | any        | empty, or blanks alone, or `unknown`: a blank                                  |
/// | choice     | the id or the label of a choice                                                |
/// | yes_no     | `yes`, `no`                                                                    |
/// | set        | `none`; ids or labels with `;` or `|` between them                             |
/// | number     | `1.5`                                                                          |
/// | time_since | `6 months`, `2026-05-22`, `never`, `ongoing`                                   |
///
/// The answers equal those of `parse_answers_json` on the same answers.
class Columns {
 public:
  /// Binds a header. `map` is null where there is none. `file_name` is the intake's, for
  /// diagnostics; `as_of_column` the header of the column with each row's screening date, or empty.
  ///
  /// Refused, all at once: two headers alike, two columns for one question, a column for two
  /// things, a column that the map or `as_of_column` names and the file lacks, a constant for a
  /// question that has a column, a value that is blank and an answer at once, no column for any
  /// question. Messages quote no header that neither the map nor the rule set names: it could be a
  /// row.
  static Parsed<Columns> bind(const RuleSet& rules, const IntakeMap* map,
                              std::span<const std::string> header, std::string_view file_name,
                              std::string_view as_of_column = {});

  /// What is known of a bound header; private to this folder.
  struct Bound;

  Columns(Columns&&) noexcept;
  Columns& operator=(Columns&&) noexcept;
  ~Columns();

  /// How many columns the header has.
  std::size_t size() const noexcept;

  /// The column with the ids of rows; without one the id is the record number.
  std::optional<std::size_t> id_column() const noexcept;

  /// The column with screening dates, when one was asked for.
  std::optional<std::size_t> as_of_column() const noexcept;

  /// Columns without a part in the answers that the map does not ignore, in the order of the file.
  std::span<const std::size_t> unmapped() const noexcept;

  /// Columns that the map says to ignore.
  std::span<const std::size_t> ignored() const noexcept;

  /// Questions that neither a column nor a constant answers: blank in every row.
  std::span<const std::size_t> without_column() const noexcept;

  /// Question and choice of the members of a set that none of its columns names: unknown in every
  /// row.
  std::span<const std::pair<std::size_t, std::size_t>> members_without_column() const noexcept;

  /// Questions that the map answers for every row.
  std::span<const std::size_t> constants() const noexcept;

  /// The question that a column answers, or has a part in; nothing for any other column.
  std::optional<std::size_t> question_of(std::size_t column) const noexcept;

  /// The screening date in the cell of the as-of column: a day of the calendar, `YYYY-MM-DD` or in
  /// the map's order, a time of day behind it aside. Nothing, and a problem, for anything else.
  std::optional<Date> read_as_of(std::string_view cell, std::vector<CellProblem>& problems) const;

  /// The answers of a row of `size()` cells, each valid UTF-8. `out` gets one answer for each
  /// question; `problems` is added to. Answers with problems are blank: such a row is rejected as a
  /// whole. Does not allocate once `out` and `problems` have grown, except for cells refused and
  /// cells of unusual length.
  void read(std::span<const std::string_view> cells, Date as_of, Answers& out,
            std::vector<CellProblem>& problems) const;

  /// What is known of each column; private to this folder.
  const Bound& bound() const noexcept;

 private:
  explicit Columns(std::unique_ptr<const Bound> bound) noexcept;

  std::unique_ptr<const Bound> bound_;
};

}  // namespace candor
