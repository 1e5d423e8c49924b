// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/rows/score.h"

namespace candor {
namespace {

constexpr std::uint64_t rows_between_progress = 256;

}  // namespace

bool too_many_rejects(const RejectCount& count, const RejectLimit& limit,
                      bool at_the_end) noexcept {
  if (limit.rows && count.rejected > *limit.rows) return true;
  if (!limit.percent || count.rejected == 0) return false;
  const double allowed = static_cast<double>(count.rows) * *limit.percent / 100;
  return (at_the_end || count.rows >= RejectLimit::least_rows) &&
         static_cast<double>(count.rejected) > allowed;
}

Scoring score(const Program& program, IntakeFile& file, const RejectLimit& limit,
              const WriteRow& write, const ShowProgress& progress, RowTally& tally) {
  Row row;
  Screening memory;
  const RowBatch no_rows(program.rules(), file.column_names().size());
  RowBatch batch = no_rows;
  while (true) {
    const NextRow next = file.next(row);
    tally.line_ends = file.line_ends();
    tally.blank_lines = file.blank_lines();
    switch (next) {
      case NextRow::end:
        return too_many_rejects({tally.rows, tally.rejected}, limit, true)
                   ? Scoring::too_many_rejects
                   : Scoring::done;
      case NextRow::refused: return Scoring::refused;
      case NextRow::read_failed: return Scoring::read_failed;
      case NextRow::row: break;
    }
    batch = no_rows;
    const Screening* screening = screen_row(program, row, memory, batch);
    tally.add(batch);
    if (!write(row, screening)) return Scoring::write_failed;
    if (row.rejected() && too_many_rejects({tally.rows, tally.rejected}, limit, false))
      return Scoring::too_many_rejects;
    if (progress && tally.rows % rows_between_progress == 0) progress(tally);
  }
}

}  // namespace candor
