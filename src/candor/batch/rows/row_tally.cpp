// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/rows/row_tally.h"

#include <algorithm>

namespace candor {
namespace {

// Whether the problem is one value, not the row as a whole.
bool is_about_a_value(const RowProblem& problem) {
  return to_string(problem.code).starts_with("E6");
}

}  // namespace

RowCounts::RowCounts(const RuleSet& rules, std::size_t columns)
    : verdicts(rules.verdicts.size() + 1), reasons(rules.rules.size()), bad_values(columns) {}

void RowCounts::add(const RowCounts& later) {
  rows += later.rows;
  rejected += later.rejected;
  without_id += later.without_id;
  for (std::size_t i = 0; i < verdicts.size(); ++i) verdicts[i] += later.verdicts[i];
  for (std::size_t i = 0; i < reasons.size(); ++i) reasons[i] += later.reasons[i];
  for (const auto& [code, count] : later.codes) codes[code] += count;
  for (std::size_t i = 0; i < bad_values.size(); ++i) {
    if (bad_values[i].values == 0) bad_values[i].first_line = later.bad_values[i].first_line;
    bad_values[i].values += later.bad_values[i].values;
  }
  if (later.first_day && (!first_day || *later.first_day < *first_day)) first_day = later.first_day;
  if (later.last_day && (!last_day || *later.last_day > *last_day)) last_day = later.last_day;
  blank_lines += later.blank_lines;
  line_ends.lf += later.line_ends.lf;
  line_ends.crlf += later.line_ends.crlf;
  line_ends.cr += later.line_ends.cr;
}

void RowBatch::add(const Row& row, const Screening* screening) {
  ++rows;
  if (row.id.empty()) ++without_id;
  ids.add(row.id, IdKey::of(row.id), row.line);
  if (screening == nullptr) {
    ++rejected;
    for (auto p = row.problems.begin(); p != row.problems.end(); ++p) {
      const bool counted_already = std::any_of(
          row.problems.begin(), p, [&](const RowProblem& other) { return other.code == p->code; });
      if (!counted_already) ++codes[p->code];
      if (p->column >= bad_values.size() || !is_about_a_value(*p)) continue;
      BadValues& bad = bad_values[p->column];
      if (bad.values++ == 0) bad.first_line = row.line;
    }
    return;
  }
  const Headline& headline = screening->headline;
  ++verdicts[headline.incomplete ? verdicts.size() - 1 : headline.at_least];
  for (const Reason& reason : screening->reasons) ++reasons[reason.rule];
  if (!first_day || row.as_of < *first_day) first_day = row.as_of;
  if (!last_day || row.as_of > *last_day) last_day = row.as_of;
}

void RowTally::add(const RowBatch& later) {
  RowCounts::add(later);
  duplicates.add(later.ids);
}

const Screening* screen_row(const Program& program, const Row& row, Screening& screening,
                            RowBatch& batch) {
  if (!row.rejected()) evaluate(program, row.answers, {.as_of = row.as_of}, screening);
  const Screening* found = row.rejected() ? nullptr : &screening;
  batch.add(row, found);
  return found;
}

}  // namespace candor
