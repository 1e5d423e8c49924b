// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/score.h"

namespace candor {
namespace {

constexpr std::uint64_t rows_between_progress = 256;

bool too_many(const RowTally& tally, const MostRejects& most, bool at_the_end) {
  if (most.rows && tally.rejected > *most.rows) return true;
  if (!most.percent || tally.rejected == 0) return false;
  const double allowed = static_cast<double>(tally.rows) * *most.percent / 100;
  return (at_the_end || tally.rows >= MostRejects::least_rows) &&
         static_cast<double>(tally.rejected) > allowed;
}

}  // namespace

Scoring score(const Program& program, IntakeFile& file, const MostRejects& most,
              const TakeRow& take, const ShowProgress& progress, RowTally& tally) {
  Row row;
  Screening screening;
  while (true) {
    switch (file.next(row)) {
      case NextRow::end:
        return too_many(tally, most, true) ? Scoring::too_many_rejects : Scoring::done;
      case NextRow::refused: return Scoring::refused;
      case NextRow::read_failed: return Scoring::read_failed;
      case NextRow::row: break;
    }
    if (!row.rejected()) evaluate(program, row.answers, {.as_of = row.as_of}, screening);
    const Screening* found = row.rejected() ? nullptr : &screening;
    tally.add(row, found);
    if (!take(row, found)) return Scoring::write_failed;
    if (row.rejected() && too_many(tally, most, false)) return Scoring::too_many_rejects;
    if (progress && tally.rows % rows_between_progress == 0) progress(tally);
  }
}

}  // namespace candor
