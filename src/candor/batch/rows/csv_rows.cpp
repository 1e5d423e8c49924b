// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/rows/csv_rows.h"

#include <utility>

#include "candor/batch/csv/file_refusals.h"

namespace candor {

std::unique_ptr<CsvRows> CsvRows::open(TextSource& source, const RuleSet& rules,
                                       const IntakeMap* map, const IntakeOptions& options,
                                       Diagnostics& diagnostics) {
  const KnownColumns known = known_columns(rules, map, options.as_of_column);
  Parsed<Dialect> dialect = detect_dialect(source.sample(), source.sample_is_whole(),
                                           options.dialect, known, options.name);
  for (const Diagnostic& d : dialect.diagnostics.items()) diagnostics.add(d);
  if (!dialect.value) return nullptr;
  if (auto refused = refuse_header(*dialect.value, source.encoding(), options.name)) {
    diagnostics.add(std::move(*refused));
    return nullptr;
  }
  Parsed<Columns> columns =
      Columns::bind(rules, map, dialect.value->header, options.name, options.as_of_column);
  for (const Diagnostic& d : columns.diagnostics.items()) diagnostics.add(d);
  if (!columns.value) return nullptr;
  return std::unique_ptr<CsvRows>(new CsvRows(
      source, options,
      CsvLayout{.dialect = std::move(*dialect.value), .columns = std::move(*columns.value)}));
}

CsvRows::CsvRows(TextSource& source, const IntakeOptions& options, CsvLayout layout)
    : source_(source),
      options_(options),
      layout_(std::move(layout)),
      reader_([&source](std::string& out) { return source.more(out); }, layout_.dialect.delimiter),
      records_(layout_, options_, source_.encoding()) {
  read_to_header();
}

void CsvRows::read_to_header() {
  while (reader_.next(record_) == CsvReader::Next::record &&
         record_.line < layout_.dialect.header_line) {
    layout_.above_header += record_.raw;
    layout_.above_header += record_.line_end;
  }
  layout_.header = record_.raw;
  layout_.header_line_end = record_.line_end;
}

NextRow CsvRows::next(Row& row) {
  while (true) {
    const CsvReader::Next next = reader_.next(record_);
    // When reading failed, the quote may be closed in the part that was not read.
    const bool failed = next == CsvReader::Next::quote_never_closed && source_.failed();
    if (next == CsvReader::Next::end || failed) return NextRow::end;
    if (next != CsvReader::Next::record) {
      refusal_ = refuse_record(next, options_.name, reader_.refused_line());
      return NextRow::refused;
    }
    if (!record_.blank()) break;
    ++blank_lines_;
  }
  records_.read(record_, ++number_, row);
  return NextRow::row;
}

}  // namespace candor
