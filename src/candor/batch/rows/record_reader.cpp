// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/rows/record_reader.h"

#include <algorithm>

#include <fmt/format.h>

#include "candor/base/ascii.h"
#include "candor/base/utf8.h"
#include "candor/batch/csv/file_refusals.h"

namespace candor {

RecordReader::RecordReader(const Dialect& dialect, const Columns& columns,
                           const IntakeOptions& options, Encoding encoding)
    : dialect_(dialect), columns_(columns), options_(options), encoding_(encoding) {}

void RecordReader::read(const CsvRecord& record, std::uint64_t number, Row& row) {
  row.number = number;
  row.line = record.line;
  row.raw = record.raw;
  row.line_end = record.line_end;
  row.record = &record;
  row.as_of = options_.as_of;
  judge_fields(record, row);
  if (!row.rejected()) read_answers(record, row);
}

// Whether the fields are those of the header, and whose row it is.
void RecordReader::judge_fields(const CsvRecord& record, Row& row) const {
  const std::size_t size = dialect_.header.size();
  const std::size_t got = record.fields.size();
  const auto problem = [&](DiagnosticCode code, std::size_t place, std::string_view message) {
    row.problems.push_back(
        {.code = code, .place = place < size ? place : no_place, .message = std::string(message)});
  };
  if (record.text_after_quote)
    problem(codes::text_after_quote, *record.text_after_quote,
            "text stands behind a closing quote");
  if (got < dialect_.fields) problem(codes::too_few_fields, no_place, "too few fields");
  const bool surplus = std::any_of(
      record.fields.begin() + static_cast<std::ptrdiff_t>(std::min(size, got)), record.fields.end(),
      [](const CsvField& field) { return !trim_spaces(field.text).empty(); });
  // A field behind the last column is where a row out of place sticks out.
  if (got > dialect_.fields || (got == dialect_.fields && surplus))
    problem(codes::too_many_fields, no_place, "too many fields");
  const bool in_place = !row.rejected();
  if (record.invalid_utf8) {
    problem(codes::undecodable_bytes, *record.invalid_utf8, not_in(encoding_));
  }
  read_id(record, row, in_place);
}

void RecordReader::read_id(const CsvRecord& record, Row& row, bool in_place) const {
  const std::optional<std::size_t> column = columns_.id_column();
  if (!column) {
    row.id = fmt::format_int(row.number).str();
  } else if (in_place && record.invalid_utf8 != column) {
    // Where fields are out of place it could be another's.
    row.id = trim_spaces(record.fields[*column].text);
  }
}

void RecordReader::take_cells(const CsvRecord& record) {
  cells_.clear();
  for (std::size_t i = 0; i < dialect_.header.size(); ++i) cells_.push_back(record.fields[i].text);
  cell_problems_.clear();
}

void RecordReader::read_answers(const CsvRecord& record, Row& row) {
  take_cells(record);
  if (const auto column = columns_.as_of_column()) {
    if (const auto day = columns_.read_as_of(cells_[*column], cell_problems_)) row.as_of = *day;
  }
  if (cell_problems_.empty()) columns_.read(cells_, row.as_of, row.answers, cell_problems_);
  for (const CellProblem& p : cell_problems_) {
    row.problems.push_back({.code = p.code,
                            .place = p.column == no_column ? no_place : p.column,
                            .message = std::string(p.message)});
  }
  if (!row.rejected() && record.lines > 1 && hides_a_row(record, row.as_of)) {
    row.problems.push_back(
        {.code = codes::swallowed_row, .message = "a quoted field holds a whole row of this file"});
  }
}

// A quote that someone forgot to close ends at the next one, rows below: the rows between would be
// lost in one field. A line within a record that reads as a row is taken for one; the last line
// only where the first is as long as a row too, as it would be if it were one.
bool RecordReader::hides_a_row(const CsvRecord& record, Date as_of) {
  std::string_view rest = record.raw;
  while (true) {
    const std::size_t end = rest.find_first_of("\r\n");
    if (end == std::string_view::npos) return false;
    rest.remove_prefix(end + 1);
    const std::size_t next = rest.find_first_of("\r\n");
    const bool last = next == std::string_view::npos;
    if (reads_as_a_row(rest.substr(0, next), as_of) && (!last || begins_as_long_as_a_row(record)))
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
  take_cells(line);
  columns_.read(cells_, as_of, hidden_answers_, cell_problems_);
  return cell_problems_.empty() && std::any_of(hidden_answers_.begin(), hidden_answers_.end(),
                                               [](const Answer& answer) { return answer.given(); });
}

// Whether the first line of the record, its open quote aside, has as many fields as the header.
bool RecordReader::begins_as_long_as_a_row(const CsvRecord& record) const {
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
