// SPDX-License-Identifier: Apache-2.0
// Any bytes as a mapping file and rows for it, with a line `====` between them: the mapping loads
// or is refused, the header binds or is refused, a row is answers or problems, and answers read
// back the same from JSON. A first mapping made from the rows loads and binds.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "candor/base/utf8.h"
#include "candor/batch/mapping/columns.h"
#include "candor/batch/mapping/suggest_map.h"
#include "candor/rules/built_in.h"
#include "candor/rules/load/load_rule_set.h"

namespace {

using namespace candor;
using Rows = std::vector<std::vector<std::string>>;

constexpr std::size_t most_rows = 20;

const RuleSet& rules() {
  static const RuleSet built_in = [] {
    const BuiltIn* set = find_built_in("microneedling");
    auto loaded = load_rule_set(SourceFile("r", std::string(set->yaml)));
    if (!loaded.value) std::abort();
    return std::move(*loaded.value);
  }();
  return built_in;
}

Rows split(std::string_view text) {
  Rows rows;
  while (!text.empty() && rows.size() < most_rows) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    rows.emplace_back();
    for (std::size_t from = 0; from <= line.size();) {
      const std::size_t to = std::min(line.find('\t', from), line.size());
      rows.back().emplace_back(line.substr(from, to - from));
      from = to + 1;
    }
  }
  return rows;
}

void check(const Diagnostics& diagnostics, bool has_value) {
  if (has_value == diagnostics.has_errors()) std::abort();
  for (const Diagnostic& d : diagnostics.sorted()) {
    if (render(d).empty()) std::abort();
  }
}

void read(const Columns& columns, const Rows& rows) {
  const Date day = *parse_date("2026-11-22");
  Answers answers;
  std::vector<RowProblem> problems;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    std::vector<std::string_view> cells(rows[i].begin(), rows[i].end());
    cells.resize(columns.size());
    problems.clear();
    columns.read(cells, day, answers, problems);
    for (const RowProblem& problem : problems) {
      if (problem.message.empty()) std::abort();
      if (problem.column != no_column && !columns.question_of(problem.column)) std::abort();
    }
    if (!problems.empty()) continue;
    const Parsed<Answers> again =
        parse_answers_json(rules(), answers_to_json(rules(), answers).dump(), day);
    if (!again.value || *again.value != answers) std::abort();
    if (columns.as_of_column()) columns.read_as_of(cells[*columns.as_of_column()], problems);
  }
}

void bind(const IntakeMap* map, const Rows& rows) {
  for (const std::string_view as_of : {"", "day"}) {
    const Parsed<Columns> bound = Columns::bind(rules(), map, rows[0], "intake.csv", as_of);
    check(bound.diagnostics, bound.value.has_value());
    if (bound.value) read(*bound.value, rows);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  constexpr std::string_view between = "\n====\n";
  const std::size_t at = std::min(text.find(between), text.size());
  const SourceFile file("map.yaml", std::string(text.substr(0, at)));
  const Parsed<IntakeMap> map = load_intake_map(file, rules());
  check(map.diagnostics, map.value.has_value());

  const std::string_view table = text.substr(std::min(text.size(), at + between.size()));
  const Rows rows = split(table);
  if (rows.empty() || find_invalid_utf8(table)) return 0;
  bind(nullptr, rows);
  if (map.value) bind(&*map.value, rows);

  const std::string first = suggest_map(rules(), rows[0], Rows(rows.begin() + 1, rows.end()));
  if (first.empty()) return 0;
  const Parsed<IntakeMap> suggested = load_intake_map(SourceFile("first.yaml", first), rules());
  if (!suggested.value) std::abort();
  const Parsed<Columns> bound = Columns::bind(rules(), &*suggested.value, rows[0], "intake.csv");
  const bool nothing_known = bound.diagnostics.items().size() == 1 &&
                             bound.diagnostics.items()[0].code == codes::no_known_column;
  if (!bound.value && !nothing_known) std::abort();
  return 0;
}
