// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/rows/row_scorer.h"

#include "candor/batch/csv/csv_reader.h"
#include "candor/batch/csv/file_refusals.h"
#include "candor/batch/rows/ndjson_rows.h"

namespace candor {

RowScorer::RowScorer(const Program& program, const IntakeFile& file, const RowsOutput& output)
    : program_(program), file_(file), layout_(file.csv_layout()), writer_(program, file, output) {
  if (layout_ != nullptr) reader_.emplace(*layout_, file.options(), file.source().encoding());
}

std::uint64_t RowScorer::count(std::string_view text) const {
  std::uint64_t rows = 0;
  if (layout_ == nullptr) {
    NdjsonReader lines(read_once(text));
    NdjsonLine line;
    while (lines.next(line) == NdjsonReader::Next::line) ++rows;
    return rows;
  }
  CsvReader records(read_once(text), layout_->dialect.delimiter);
  CsvRecord record;
  while (records.next(record) == CsvReader::Next::record) rows += record.blank() ? 0 : 1;
  return rows;
}

void RowScorer::score(std::string_view text, std::uint64_t line, std::uint64_t number,
                      ScoredRows& out, std::uint64_t most) {
  if (layout_ == nullptr) {
    NdjsonRows rows(read_once(text), program_.rules(), file_.options(), number - 1, line - 1);
    while (out.batch.rows < most) {
      clear(row_);
      const NextRow next = rows.next(row_);
      if (next == NextRow::refused) out.refusal = rows.refusal();
      if (next != NextRow::row) return;
      score_row(out);
    }
    return;
  }
  CsvReader records(read_once(text), layout_->dialect.delimiter);
  while (out.batch.rows < most) {
    const CsvReader::Next next = records.next(record_);
    if (next != CsvReader::Next::record) {
      if (next != CsvReader::Next::end)
        out.refusal = refuse_record(next, file_.options().name, line + records.refused_line() - 1);
      break;
    }
    if (record_.blank()) {
      ++out.batch.blank_lines;
      continue;
    }
    record_.line += line - 1;
    clear(row_);
    reader_->read(record_, number++, row_);
    score_row(out);
  }
  const LineEnds& ends = records.line_ends();
  out.batch.line_ends.lf += ends.lf;
  out.batch.line_ends.crlf += ends.crlf;
  out.batch.line_ends.cr += ends.cr;
}

void RowScorer::score_record(std::string_view text, std::uint64_t line, std::uint64_t number,
                             ScoredRows& out) {
  CsvReader records(read_once(text), layout_->dialect.delimiter);
  if (records.next(record_) != CsvReader::Next::record) return;
  record_.line = line;
  clear(row_);
  reader_->read(record_, number, row_);
  score_row(out);
}

void RowScorer::score_row(ScoredRows& out) {
  if (row_.rejected()) out.rejected.push_back(static_cast<std::uint32_t>(out.batch.rows));
  const Screening* screening = screen_row(program_, row_, screening_, out.batch);
  writer_.row(row_, screening, out.output, out.rejects);
}

}  // namespace candor
