// SPDX-License-Identifier: Apache-2.0
#include "candor/score.h"

#include <algorithm>
#include <utility>

#include "candor/api/data.h"
#include "candor/base/codes.h"
#include "candor/base/errors.h"
#include "candor/batch/blocks/score_chunks.h"
#include "candor/batch/mapping/intake_map.h"
#include "candor/batch/rows/csv_writer.h"
#include "candor/batch/rows/intake_file.h"
#include "candor/batch/rows/row_writer.h"
#include "candor/batch/rows/verdict_columns.h"
#include "candor/engine/simd.h"

namespace candor {
namespace {

Problem settings_problem(std::string message, std::string help) {
  return problem_of(
      {.code = codes::wrong_usage, .message = std::move(message), .help = std::move(help)});
}

std::optional<std::vector<OutputColumn>> columns_of(const ScoreSettings& settings) {
  if (settings.columns.empty()) return usual_output_columns(settings.append);
  std::vector<OutputColumn> out;
  for (const std::string& name : settings.columns) {
    const auto all = all_output_columns();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](OutputColumn column) { return to_string(column) == name; });
    if (found == all.end()) return std::nullopt;
    out.push_back(*found);
  }
  return out;
}

// Opens the file and scores it into `write`.
class ScoreRun {
 public:
  ScoreRun(const Program& program, const ReadBlock& read, const WriteBlock& write,
           const ScoreSettings& settings)
      : program_(program), read_(read), write_(write), settings_(settings) {}

  Loaded<ScoreSummary> run();

 private:
  bool take(std::string_view rows, std::string_view rejects) {
    return write_(rows, settings_.rejects ? rejects : std::string_view());
  }
  Loaded<ScoreSummary> refuse(const Diagnostic& why) { return {.problems = {problem_of(why)}}; }
  Loaded<ScoreSummary> finish(Scoring scoring, const IntakeFile& file, const RowTally& tally);

  const Program& program_;
  const ReadBlock& read_;
  const WriteBlock& write_;
  const ScoreSettings& settings_;
};

Loaded<ScoreSummary> ScoreRun::run() {
  const RuleSet& rules = program_.rules();
  const auto columns = columns_of(settings_);
  if (!columns) return {.problems = {settings_problem("there is no such output column", {})}};
  std::optional<IntakeMap> map;
  if (!settings_.map.empty()) {
    Parsed<IntakeMap> loaded =
        load_intake_map(SourceFile(settings_.name + ".map.yaml", settings_.map), rules);
    if (!loaded.value) return {.problems = problems_of(loaded.diagnostics)};
    map = std::move(loaded.value);
  }
  Parsed<IntakeFile> file = IntakeFile::open(
      read_, rules, map ? &*map : nullptr,
      {.name = settings_.name, .as_of = settings_.as_of, .as_of_column = settings_.as_of_column});
  if (!file.value) return {.problems = problems_of(file.diagnostics)};
  if (settings_.append) {
    if (const auto refused = refuse_append(*file.value, settings_.name, *columns)) {
      return refuse(*refused);
    }
  }
  const RowsOutput output{.ndjson = settings_.ndjson,
                          .csv = {.columns = *columns,
                                  .append = settings_.append,
                                  .for_spreadsheet = settings_.for_spreadsheet},
                          .full = settings_.full,
                          .rejects = settings_.rejects};
  RowWriter writer(program_, *file.value, output);
  std::string head, rejects_head;
  writer.head(head, rejects_head);
  RowTally tally(rules, file.value->column_names().size());
  const ChunkOptions options{.output = output,
                             .reject_limit = {.rows = settings_.most_rejected},
                             .simd = best_simd(),
                             .threads = std::max<std::size_t>(1, settings_.threads)};
  const Scoring scoring =
      take(head, rejects_head)
          ? score_chunks(
                program_, *file.value, options,
                [this](const RowsText& text) { return take(text.output, text.rejects); },
                [](const RowTally&) {}, tally)
          : Scoring::write_failed;
  return finish(scoring, *file.value, tally);
}

Loaded<ScoreSummary> ScoreRun::finish(Scoring scoring, const IntakeFile& file,
                                      const RowTally& tally) {
  switch (scoring) {
    case Scoring::refused: return refuse(file.refusal());
    case Scoring::read_failed:
      return refuse({.code = codes::unreadable_input,
                     .message = "this cannot be read",
                     .file = settings_.name});
    case Scoring::write_failed:
      return refuse({.code = codes::unwritable_output, .message = "the rows cannot be written"});
    case Scoring::too_many_rejects:
      return refuse({.code = codes::too_many_rejects,
                     .message = "more rows were rejected than allowed",
                     .file = settings_.name});
    case Scoring::done: break;
  }
  ScoreSummary summary{.rows = tally.rows, .rejected = tally.rejected};
  const RuleSet& rules = program_.rules();
  for (std::size_t v = 0; v < tally.verdicts.size(); ++v) {
    const std::string_view id =
        v < rules.verdicts.size() ? std::string_view(rules.verdicts[v].id) : incomplete_id;
    summary.verdicts.emplace_back(id, tally.verdicts[v]);
  }
  return {.value = std::move(summary)};
}

}  // namespace

Loaded<ScoreSummary> score_rows(const Rules& rules, const ReadBlock& read, const WriteBlock& write,
                                const ScoreSettings& settings) {
  if (!is_screening_date(settings.as_of)) {
    return {.problems = {settings_problem("the screening date is out of range",
                                          "expected a day from 1900-01-01 to 2999-12-31")}};
  }
  if (settings.ndjson && (settings.append || !settings.columns.empty())) {
    return {.problems = {settings_problem("columns are for CSV output", "leave out `ndjson`")}};
  }
  return ScoreRun(rules.data().program, read, write, settings).run();
}

}  // namespace candor
