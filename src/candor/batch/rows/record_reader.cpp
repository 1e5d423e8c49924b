// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/rows/record_reader.h"

#include <algorithm>

#include <fmt/format.h>

#include "candor/base/ascii.h"
#include "candor/base/utf8.h"
#include "candor/batch/csv/csv_reader.h"
#include "candor/batch/csv/file_refusals.h"

namespace candor {

RecordReader::RecordReader(const CsvLayout& layout, const IntakeOptions& options, Encoding encoding)
    : dialect_(layout.dialect), columns_(layout.columns), options_(options), encoding_(encoding) {}

void RecordReader::read(const CsvRecord& record, std::uint64_t number, Row& row) {
  row.number = number;
  row.line = record.line;
  row.raw = record.raw;
  row.line_end = record.line_end;
  row.record = &record;
  row.as_of = options_.as_of;
  check_fields(record, row);
  if (!row.rejected()) read_answers(record, row);
}

// Compares the fields with the header, and reads the id.
void RecordReader::check_fields(const CsvRecord& record, Row& row) const {
  const std::size_t size = dialect_.header.size();
  const std::size_t got = record.fields.size();
  const auto problem = [&](DiagnosticCode code, std::size_t column, std::string_view message) {
    row.problems.push_back({.code = code,
                            .column = column < size ? column : no_column,
                            .message = std::string(message)});
  };
  if (record.text_after_quote)
    problem(codes::text_after_quote, *record.text_after_quote, "text after a closing quote");
  if (got < dialect_.fields) problem(codes::too_few_fields, no_column, "too few fields");
  const bool surplus = std::any_of(
      record.fields.begin() + static_cast<std::ptrdiff_t>(std::min(size, got)), record.fields.end(),
      [](const CsvField& field) { return !trim_spaces(field.text).empty(); });
  // A filled field after the last column shows that the row's fields have shifted.
  if (got > dialect_.fields || (got == dialect_.fields && surplus))
    problem(codes::too_many_fields, no_column, "too many fields");
  const bool fields_match = !row.rejected();
  if (record.invalid_utf8) {
    problem(codes::undecodable_bytes, *record.invalid_utf8, not_in(encoding_));
  }
  read_id(record, row, fields_match);
}

void RecordReader::read_id(const CsvRecord& record, Row& row, bool fields_match) const {
  const std::optional<std::size_t> column = columns_.id_column();
  if (!column) {
    row.id = fmt::format_int(row.number).str();
  } else if (fields_match && record.invalid_utf8 != column) {
    // When fields have shifted, the cell could belong to another column.
    row.id = trim_spaces(record.fields[*column].text);
  }
}

void RecordReader::collect_cells(const CsvRecord& record) {
  cells_.clear();
  for (std::size_t i = 0; i < dialect_.header.size(); ++i) cells_.push_back(record.fields[i].text);
}

void RecordReader::read_answers(const CsvRecord& record, Row& row) {
  collect_cells(record);
  if (const auto column = columns_.as_of_column()) {
    if (const auto day = columns_.read_as_of(cells_[*column], row.problems)) row.as_of = *day;
  }
  if (!row.rejected()) columns_.read(cells_, row.as_of, row.answers, row.problems);
  if (!row.rejected() && record.lines > 1 && hides_a_row(record, row.as_of)) {
    row.problems.push_back({.code = codes::swallowed_row,
                            .message = "a quoted field contains a whole row of this file"});
  }
}

// A quote that someone forgot to close ends at the next quote, rows below: the rows between would
// be lost in one field. So a line within a record that reads as a row counts as one. The last line
// counts only if the first line is also as long as a row, as it would be if a quote was forgotten.
bool RecordReader::hides_a_row(const CsvRecord& record, Date as_of) {
  std::string_view rest = record.raw;
  while (true) {
    const std::size_t end = rest.find_first_of("\r\n");
    if (end == std::string_view::npos) return false;
    rest.remove_prefix(end + 1);
    const std::size_t next = rest.find_first_of("\r\n");
    const bool last = next == std::string_view::npos;
    if (reads_as_a_row(rest.substr(0, next), as_of) &&
        (!last || first_line_is_as_long_as_a_row(record)))
      return true;
  }
}

bool RecordReader::reads_as_a_row(std::string_view text, Date as_of) {
  CsvReader reader(read_once(text), dialect_.delimiter);
  CsvRecord line;
  if (reader.next(line) != CsvReader::Next::record || line.fields.size() != dialect_.fields ||
      line.text_after_quote) {
    return false;
  }
  collect_cells(line);
  hidden_problems_.clear();
  columns_.read(cells_, as_of, hidden_answers_, hidden_problems_);
  return hidden_problems_.empty() &&
         std::any_of(hidden_answers_.begin(), hidden_answers_.end(),
                     [](const Answer& answer) { return answer.given(); });
}

// Whether the first line of the record, ignoring its open quote, has as many fields as the header.
bool RecordReader::first_line_is_as_long_as_a_row(const CsvRecord& record) const {
  const auto open =
      std::find_if(record.fields.begin(), record.fields.end(), [](const CsvField& field) {
        return field.raw.find_first_of("\r\n") != std::string_view::npos;
      });
  if (open == record.fields.end()) return false;
  std::string_view text = open->raw.substr(0, open->raw.find_first_of("\r\n"));
  text.remove_prefix(text.find('"') + 1);
  CsvReader reader(read_once(text), dialect_.delimiter);
  CsvRecord line;
  const bool parted = reader.next(line) == CsvReader::Next::record;
  const auto before = static_cast<std::size_t>(open - record.fields.begin());
  return before + (parted ? line.fields.size() : 1) == dialect_.fields;
}

}  // namespace candor
