// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/rows/csv_writer.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "candor/batch/csv/csv_reader.h"
#include "candor/batch/csv/file_refusals.h"

namespace candor {
namespace {

bool is_number(std::string_view cell) noexcept {
  if (cell.starts_with('-') || cell.starts_with('+')) cell.remove_prefix(1);
  const bool digits = !cell.empty() && cell.front() >= '0' && cell.front() <= '9';
  return digits && cell.find_first_not_of("0123456789.,") == std::string_view::npos;
}

}  // namespace

std::string_view line_end_of(std::string_view own, const CsvLayout& layout) {
  if (!own.empty()) return own;
  return layout.header_line_end.empty() ? "\n" : std::string_view(layout.header_line_end);
}

void append_safe_field(const CsvField& field, char delimiter, std::string& out) {
  if (is_formula(field.text)) {
    append_safe_csv_cell(field.text, delimiter, out);
  } else {
    out += field.raw;
  }
}

bool is_formula(std::string_view cell) noexcept {
  cell.remove_prefix(std::min(cell.find_first_not_of(" \t\r\n"), cell.size()));
  constexpr std::string_view wide[] = {"＝", "＋", "－", "＠"};
  if (std::any_of(std::begin(wide), std::end(wide),
                  [&](std::string_view sign) { return cell.starts_with(sign); })) {
    return true;
  }
  const bool sign = !cell.empty() && std::string_view("=+-@").find(cell.front()) != cell.npos;
  return sign && !is_number(cell);
}

void append_csv_cell(std::string_view cell, char delimiter, std::string& out) {
  const bool blank_at_an_end = !cell.empty() && (cell.front() == ' ' || cell.back() == ' ');
  const bool plain =
      !blank_at_an_end && std::none_of(cell.begin(), cell.end(), [delimiter](char c) {
        return c == delimiter || c == '"' || c == '\r' || c == '\n' || c == '\t';
      });
  if (plain) {
    out += cell;
    return;
  }
  out += '"';
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void append_safe_csv_cell(std::string_view cell, char delimiter, std::string& out) {
  append_csv_cell(is_formula(cell) ? "'" + std::string(cell) : std::string(cell), delimiter, out);
}

std::optional<Diagnostic> refuse_append(const IntakeFile& file, std::string_view file_name,
                                        std::span<const OutputColumn> columns) {
  const CsvLayout* layout = file.csv_layout();
  if (layout == nullptr) {
    return file_refusal(codes::option_needs_columns, file_name, 0,
                        "there are no columns to append to: this is NDJSON",
                        "leave out `--append`");
  }
  const auto same = [](char a, char b) {
    return a == b || a == (b >= 'A' && b <= 'Z' ? b - 'A' + 'a' : b);
  };
  for (const OutputColumn column : columns) {
    const std::string_view added = to_string(column);
    for (const std::string& name : file.column_names()) {
      if (!std::equal(added.begin(), added.end(), name.begin(), name.end(), same)) continue;
      return file_refusal(codes::existing_column, file_name, layout->dialect.header_line,
                          fmt::format("the file already has a column `{}`", added),
                          "choose the columns to append with `--columns`");
    }
  }
  return std::nullopt;
}

CsvWriter::CsvWriter(const RuleSet& rules, const IntakeFile& file, CsvOutput output)
    : rules_(rules),
      file_(file),
      layout_(file.csv_layout()),
      output_(std::move(output)),
      delimiter_(output_.append ? layout_->dialect.delimiter : ','),
      encoder_(output_.append && output_.encoded ? file.source().encoding() : Encoding::utf8) {}

void CsvWriter::head(std::string& out) {
  line_.clear();
  if (output_.append) {
    out += file_.source().mark();
    // Other lines above the header are notes, which do not belong in the output.
    if (layout_->dialect.sep_line) {
      const std::string_view above = layout_->above_header;
      const std::size_t end = above.find_first_not_of("\r\n", above.find_first_of("\r\n"));
      line_ += above.substr(0, end);
    }
    CsvReader reader(read_once(layout_->header), delimiter_);
    CsvRecord header;
    reader.next(header);
    write_input_fields(header);
  }
  for (const OutputColumn column : output_.columns) {
    if (output_.append || column != output_.columns.front()) line_ += delimiter_;
    line_ += to_string(column);
  }
  end_line(output_.append ? "" : "\n", out);
}

void CsvWriter::row(const Row& row, const Screening* screening, std::string& out) {
  line_.clear();
  if (output_.append) write_input_fields(*row.record);
  bool first = !output_.append;
  for (const OutputColumn column : output_.columns) {
    if (!first) line_ += delimiter_;
    first = false;
    cell_.clear();
    append_output(column, rules_, file_.column_names(), row, screening, cell_);
    if (output_.for_spreadsheet) {
      append_safe_csv_cell(cell_, delimiter_, line_);
    } else {
      append_csv_cell(cell_, delimiter_, line_);
    }
  }
  end_line(output_.append ? row.line_end : "\n", out);
}

void CsvWriter::write_input_fields(const CsvRecord& record) {
  const std::size_t fields = layout_->dialect.fields;
  const bool matches_header = record.fields.size() == fields && !record.text_after_quote;
  if (matches_header && !output_.for_spreadsheet) {
    line_ += record.raw;
    return;
  }
  for (std::size_t i = 0; i < fields; ++i) {
    if (i > 0) line_ += delimiter_;
    if (i >= record.fields.size()) continue;
    const CsvField& field = record.fields[i];
    const bool is_csv = record.text_after_quote.value_or(fields) > i || !field.raw.starts_with('"');
    if (!is_csv) {
      append_csv_cell(field.raw, delimiter_, line_);
    } else if (output_.for_spreadsheet) {
      append_safe_field(field, delimiter_, line_);
    } else {
      line_ += field.raw;
    }
  }
}

void CsvWriter::end_line(std::string_view line_end, std::string& out) {
  line_ += output_.append ? line_end_of(line_end, *layout_) : line_end;
  encoder_.encode(line_, out);
}

}  // namespace candor
