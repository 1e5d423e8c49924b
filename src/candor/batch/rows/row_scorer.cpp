// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/rows/row_scorer.h"

#include "candor/batch/csv/file_refusals.h"
#include "candor/batch/rows/ndjson_rows.h"

namespace candor {

RowScorer::RowScorer(const Program& program, const IntakeFile& file, const RowsOutput& output)
    : program_(program), file_(file), writer_(program.rules(), file, output) {
  if (const CsvRows* csv = file.csv())
    reader_.emplace(csv->dialect(), csv->columns(), file.options(), file.source().encoding());
}

std::uint64_t RowScorer::count(std::string_view text) const {
  std::uint64_t rows = 0;
  if (file_.csv() == nullptr) {
    NdjsonReader lines(read_once(text));
    NdjsonLine line;
    while (lines.next(line) == NdjsonReader::Next::line) ++rows;
    return rows;
  }
  CsvReader records(read_once(text), file_.csv()->dialect().delimiter);
  CsvRecord record;
  while (records.next(record) == CsvReader::Next::record) rows += record.blank() ? 0 : 1;
  return rows;
}

void RowScorer::score(std::string_view text, std::uint64_t line, std::uint64_t number,
                      ScoredChunk& out, std::uint64_t most) {
  if (file_.csv() == nullptr) {
    NdjsonRows rows(read_once(text), program_.rules(), file_.options(), number - 1, line - 1);
    while (out.counts.rows < most) {
      clear(row_);
      const NextRow next = rows.next(row_);
      if (next == NextRow::refused) out.refusal = rows.refusal();
      if (next != NextRow::row) return;
      take(out);
    }
    return;
  }
  CsvReader records(read_once(text), file_.csv()->dialect().delimiter);
  while (out.counts.rows < most) {
    const CsvReader::Next next = records.next(record_);
    if (next != CsvReader::Next::record) {
      if (next != CsvReader::Next::end)
        out.refusal = refuse_record(next, file_.options().name, line + records.refused_line() - 1);
      break;
    }
    if (record_.blank()) {
      ++out.counts.blank_lines;
      continue;
    }
    record_.line += line - 1;
    clear(row_);
    reader_->read(record_, number++, row_);
    take(out);
  }
  const LineEnds& ends = records.line_ends();
  out.counts.line_ends.lf += ends.lf;
  out.counts.line_ends.crlf += ends.crlf;
  out.counts.line_ends.cr += ends.cr;
}

void RowScorer::score_record(std::string_view text, std::uint64_t line, std::uint64_t number,
                             ScoredChunk& out) {
  CsvReader records(read_once(text), file_.csv()->dialect().delimiter);
  if (records.next(record_) != CsvReader::Next::record) return;
  record_.line = line;
  clear(row_);
  reader_->read(record_, number, row_);
  take(out);
}

void RowScorer::take(ScoredChunk& out) {
  if (!row_.rejected()) evaluate(program_, row_.answers, {.as_of = row_.as_of}, screening_);
  const Screening* found = row_.rejected() ? nullptr : &screening_;
  if (row_.rejected()) out.rejected.push_back(static_cast<std::uint32_t>(out.counts.rows));
  out.counts.add(row_, found);
  if (!row_.id.empty()) out.run.take(IdPlace::of(row_.id));
  out.ids.push_back(row_.id.empty() ? 0 : DuplicateIds::hash(row_.id));
  out.lines.push_back(row_.line);
  writer_.row(row_, found, out.output, out.rejects);
}

}  // namespace candor
