// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/rows/rejects_writer.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "candor/base/utf8.h"
#include "candor/batch/csv/csv_reader.h"
#include "candor/batch/rows/csv_writer.h"
#include "candor/batch/rows/ndjson_rows.h"

namespace candor {
namespace {

constexpr std::array<std::string_view, 3> marks{"_line", "_code", "_reason"};

bool is_code(std::string_view text) noexcept {
  return text.starts_with('E') && text.find_first_not_of("E0123456789;") == std::string_view::npos;
}

bool is_line(std::string_view text) noexcept {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// The text after the opening brace of an object, without the marks of an earlier run.
std::string_view members_of(std::string_view object) {
  std::array<TopLevelMember, marks.size()> found;
  find_top_level(object, marks, found);
  std::string_view rest = object.substr(object.find('{') + 1);
  if (rest.starts_with("\"_line\":") && found.back().times == 1) {
    const std::string_view last = found.back().value;
    rest = object.substr(static_cast<std::size_t>(last.data() + last.size() - object.data()));
    if (rest.starts_with(',')) rest.remove_prefix(1);
  }
  return rest;
}

}  // namespace

RejectsWriter::RejectsWriter(const IntakeFile& file, bool for_spreadsheet)
    : file_(file),
      layout_(file.csv_layout()),
      for_spreadsheet_(for_spreadsheet),
      delimiter_(layout_ == nullptr ? ',' : layout_->dialect.delimiter),
      encoder_(file.source().encoding()) {
  if (layout_ == nullptr) return;
  const std::vector<std::string>& header = layout_->dialect.header;
  has_marks_ = header.size() > marks.size() && header.size() == layout_->dialect.fields &&
               std::equal(marks.begin(), marks.end(), header.end() - std::ssize(marks));
}

void RejectsWriter::head(std::string& out) {
  out += file_.source().mark();
  if (layout_ == nullptr) return;
  line_ = layout_->above_header;
  CsvReader reader(read_once(layout_->header), delimiter_);
  CsvRecord header;
  reader.next(header);
  write_csv_fields(header, has_marks_ ? header.fields.size() - marks.size() : header.fields.size());
  for (const std::string_view mark : marks) {
    line_ += delimiter_;
    line_ += mark;
  }
  line_ += line_end_of({}, *layout_);
  encoder_.encode(line_, out);
}

void RejectsWriter::row(const Row& row, std::string& out) {
  line_.clear();
  if (row.record != nullptr) {
    write_csv_row(row);
  } else {
    write_ndjson_row(row);
  }
  encoder_.encode(line_, out);
}

void RejectsWriter::write_csv_row(const Row& row) {
  write_csv_fields(*row.record, fields_without_marks(*row.record));
  line_ += fmt::format("{}{}{}", delimiter_, row.line, delimiter_);
  append_csv_cell(codes(row), delimiter_, line_);
  line_ += delimiter_;
  append_csv_cell(reasons(row), delimiter_, line_);
  line_ += line_end_of(row.line_end, *layout_);
}

// Appends the first fields of a record, as written.
void RejectsWriter::write_csv_fields(const CsvRecord& record, std::size_t fields) {
  if (for_spreadsheet_) {
    for (std::size_t i = 0; i < fields; ++i) {
      if (i > 0) line_ += delimiter_;
      append_safe_field(record.fields[i], delimiter_, line_);
    }
    return;
  }
  const std::string_view last = record.fields[fields - 1].raw;
  line_ +=
      record.raw.substr(0, static_cast<std::size_t>(last.data() + last.size() - record.raw.data()));
}

// Leaves out only fields that look like the marks of an earlier run: they may have been deleted.
std::size_t RejectsWriter::fields_without_marks(const CsvRecord& record) const {
  const std::size_t fields = record.fields.size();
  if (!has_marks_ || fields <= marks.size()) return fields;
  const bool marked =
      is_line(record.fields[fields - 3].text) && is_code(record.fields[fields - 2].text);
  return marked ? fields - marks.size() : fields;
}

void RejectsWriter::write_ndjson_row(const Row& row) {
  if (!is_json_object(row)) {
    line_ += row.raw;
  } else {
    const std::string_view members = members_of(row.raw);
    const std::size_t first = members.find_first_not_of(" \t");
    const bool empty = first == std::string_view::npos || members[first] == '}';
    line_ += fmt::format(R"({{"_line":{},"_code":"{}","_reason":{}{}{})", row.line, codes(row),
                         nlohmann::json(reasons(row)).dump(), empty ? "" : ",", members);
  }
  line_ += row.line_end.empty() ? "\n" : row.line_end;
}

std::string RejectsWriter::codes(const Row& row) const {
  std::vector<std::string_view> codes;
  for (const RowProblem& problem : row.problems) {
    if (std::find(codes.begin(), codes.end(), to_string(problem.code)) == codes.end())
      codes.push_back(to_string(problem.code));
  }
  return fmt::format("{}", fmt::join(codes, ";"));
}

std::string RejectsWriter::reasons(const Row& row) const {
  std::vector<std::string> reasons;
  for (const RowProblem& problem : row.problems) {
    reasons.push_back(problem.column < file_.column_names().size()
                          ? fmt::format("{}: {}", printable(file_.column_names()[problem.column]),
                                        problem.message)
                          : problem.message);
  }
  return fmt::format("{}", fmt::join(reasons, "; "));
}

}  // namespace candor
