// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/csv/dialect.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "candor/base/ascii.h"
#include "candor/batch/csv/csv_reader.h"
#include "candor/batch/csv/file_refusals.h"

namespace candor {
namespace {

constexpr std::string_view usual_delimiters = ",;\t|";

// Lines further down cannot be the header, and are not needed to tell the dialect.
constexpr std::size_t most_header_candidates = 100;
constexpr std::size_t most_records = 2000;

// A record as read with one delimiter.
struct Line {
  std::uint64_t line = 0;
  std::size_t fields = 0;
  std::size_t filled = 0;
  std::size_t known = 0;  // fields that name a known column
  std::string raw = {};
  std::vector<std::string> names = {};  // empty unless the line may be the header
};

// The text as read with one delimiter.
struct Trial {
  char delimiter = ',';
  std::vector<Line> lines = {};            // without blank ones
  std::optional<std::size_t> header = {};  // index into `lines`
  std::optional<std::size_t> rival = {};   // another line that could be the header

  // How many known columns the header names, whichever line that is.
  std::size_t known() const {
    const std::size_t first = header ? lines[*header].known : 0;
    return rival ? std::max(first, lines[*rival].known) : first;
  }
  bool has_several_fields() const { return header && lines[*header].fields > 1; }

  // How many lines from the header on have as many fields as the header.
  std::size_t alike() const {
    if (!header) return 0;
    return static_cast<std::size_t>(
        std::count_if(lines.begin() + static_cast<std::ptrdiff_t>(*header), lines.end(),
                      [&](const Line& line) { return line.fields == lines[*header].fields; }));
  }
};

// The delimiter that a first line like `sep=;` names.
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
    const std::string_view name = trim_spaces(field.text);
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
                  const DialectOptions& options, const KnownColumns& known, std::size_t most) {
  Trial trial{.delimiter = delimiter};
  CsvReader reader(read_once(sample), delimiter);
  CsvRecord record;
  while (trial.lines.size() < most && reader.next(record) == CsvReader::Next::record) {
    const bool cut_off = !whole && record.line_end.empty();
    if (cut_off || record.blank() || (skip_first && record.line == 1)) continue;
    const bool may_be_header = options.header_row ? record.line == *options.header_row
                                                  : trial.lines.size() < most_header_candidates;
    trial.lines.push_back(line_of(record, may_be_header, known));
  }
  return trial;
}

// The first line above `header` that names a column or is too full for a title or note: it is a row
// or the real header, and would be lost.
std::optional<std::size_t> row_above(const Trial& trial, std::size_t header) {
  for (std::size_t i = 0; i < header; ++i) {
    const Line& line = trial.lines[i];
    if (line.known > 0 || 2 * line.filled > trial.lines[header].filled) return i;
  }
  return std::nullopt;
}

// Finds the line that names the most columns; of two equal lines, the first.
void find_header(Trial& trial, const DialectOptions& options) {
  const std::vector<Line>& lines = trial.lines;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool allowed = !options.header_row || lines[i].line == *options.header_row;
    if (!allowed || lines[i].names.empty()) continue;
    const std::size_t most = trial.header ? lines[*trial.header].known : 0;
    if (!trial.header || lines[i].known > most) {
      trial.header = i;
      trial.rival.reset();
    } else if (lines[i].known == most && lines[i].known > 0 && !trial.rival &&
               lines[i].raw != lines[*trial.header].raw) {
      trial.rival = i;
    }
  }
  if (!trial.header || options.header_row) return;
  // A few cells of a row may equal names of columns. Then the header is the first full line,
  // whatever it names.
  const std::optional<std::size_t> above = row_above(trial, *trial.header);
  const bool weak = 2 * trial.known() < lines[*trial.header].filled;
  if (weak) trial.rival.reset();
  if (!above) return;
  if (!weak) trial.rival = trial.header;
  trial.header = above;
}

