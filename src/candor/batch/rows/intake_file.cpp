// SPDX-License-Identifier: Apache-2.0
#include "candor/batch/rows/intake_file.h"

#include <optional>
#include <utility>

#include <fmt/format.h>

#include "candor/base/ascii.h"
#include "candor/batch/csv/csv_reader.h"
#include "candor/batch/csv/file_refusals.h"
#include "candor/batch/rows/csv_rows.h"
#include "candor/batch/rows/ndjson_rows.h"

namespace candor {

struct IntakeFile::State {
  State(ReadBytes read, IntakeOptions given)
      : options(std::move(given)), source(std::move(read), options.encoding, options.block) {}

  IntakeOptions options;
  TextSource source;
  std::unique_ptr<CsvRows> csv = {};
  std::optional<NdjsonRows> ndjson = {};
  std::vector<std::string> column_names = {};
  std::optional<Diagnostic> refusal = {};  // from `IntakeFile::refuse`
};

IntakeFile::IntakeFile(std::unique_ptr<State> state) noexcept : state_(std::move(state)) {}
IntakeFile::IntakeFile(IntakeFile&&) noexcept = default;
IntakeFile& IntakeFile::operator=(IntakeFile&&) noexcept = default;
IntakeFile::~IntakeFile() = default;

Parsed<IntakeFile> IntakeFile::open(ReadBytes read, const RuleSet& rules, const IntakeMap* map,
                                    IntakeOptions options) {
  Parsed<IntakeFile> parsed;
  auto state = std::make_unique<State>(std::move(read), std::move(options));
  const std::string& name = state->options.name;
  // A user who describes the table has one, whatever it begins with.
  const bool table = state->options.dialect.delimiter || state->options.dialect.header_row;
  const bool ndjson = !table && trim_spaces(state->source.sample()).starts_with('{');
  if (auto refused = refuse_beginning(state->source, name)) {
    parsed.diagnostics.add(std::move(*refused));
  } else if (ndjson && map != nullptr) {
    parsed.diagnostics.add(file_refusal(codes::option_needs_columns, name, 0,
                                        "a mapping needs columns, but this is NDJSON",
                                        "its keys are already question ids: leave out `--map`"));
  } else if (ndjson) {
    TextSource& source = state->source;
    state->ndjson.emplace([&source](std::string& out) { return source.more(out); }, rules,
                          state->options);
    for (const Question& question : rules.questions)
      state->column_names.push_back(question.id.text);
  } else {
    state->csv = CsvRows::open(state->source, rules, map, state->options, parsed.diagnostics);
    if (state->csv) state->column_names = state->csv->layout().dialect.header;
  }
  if (!parsed.diagnostics.has_errors()) parsed.value = IntakeFile(std::move(state));
  return parsed;
}

NextRow IntakeFile::next(Row& row) {
  clear(row);
  const NextRow next = state_->csv ? state_->csv->next(row) : state_->ndjson->next(row);
  return next == NextRow::end ? end() : next;
}

NextRow IntakeFile::end() {
  if (auto damage = refuse_damage(source(), options().name)) {
    refuse(std::move(*damage));
    return NextRow::refused;
  }
  if (source().failed()) return NextRow::read_failed;
  if (!source().cut_off()) return NextRow::end;
  refuse(cut_off(options().name));
  return NextRow::refused;
}

const Diagnostic& IntakeFile::refusal() const noexcept {
  if (state_->refusal) return *state_->refusal;
  return state_->csv ? state_->csv->refusal() : state_->ndjson->refusal();
}

void IntakeFile::refuse(Diagnostic refusal) { state_->refusal = std::move(refusal); }

const TextSource& IntakeFile::source() const noexcept { return state_->source; }
const IntakeOptions& IntakeFile::options() const noexcept { return state_->options; }

UnreadText IntakeFile::take_unread() {
  UnreadText unread{.source = state_->source};
  if (state_->csv) unread.text = state_->csv->take_rest(unread.line);
  return unread;
}

LineEnds IntakeFile::line_ends() const noexcept {
  return state_->csv ? state_->csv->line_ends() : LineEnds{};
}

std::uint64_t IntakeFile::blank_lines() const noexcept {
  return state_->csv ? state_->csv->blank_lines() : 0;
}

const CsvLayout* IntakeFile::csv_layout() const noexcept {
  return state_->csv ? &state_->csv->layout() : nullptr;
}

std::span<const std::string> IntakeFile::column_names() const noexcept {
  return state_->column_names;
}

std::string IntakeFile::description(const LineEnds& counted) const {
  const CsvLayout* layout = csv_layout();
  std::string text = layout == nullptr ? "NDJSON"
                                       : fmt::format("CSV, separator {}",
                                                     delimiter_in_words(layout->dialect.delimiter));
  text += fmt::format(", {}", to_string(state_->source.encoding()));
  if (!state_->source.mark().empty()) text += " with a byte order mark";
  if (state_->source.compressed()) text += ", gzip";
  if (layout == nullptr) return text;
  std::vector<std::string_view> ends;
  if (counted.crlf > 0) ends.push_back("CRLF");
  if (counted.lf > 0) ends.push_back("LF");
  if (counted.cr > 0) ends.push_back("CR");
  if (!ends.empty()) text += fmt::format(", {} line endings", fmt::join(ends, " and "));
  text += fmt::format(", header on line {}", layout->dialect.header_line);
  if (layout->dialect.sep_line) text += " below `sep=`";
  return text;
}

Parsed<IntakeSample> read_intake_sample(ReadBytes read, const RuleSet& rules,
                                        const IntakeOptions& options, std::size_t most_rows) {
  Parsed<IntakeSample> parsed;
  TextSource source(std::move(read), options.encoding, options.block);
  if (auto refused = refuse_beginning(source, options.name)) {
    parsed.diagnostics.add(std::move(*refused));
    return parsed;
  }
  Parsed<Dialect> dialect =
      detect_dialect(source.sample(), source.sample_is_whole(), options.dialect,
                     KnownColumns::loosely(rules), options.name);
  parsed.diagnostics = std::move(dialect.diagnostics);
  if (!dialect.value) return parsed;
  if (auto refused = refuse_header(*dialect.value, source.encoding(), options.name)) {
    parsed.diagnostics.add(std::move(*refused));
    return parsed;
  }
  IntakeSample sample{.header = dialect.value->header};
  CsvReader reader([&](std::string& out) { return source.more(out); }, dialect.value->delimiter);
  CsvRecord record;
  while (sample.rows.size() < most_rows && reader.next(record) == CsvReader::Next::record) {
    const bool above = record.line <= dialect.value->header_line;
    if (above || record.blank() || record.invalid_utf8) continue;
    std::vector<std::string>& row = sample.rows.emplace_back();
    for (const CsvField& field : record.fields) row.emplace_back(field.text);
  }
  parsed.value = std::move(sample);
  return parsed;
}

}  // namespace candor
