// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/rows/score.h"

namespace candor {
namespace {

constexpr std::uint64_t rows_between_progress = 256;

}  // namespace

bool too_many(const RowRejects& now, const MostRejects& most, bool at_the_end) noexcept {
  if (most.rows && now.rejected > *most.rows) return true;
  if (!most.percent || now.rejected == 0) return false;
  const double allowed = static_cast<double>(now.rows) * *most.percent / 100;
  return (at_the_end || now.rows >= MostRejects::least_rows) &&
         static_cast<double>(now.rejected) > allowed;
}

Scoring score(const Program& program, IntakeFile& file, const MostRejects& most,
              const TakeRow& take, const ShowProgress& progress, RowTally& tally) {
  Row row;
  Screening screening;
  while (true) {
    const NextRow next = file.next(row);
    if (file.csv() != nullptr) {
      tally.line_ends = file.csv()->line_ends();
      tally.blank_lines = file.csv()->blank_lines();
    }
    switch (next) {
      case NextRow::end:
        return too_many({tally.rows, tally.rejected}, most, true) ? Scoring::too_many_rejects
                                                                  : Scoring::done;
      case NextRow::refused: return Scoring::refused;
      case NextRow::read_failed: return Scoring::read_failed;
      case NextRow::row: break;
    }
    if (!row.rejected()) evaluate(program, row.answers, {.as_of = row.as_of}, screening);
    const Screening* found = row.rejected() ? nullptr : &screening;
    tally.add(row, found);
    if (!row.id.empty()) {
      const std::uint64_t id = DuplicateIds::hash(row.id);
      IdRun run;
      run.take(IdPlace::of(row.id));
      tally.duplicates.add(std::span(&id, 1), std::span(&row.line, 1), run);
    }
    if (!take(row, found)) return Scoring::write_failed;
    if (row.rejected() && too_many({tally.rows, tally.rejected}, most, false))
      return Scoring::too_many_rejects;
    if (progress && tally.rows % rows_between_progress == 0) progress(tally);
  }
}

}  // namespace candor
