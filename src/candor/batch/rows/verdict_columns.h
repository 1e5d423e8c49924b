// SPDX-License-Identifier: Apache-2.0
// The columns of the output table.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "candor/batch/rows/row.h"
#include "candor/engine/screening.h"
#include "candor/rules/model.h"

namespace candor {

/// A column. Those that depend on the verdict are empty for a rejected row; ids are separated by
/// `;`.
enum class OutputColumn : std::uint8_t {
  id,
  line,      // of the input, where the row begins
  verdict,   // an id, or `incomplete`
  label,     // of the verdict
  settled,   // yes or no
  at_least,  // a verdict id
  at_most,
  earliest,  // a date, or empty
  as_of,     // the screening date
  reasons,   // rules, the most restrictive first
  open,      // questions
  not_used,  // questions
  problem    // of a rejected row: codes with line and column, separated by `;`
};

std::string_view to_string(OutputColumn column) noexcept;

std::span<const OutputColumn> all_output_columns() noexcept;

/// All but `line`, `label` and `as_of`; with `append`, also without `id`, which the input has.
std::vector<OutputColumn> usual_output_columns(bool append);

/// Appends the text of a cell. `column_names`: see `IntakeFile`. `screening` is null for a rejected
/// row.
void append_output(OutputColumn column, const RuleSet& rules,
                   std::span<const std::string> column_names, const Row& row,
                   const Screening* screening, std::string& out);

/// "E606 line 17 active_acne": the code and where it is, never the value.
std::string problem_in_words(const RowProblem& problem, const Row& row,
                             std::span<const std::string> column_names);

}  // namespace candor
