// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/rows/csv_rows.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

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
  return std::unique_ptr<CsvRows>(
      new CsvRows(source, options, std::move(*dialect.value), std::move(*columns.value)));
}

CsvRows::CsvRows(TextSource& source, const IntakeOptions& options, Dialect dialect, Columns columns)
    : source_(source),
      options_(options),
      dialect_(std::move(dialect)),
      columns_(std::move(columns)),
      reader_([&source](std::string& out) { return source.more(out); }, dialect_.delimiter),
      rows_(dialect_, columns_, options_, source_.encoding()) {
  pass_to_header();
}

void CsvRows::pass_to_header() {
  while (reader_.next(record_) == CsvReader::Next::record && record_.line < dialect_.header_line) {
    above_ += record_.raw;
    above_ += record_.line_end;
  }
  header_ = record_.raw;
  header_line_end_ = record_.line_end;
}

NextRow CsvRows::next(Row& row) {
  while (true) {
    const CsvReader::Next next = reader_.next(record_);
    // Where reading failed, quotes may well be closed behind that.
    const bool failed = next == CsvReader::Next::quote_never_closed && source_.failed();
    if (next == CsvReader::Next::end || failed) return NextRow::end;
    if (next != CsvReader::Next::record) {
      refusal_ = refuse_record(next, options_.name, reader_.refused_line());
      return NextRow::refused;
    }
    if (!record_.blank()) break;
    ++blank_lines_;
  }
  rows_.read(record_, ++number_, row);
  return NextRow::row;
}

}  // namespace candor
