// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/dialect.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "candor/batch/csv_reader.h"
#include "candor/batch/file_refusals.h"

namespace candor {
namespace {

constexpr std::string_view usual_delimiters = ",;\t|";

// Lines further down are no headers, and not needed to see how a file is written.
constexpr std::size_t most_header_candidates = 100;
constexpr std::size_t most_records = 2000;

// A record under one delimiter, as far as detection looks at it.
struct Line {
  std::uint64_t line = 0;
  std::size_t fields = 0;
  std::size_t filled = 0;
  std::size_t known = 0;
  std::string raw = {};
  std::vector<std::string> names = {};  // of the candidates for the header
};

// The text under one delimiter.
struct Trial {
  char delimiter = ',';
  std::vector<Line> lines = {};        // without blank ones
  std::vector<std::size_t> best = {};  // the lines that may be the header

  std::size_t known() const { return best.empty() ? 0 : lines[best.front()].known; }

  // How many of the lines below the header have as many fields as it has.
  std::size_t alike() const {
    if (best.empty()) return 0;
    const std::size_t header = best.front();
    return static_cast<std::size_t>(
        std::count_if(lines.begin() + static_cast<std::ptrdiff_t>(header), lines.end(),
                      [&](const Line& line) { return line.fields == lines[header].fields; }));
  }
};

// `sep=;`: the delimiter, or nothing.
std::optional<char> sep_line(std::string_view sample) {
  std::string_view line = sample.substr(0, sample.find_first_of("\r\n"));
  if (line.size() >= 2 && line.front() == '"' && line.back() == '"')
    line = line.substr(1, line.size() - 2);
  constexpr std::string_view word = "sep=";
  if (line.size() != word.size() + 1 || !is_delimiter(line.back())) return std::nullopt;
  const auto same = [](char a, char b) { return a == b || a == b - 'A' + 'a'; };
  if (!std::equal(word.begin(), word.end(), line.begin(), same)) return std::nullopt;
  return line.back();
}

Line line_of(const CsvRecord& record, bool may_be_header, const KnownColumns& known) {
  Line line{.line = record.line, .fields = record.fields.size()};
  std::vector<std::string_view> seen;
  for (const CsvField& field : record.fields) {
    const std::string_view name = trimmed(field.text);
    if (!name.empty()) ++line.filled;
    if (!may_be_header) continue;
    line.names.emplace_back(name);
    if (std::find(seen.begin(), seen.end(), name) != seen.end() || !known.knows(name)) continue;
    seen.push_back(name);
    ++line.known;
  }
  if (may_be_header) line.raw = record.raw;
  return line;
}

Trial read_sample(std::string_view sample, bool whole, char delimiter, bool skip_first,
                  const DialectWishes& wishes, const KnownColumns& known) {
  Trial reading{.delimiter = delimiter};
  CsvReader reader(read_once(sample), delimiter);
  CsvRecord record;
  while (reading.lines.size() < most_records && reader.next(record) == CsvReader::Next::record) {
    const bool cut_off = !whole && record.line_end.empty();
    if (cut_off || record.blank() || (skip_first && record.line == 1)) continue;
    const bool may_be_header = wishes.header_row ? record.line == *wishes.header_row
                                                 : reading.lines.size() < most_header_candidates;
    reading.lines.push_back(line_of(record, may_be_header, known));
  }
  return reading;
}

// The lines that name the most columns; a header that stands twice is the upper one.
void find_header(Trial& reading, const DialectWishes& wishes) {
  for (std::size_t i = 0; i < reading.lines.size(); ++i) {
    const Line& line = reading.lines[i];
    if (wishes.header_row && line.line != *wishes.header_row) continue;
    if (line.names.empty()) continue;
    if (!reading.best.empty()) {
      const Line& best = reading.lines[reading.best.front()];
      if (line.known < best.known || line.known == 0 || line.raw == best.raw) continue;
      if (line.known > best.known) reading.best.clear();
    }
    reading.best.push_back(i);
  }
}

bool better(const Trial& a, const Trial& b) {
  if (a.known() != b.known()) return a.known() > b.known();
  if (a.known() > 0 || a.best.empty() || b.best.empty()) return a.alike() > b.alike();
  // Nothing is known: what parts lines into more than one field, and alike, looks like a separator.
  const bool a_parts = a.lines[a.best.front()].fields > 1;
  const bool b_parts = b.lines[b.best.front()].fields > 1;
  return a_parts != b_parts ? a_parts : a.alike() > b.alike();
}

bool same_fields(const Trial& a, const Trial& b) {
  const auto one = [](const Line& line) { return line.fields == 1; };
  return std::all_of(a.lines.begin(), a.lines.end(), one) &&
         std::all_of(b.lines.begin(), b.lines.end(), one);
}

// A row above the header would be lost.
std::optional<Line> row_above(const Trial& reading, std::size_t header) {
  for (std::size_t i = 0; i < header; ++i) {
    if (2 * reading.lines[i].filled > reading.lines[header].filled) return reading.lines[i];
  }
  return std::nullopt;
}

Diagnostic two_headers(std::string_view file_name, std::uint64_t first, std::uint64_t second) {
  return file_refusal(
      "E822", file_name, first,
      fmt::format("line {} and line {} could both be the header", first, second),
      fmt::format("name the line: `--header-row {}` or `--header-row {}`", first, second));
}

std::string delimiter_option(char delimiter) {
  return delimiter == '\t' ? "tab" : std::string(1, delimiter);
}

}  // namespace

bool is_delimiter(char c) noexcept {
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return c == '\t' || (c > ' ' && c < 0x7F && !letter && c != '"');
}

std::string delimiter_in_words(char delimiter) {
  return delimiter == '\t' ? "tab" : fmt::format("`{}`", delimiter);
}

Parsed<Dialect> detect_dialect(std::string_view sample, bool whole, const DialectWishes& wishes,
                               const KnownColumns& known, std::string_view file_name) {
  Parsed<Dialect> parsed;
  const auto refuse = [&](Diagnostic d) {
    parsed.diagnostics.add(std::move(d));
    return std::move(parsed);
  };
  if (sample.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return refuse(file_refusal("E820", file_name, 0, "there is nothing in it", {}));
  }
  const std::optional<char> sep = sep_line(sample);
  std::string delimiters(usual_delimiters);
  if (const auto settled = wishes.delimiter ? wishes.delimiter : sep) delimiters = *settled;

  std::vector<Trial> readings;
  for (const char delimiter : delimiters) {
    readings.push_back(read_sample(sample, whole, delimiter, sep.has_value(), wishes, known));
    find_header(readings.back(), wishes);
  }
  std::stable_sort(readings.begin(), readings.end(), better);
  const Trial& reading = readings.front();
  if (reading.best.empty()) {
    if (wishes.header_row) {
      return refuse(
          file_refusal("E821", file_name, 0,
                       fmt::format("line {} is no line of its own, or is blank or too far down",
                                   *wishes.header_row),
                       "`--header-row` counts the lines of the file, from 1"));
    }
    return refuse(file_refusal("E821", file_name, 0, "there is no header",
                               "the first line, or one below a title, names the columns"));
  }
  if (readings.size() > 1 && reading.known() > 0 && !better(reading, readings[1]) &&
      !same_fields(reading, readings[1])) {
    return refuse(file_refusal(
        "E822", file_name, reading.lines[reading.best.front()].line,
        fmt::format("the separator could be {} or {}", delimiter_in_words(reading.delimiter),
                    delimiter_in_words(readings[1].delimiter)),
        fmt::format("settle it: `--delimiter '{}'` or `--delimiter '{}'`",
                    delimiter_option(reading.delimiter), delimiter_option(readings[1].delimiter))));
  }
  const std::size_t at = reading.best.front();
  const Line& header = reading.lines[at];
  if (reading.best.size() > 1) {
    return refuse(two_headers(file_name, header.line, reading.lines[reading.best[1]].line));
  }
  if (!wishes.header_row) {
    if (const auto row = row_above(reading, at))
      return refuse(two_headers(file_name, row->line, header.line));
  }

  Dialect dialect{.delimiter = reading.delimiter,
                  .header_line = header.line,
                  .lines_above = at + (sep ? 1U : 0U),
                  .sep_line = sep.has_value(),
                  .header = header.names,
                  .fields = header.fields};
  while (dialect.header.size() > 1 && dialect.header.back().empty()) dialect.header.pop_back();
  parsed.value = std::move(dialect);
  return parsed;
}

}  // namespace candor
