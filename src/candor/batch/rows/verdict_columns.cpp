// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/rows/verdict_columns.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "candor/base/utf8.h"
#include "candor/report/result/result.h"

namespace candor {
namespace {

constexpr std::array columns{OutputColumn::id,      OutputColumn::line,     OutputColumn::verdict,
                             OutputColumn::label,   OutputColumn::settled,  OutputColumn::at_least,
                             OutputColumn::at_most, OutputColumn::earliest, OutputColumn::as_of,
                             OutputColumn::reasons, OutputColumn::open,     OutputColumn::not_used,
                             OutputColumn::problem};

// Appends `text(item)` of each item, with `;` between them.
template <class Items, class TextOf>
void append_list(const Items& items, TextOf text_of, std::string& out) {
  bool first = true;
  for (const auto& item : items) {
    if (!first) out += ';';
    first = false;
    out += text_of(item);
  }
}

void append_found(OutputColumn column, const RuleSet& rules, const Screening& found,
                  std::string& out) {
  const auto question = [&](std::size_t q) -> std::string_view { return rules.questions[q].id; };
  switch (column) {
    case OutputColumn::verdict: out += verdict_id(rules, found.headline); return;
    case OutputColumn::label: out += verdict_label(rules, found.headline); return;
    case OutputColumn::settled: out += found.headline.settled ? "yes" : "no"; return;
    case OutputColumn::at_least: out += rules.verdicts[found.headline.at_least].id; return;
    case OutputColumn::at_most: out += rules.verdicts[found.headline.at_most].id; return;
    case OutputColumn::earliest:
      if (found.earliest) out += to_string(*found.earliest);
      return;
    case OutputColumn::as_of: out += to_string(found.days.as_of); return;
    case OutputColumn::reasons:
      append_list(
          found.reasons,
          [&](const Reason& r) -> std::string_view { return rules.rules[r.rule].id; }, out);
      return;
    case OutputColumn::open:
      append_list(
          found.open, [&](const OpenQuestion& o) { return question(o.question); }, out);
      return;
    case OutputColumn::not_used: append_list(found.not_used, question, out); return;
    case OutputColumn::id:
    case OutputColumn::line:
    case OutputColumn::problem: return;
  }
}

}  // namespace

std::string_view to_string(OutputColumn column) noexcept {
  switch (column) {
    case OutputColumn::id: return "id";
    case OutputColumn::line: return "line";
    case OutputColumn::verdict: return "verdict";
    case OutputColumn::label: return "label";
    case OutputColumn::settled: return "settled";
    case OutputColumn::at_least: return "at_least";
    case OutputColumn::at_most: return "at_most";
    case OutputColumn::earliest: return "earliest";
    case OutputColumn::as_of: return "as_of";
    case OutputColumn::reasons: return "reasons";
    case OutputColumn::open: return "open";
    case OutputColumn::not_used: return "not_used";
    case OutputColumn::problem: return "problem";
  }
  return "";
}

std::span<const OutputColumn> all_output_columns() noexcept { return columns; }

std::vector<OutputColumn> usual_output_columns(bool append) {
  std::vector<OutputColumn> usual(columns.begin(), columns.end());
  std::erase_if(usual, [&](OutputColumn column) {
    return column == OutputColumn::line || column == OutputColumn::label ||
           column == OutputColumn::as_of || (append && column == OutputColumn::id);
  });
  return usual;
}

void append_output(OutputColumn column, const RuleSet& rules,
                   std::span<const std::string> column_names, const Row& row,
                   const Screening* screening, std::string& out) {
  if (column == OutputColumn::id) {
    out += row.id;
  } else if (column == OutputColumn::line) {
    out += fmt::format_int(row.line).c_str();
  } else if (column == OutputColumn::problem) {
    append_list(
        row.problems, [&](const RowProblem& p) { return problem_in_words(p, row, column_names); },
        out);
  } else if (screening != nullptr) {
    append_found(column, rules, *screening, out);
  }
}

std::string problem_in_words(const RowProblem& problem, const Row& row,
                             std::span<const std::string> column_names) {
  std::string words = fmt::format("{} line {}", to_string(problem.code), row.line);
  if (problem.column < column_names.size()) words += ' ' + printable(column_names[problem.column]);
  return words;
}

}  // namespace candor
