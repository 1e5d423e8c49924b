// SPDX-License-Identifier: Apache-2.0
// What the columns of an output table say of a row.

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

/// A column. What is said of the verdict is empty where a row is rejected; ids have `;` between.
enum class OutputColumn : std::uint8_t {
  id,
  line,      // where the row begins in the input
  verdict,   // id, or `incomplete`
  label,     // the verdict in words
  settled,   // yes or no
  at_least,  // verdict ids
  at_most,
  earliest,  // a day, or empty
  as_of,     // the screening date
  reasons,   // rules, the most restrictive first
  open,      // questions
  not_used,  // questions
  problem    // of a rejected row: code, line and column, `;` between several
};

std::string_view to_string(OutputColumn column) noexcept;

std::span<const OutputColumn> all_output_columns() noexcept;

/// All but `line`, `label` and `as_of`; `beside_input`: nor `id`, which the input has.
std::vector<OutputColumn> usual_output_columns(bool beside_input);

/// Appends what the column says of a row. `places` names what `RowProblem::place` counts;
/// `screening` is null for a row that is rejected.
void append_output(OutputColumn column, const RuleSet& rules, std::span<const std::string> places,
                   const Row& row, const Screening* screening, std::string& out);

/// "E606 line 17 active_acne": what is wrong and where, without the value.
std::string problem_in_words(const RowProblem& problem, const Row& row,
                             std::span<const std::string> places);

}  // namespace candor
