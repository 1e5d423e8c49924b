// SPDX-License-Identifier: Apache-2.0
// What the fuzz targets of intake files share: a small rule set, so that a run is fast, and a whole
// run over some bytes.

#pragma once

#include <algorithm>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "batch/small_rules.h"
#include "candor/batch/csv/csv_reader.h"
#include "candor/batch/rows/csv_writer.h"
#include "candor/batch/rows/ndjson_writer.h"
#include "candor/batch/rows/rejects_writer.h"
#include "candor/batch/rows/score.h"
#include "candor/batch/rows/summary.h"
#include "candor/engine/program.h"

namespace candor {

inline const Program& fuzz_program() {
  static const Program small(small_rules());
  return small;
}

inline ReadBytes fuzz_bytes(std::string_view bytes, std::size_t block) {
  return [bytes, block](std::span<char> out) mutable {
    const std::size_t size = bytes.copy(out.data(), std::min(out.size(), block));
    bytes.remove_prefix(size);
    return std::optional(size);
  };
}

// All that comes of a run.
struct FuzzRun {
  std::string refusal = {};  // of the file: code and line
  std::uint64_t rows = 0;
  std::uint64_t rejected = 0;
  std::string table = {}, appended = {}, results = {}, rejects = {}, summary = {};
  bool ndjson = false;

  bool operator==(const FuzzRun&) const = default;
};

inline std::string code_of(const Diagnostic& d) {
  if (render(d).empty()) std::abort();
  return std::string(to_string(d.code)) + " " + std::to_string(d.line);
}

inline FuzzRun fuzz_run(std::string_view bytes, std::size_t block, IntakeOptions options = {}) {
  const Program& program = fuzz_program();
  options.name = "f";
  options.as_of = *parse_date("2026-11-22");
  options.block = block;
  FuzzRun run;
  auto file = IntakeFile::open(fuzz_bytes(bytes, block), program.rules(), nullptr, options);
  if (file.value.has_value() == file.diagnostics.has_errors()) std::abort();
  if (!file.value) {
    run.refusal = code_of(file.diagnostics.items().front());
    return run;
  }
  run.ndjson = file.value->csv_layout() == nullptr;
  CsvWriter table(program.rules(), *file.value, {.columns = usual_output_columns(false)});
  CsvWriter appended(program.rules(), *file.value,
                     {.columns = {OutputColumn::verdict}, .append = !run.ndjson});
  const NdjsonWriter results(program, *file.value, false);
  RejectsWriter rejects(*file.value, false);
  table.head(run.table);
  appended.head(run.appended);
  rejects.head(run.rejects);
  RowTally tally(program.rules(), file.value->column_names().size());
  const Scoring scoring = score(
      program, *file.value, {},
      [&](const Row& row, const Screening* screening) {
        table.row(row, screening, run.table);
        appended.row(row, screening, run.appended);
        results.row(row, screening, run.results);
        if (row.rejected()) rejects.row(row, run.rejects);
        return true;
      },
      {}, tally);
  if (scoring == Scoring::refused) run.refusal = code_of(file.value->refusal());
  run.rows = tally.rows;
  run.rejected = tally.rejected;
  run.summary = summary_text({.rules = program.rules(), .file = *file.value, .tally = tally});
  return run;
}

/// Aborts unless blocks of every size give the same, and what was written can be read again.
inline void check_fuzz_run(std::string_view bytes, std::size_t block) {
  const FuzzRun whole = fuzz_run(bytes, 65536);
  if (!(fuzz_run(bytes, block) == whole)) std::abort();
  if (static_cast<std::uint64_t>(std::count(whole.results.begin(), whole.results.end(), '\n')) !=
      whole.rows) {
    std::abort();
  }
  for (std::string_view rest = whole.results; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    if (!nlohmann::json::accept(line)) std::abort();
    rest.remove_prefix(line.size() + 1);
  }
  // The table has a record for each row.
  CsvReader reader(read_once(whole.table), ',');
  CsvRecord record;
  std::uint64_t records = 0;
  while (reader.next(record) == CsvReader::Next::record) {
    if (record.fields.size() != usual_output_columns(false).size() || record.text_after_quote)
      std::abort();
    ++records;
  }
  if (!whole.table.empty() && records != whole.rows + 1) std::abort();
}

}  // namespace candor