bool better(const Trial& a, const Trial& b) {
  if (a.known() != b.known()) return a.known() > b.known();
  // When no column is known, a separator is one that splits lines into several fields.
  if (a.known() == 0 && a.has_several_fields() != b.has_several_fields())
    return a.has_several_fields();
  return a.alike() > b.alike();
}

bool same_fields(const Trial& a, const Trial& b) {
  const auto one = [](const Line& line) { return line.fields == 1; };
  return std::all_of(a.lines.begin(), a.lines.end(), one) &&
         std::all_of(b.lines.begin(), b.lines.end(), one);
}

bool one_knows_most(const std::vector<Trial>& trials) {
  std::size_t most = 0, how_many = 0;
  for (const Trial& trial : trials) {
    if (trial.known() > most) how_many = 0;
    most = std::max(most, trial.known());
    if (trial.known() == most) ++how_many;
  }
  return most > 0 && how_many == 1;
}

Diagnostic two_headers(std::string_view file_name, std::uint64_t first, std::uint64_t second) {
  return file_refusal(
      codes::ambiguous_layout, file_name, first,
      fmt::format("line {} and line {} could both be the header", first, second),
      fmt::format("choose one: `--header-row {}` or `--header-row {}`", first, second));
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

Parsed<Dialect> detect_dialect(std::string_view sample, bool whole, const DialectOptions& options,
                               const KnownColumns& known, std::string_view file_name) {
  Parsed<Dialect> parsed;
  const auto refuse = [&](Diagnostic d) {
    parsed.diagnostics.add(std::move(d));
    return std::move(parsed);
  };
  if (sample.find_first_not_of(" \t\r\n") == std::string_view::npos) {
    return refuse(file_refusal(codes::empty_intake, file_name, 0, "the file is empty", {}));
  }
  const std::optional<char> sep = sep_line(sample);
  std::string delimiters(usual_delimiters);
  if (const auto settled = options.delimiter ? options.delimiter : sep) delimiters = *settled;

  std::vector<Trial> trials;
  const auto read = [&](std::size_t most) {
    trials.clear();
    for (const char delimiter : delimiters) {
      trials.push_back(
          read_sample(sample, whole, delimiter, sep.has_value(), options, known, most));
      find_header(trials.back(), options);
    }
  };
  // Lines below the header candidates only decide between delimiters that know equally many
  // columns.
  read(options.header_row ? most_records : most_header_candidates);
  if (!options.header_row && !one_knows_most(trials)) read(most_records);
  std::stable_sort(trials.begin(), trials.end(), better);
  const Trial& trial = trials.front();
  if (!trial.header) {
    return refuse(
        options.header_row
            ? file_refusal(codes::missing_header, file_name, 0,
                           fmt::format("line {} is blank, within a record, or too far down",
                                       *options.header_row),
                           "`--header-row` counts the lines of the file, from 1")
            : file_refusal(codes::missing_header, file_name, 0, "no header found",
                           "the first line, or a line below a title, must name the columns"));
  }
  const Line& header = trial.lines[*trial.header];
  if (trials.size() > 1 && trial.known() > 0 && !better(trial, trials[1]) &&
      !same_fields(trial, trials[1])) {
    return refuse(file_refusal(
        codes::ambiguous_layout, file_name, header.line,
        fmt::format("the separator could be {} or {}", delimiter_in_words(trial.delimiter),
                    delimiter_in_words(trials[1].delimiter)),
        fmt::format("choose one: `--delimiter '{}'` or `--delimiter '{}'`",
                    delimiter_option(trial.delimiter), delimiter_option(trials[1].delimiter))));
  }
  if (trial.rival)
    return refuse(two_headers(file_name, header.line, trial.lines[*trial.rival].line));

  Dialect dialect{.delimiter = trial.delimiter,
                  .header_line = header.line,
                  .sep_line = sep.has_value(),
                  .header = header.names,
                  .fields = header.fields};
  while (dialect.header.size() > 1 && dialect.header.back().empty()) dialect.header.pop_back();
  parsed.value = std::move(dialect);
  return parsed;
}

}  // namespace candor
