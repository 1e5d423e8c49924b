// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/csv_rows.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "candor/batch/file_refusals.h"

namespace candor {
std::unique_ptr<CsvRows> CsvRows::open(TextSource& source, const RuleSet& rules,
                                       const IntakeMap* map, const IntakeOptions& options,
                                       Diagnostics& diagnostics) {
  const KnownColumns known(rules, map, options.as_of_column);
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
      reader_([&source](std::string& out) { return source.more(out); }, dialect_.delimiter) {
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

NextRow CsvRows::refuse(Diagnostic refusal) {
  refusal_ = std::move(refusal);
  return NextRow::refused;
}

NextRow CsvRows::end() {
  if (source_.failed()) return NextRow::read_failed;
  return source_.cut_off() ? refuse(cut_off(options_.name)) : NextRow::end;
}

NextRow CsvRows::next(Row& row) {
  while (true) {
    switch (reader_.next(record_)) {
      case CsvReader::Next::end: return end();
      case CsvReader::Next::nul: return refuse(nul_byte(options_.name, reader_.refused_line()));
      case CsvReader::Next::too_long:
        return refuse(record_too_long(options_.name, reader_.refused_line()));
      case CsvReader::Next::quote_never_closed:
        if (source_.failed()) return NextRow::read_failed;
        return refuse(file_refusal("E823", options_.name, reader_.refused_line(),
                                   "a quote in this line is never closed",
                                   "close it, or remove it: all that follows is inside it"));
      case CsvReader::Next::record: break;
    }
    if (!record_.blank()) break;
    ++blank_lines_;
  }
  row.number = ++rows_;
  row.line = record_.line;
  row.raw = record_.raw;
  row.line_end = record_.line_end;
  row.record = &record_;
  row.as_of = options_.as_of;
  judge_fields(row);
  if (!row.rejected()) read_answers(row);
  return NextRow::row;
}

// Whether the fields are those of the header, and whose row it is.
void CsvRows::judge_fields(Row& row) {
  const std::size_t size = dialect_.header.size();
  const std::size_t got = record_.fields.size();
  const auto problem = [&](std::string_view code, std::size_t place, std::string_view message) {
    row.problems.push_back(
        {.code = code, .place = place < size ? place : no_place, .message = std::string(message)});
  };
  if (record_.text_after_quote)
    problem("E842", *record_.text_after_quote, "text stands behind a closing quote");
  if (got < dialect_.fields) problem("E840", no_place, "too few fields");
  const bool surplus = std::any_of(
      record_.fields.begin() + static_cast<std::ptrdiff_t>(std::min(size, got)),
      record_.fields.end(), [](const CsvField& field) { return !trimmed(field.text).empty(); });
  // A field behind the last column is where a row out of place sticks out.
  if (got > dialect_.fields || (got == dialect_.fields && surplus))
    problem("E841", no_place, "too many fields");
  const bool in_place = !row.rejected();
  if (record_.invalid_utf8) {
    problem("E843", *record_.invalid_utf8, not_in(source_.encoding()));
  }
  read_id(row, in_place);
}

void CsvRows::read_id(Row& row, bool in_place) const {
  const std::optional<std::size_t> column = columns_.id_column();
  if (!column) {
    row.id = fmt::format_int(row.number).str();
  } else if (in_place && record_.invalid_utf8 != column) {
    // Where fields are out of place it could be another's.
    row.id = trimmed(record_.fields[*column].text);
  }
}

void CsvRows::take_cells(const CsvRecord& record) {
  cells_.clear();
  for (std::size_t i = 0; i < dialect_.header.size(); ++i) cells_.push_back(record.fields[i].text);
  cell_problems_.clear();
}

void CsvRows::read_answers(Row& row) {
  take_cells(record_);
  if (const auto column = columns_.as_of_column()) {
    if (const auto day = columns_.read_as_of(cells_[*column], cell_problems_)) row.as_of = *day;
  }
  if (cell_problems_.empty()) columns_.read(cells_, row.as_of, row.answers, cell_problems_);
  for (const CellProblem& p : cell_problems_) {
    row.problems.push_back({.code = p.code,
                            .place = p.column == no_column ? no_place : p.column,
                            .message = std::string(p.message)});
  }
  if (!row.rejected() && record_.lines > 1 && hides_a_row(row.as_of)) {
    row.problems.push_back(
        {.code = "E844", .message = "a quoted field holds a whole row of this file"});
  }
}

// A quote that someone forgot to close ends at the next one, rows below: the rows between would be
// lost in one field. A line within a record that reads as a row is taken for one; the last line
// only where the first is as long as a row too, as it would be if it were one.
bool CsvRows::hides_a_row(Date as_of) {
  std::string_view rest = record_.raw;
  while (true) {
    const std::size_t end = rest.find_first_of("\r\n");
    if (end == std::string_view::npos) return false;
    rest.remove_prefix(end + 1);
    const std::size_t next = rest.find_first_of("\r\n");
    const bool last = next == std::string_view::npos;
    if (reads_as_a_row(rest.substr(0, next), as_of) && (!last || begins_as_long_as_a_row()))
      return true;
  }
}

bool CsvRows::reads_as_a_row(std::string_view text, Date as_of) {
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
bool CsvRows::begins_as_long_as_a_row() const {
  const auto open =
      std::find_if(record_.fields.begin(), record_.fields.end(), [](const CsvField& field) {
        return field.raw.find_first_of("\r\n") != std::string_view::npos;
      });
  if (open == record_.fields.end()) return false;
  std::string_view text = open->raw.substr(0, open->raw.find_first_of("\r\n"));
  text.remove_prefix(text.find('"') + 1);
  CsvReader reader(read_once(text), dialect_.delimiter);
  CsvRecord line;
  const bool parted = reader.next(line) == CsvReader::Next::record;
  const auto before = static_cast<std::size_t>(open - record_.fields.begin());
  return before + (parted ? line.fields.size() : 1) == dialect_.fields;
}

}  // namespace candor
