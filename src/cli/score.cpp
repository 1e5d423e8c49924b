// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <ostream>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "candor/base/errors.h"
#include "candor/batch/blocks/score_chunks.h"
#include "candor/batch/mapping/intake_map.h"
#include "candor/batch/mapping/suggest_map.h"
#include "candor/batch/rows/intake_file.h"
#include "candor/batch/rows/row_writer.h"
#include "candor/batch/rows/score.h"
#include "candor/batch/rows/summary.h"
#include "candor/engine/program.h"
#include "cli/files.h"
#include "cli/output_file.h"
#include "cli/progress.h"
#include "cli/score_options.h"

namespace candor::cli {
namespace {

constexpr std::size_t block_bytes = 64 * 1024;
constexpr std::size_t most_sample_rows = 5000;

Exit report(const Diagnostic& problem, Exit exit, Streams io) {
  print_diagnostics(io, Format::text, std::span(&problem, 1));
  return exit;
}

Exit report(const Diagnostics& problems, Exit exit, Streams io) {
  print_diagnostics(io, Format::text, problems.sorted());
  return exit;
}

// An output, with a buffer.
struct Sink {
  OutputFile file;
  std::string text = {};

  // Writes a large text directly, after the buffer; buffers a small one.
  bool take(std::string_view more) {
    if (more.size() < block_bytes) {
      text += more;
      return flush();
    }
    return flush(true) && file.write(more);
  }

  // Writes the buffer once it is large enough; always `at_the_end`.
  bool flush(bool at_the_end = false) {
    if (!at_the_end && text.size() < block_bytes) return true;
    const bool written = file.write(text);
    text.clear();
    return written;
  }
};

// One run, after its options, rule set and mapping have been read.
class Run {
 public:
  Run(const ScoreArgs& args, const ScoreOptions& options, const Program& program,
      const IntakeMap* map, Streams io)
      : args_(args), options_(options), program_(program), map_(map), io_(io) {}

  Exit execute();

 private:
  std::vector<std::string> inputs() const;
  ReadBytes bytes();
  std::optional<Diagnostic> open_output(std::optional<Sink>& sink, const std::string& path);
  std::optional<Diagnostic> check_later_outputs() const;
  Exit suggest();
  Exit open();
  Exit score_rows();
  bool take(const RowsText& text);
  Exit finish(Scoring scoring, const RowTally& tally);
  Exit cannot_write();
  Exit commit(const RowTally& tally, std::string_view stopped);
  std::optional<Diagnostic> put(std::optional<Sink>& sink, const std::string& path, bool partial);

  const ScoreArgs& args_;
  const ScoreOptions& options_;
  const Program& program_;
  const IntakeMap* map_;
  Streams io_;
  bool pipe_signal_was_default_ = false;
  std::optional<InputFile> input_ = {};
  std::optional<IntakeFile> file_ = {};
  std::optional<Sink> output_ = {};
  std::optional<Sink> rejects_ = {};
  std::uint64_t rows_written_ = 0;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

std::vector<std::string> Run::inputs() const {
  std::vector<std::string> inputs{args_.intake, args_.rules};
  if (!args_.map.empty()) inputs.push_back(args_.map);
  return with_files_of(program_.rules(), std::move(inputs));
}

ReadBytes Run::bytes() {
  return [this](std::span<char> block) { return input_->read(block); };
}

std::optional<Diagnostic> Run::open_output(std::optional<Sink>& sink, const std::string& path) {
  Outcome<OutputFile> file = path.empty() ? OutputFile::standard(inputs())
                                          : OutputFile::open(path, inputs(), existing(args_.force));
  if (!file.value) return std::move(file.problem);
  sink.emplace(Sink{std::move(*file.value)});
  return std::nullopt;
}

// The files that get their names only after all rows: better refused before.
std::optional<Diagnostic> Run::check_later_outputs() const {
  std::vector<std::string> later;
  if (!args_.summary.empty()) later.push_back(args_.summary);
  const bool partial = !args_.max_rejects.empty();
  for (const std::string& path : {args_.output, args_.rejects}) {
    if (partial && !path.empty() && path != "-") later.push_back(path + ".partial");
  }
  for (const std::string& path : later) {
    if (auto problem = OutputFile::check(path, inputs(), existing(args_.force))) return problem;
  }
  return std::nullopt;
}

Exit Run::execute() {
  pipe_signal_was_default_ = ignore_pipe_signal();
  Outcome<InputFile> input = InputFile::open(args_.intake);
  if (!input.value) return report(input.problem, Exit::input, io_);
  input_ = std::move(input.value);
  if (args_.suggest_map) return suggest();
  const Exit opened = open();
  return opened == Exit::done ? score_rows() : opened;
}

Exit Run::suggest() {
  const RuleSet& rules = program_.rules();
  const Parsed<IntakeSample> sample =
      read_intake_sample(bytes(), rules, options_.intake, most_sample_rows);
  if (const auto problem = input_->problem()) return report(*problem, Exit::input, io_);
  if (!sample.value) return report(sample.diagnostics, Exit::input, io_);
  std::string text =
      suggest_map(rules, sample.value->header, sample.value->rows, options_.intake.name);
  if (text.empty()) {
    // Two headers are the same; `bind` reports which.
    const auto bound = Columns::bind(rules, nullptr, sample.value->header, options_.intake.name);
    return report(bound.diagnostics, Exit::input, io_);
  }
  if (auto problem = open_output(output_, args_.output == "-" ? "" : args_.output))
    return report(*problem, Exit::output, io_);
  output_->text = std::move(text);
  if (!output_->flush(true)) return cannot_write();
  if (auto problem = output_->file.commit()) return report(*problem, Exit::output, io_);
  return Exit::done;
}

Exit Run::open() {
  Parsed<IntakeFile> file = IntakeFile::open(bytes(), program_.rules(), map_, options_.intake);
  if (const auto problem = input_->problem()) return report(*problem, Exit::input, io_);
  if (!file.value) return report(file.diagnostics, Exit::input, io_);
  file_ = std::move(file.value);
  if (args_.append) {
    if (auto problem = refuse_append(*file_, options_.intake.name, options_.columns))
      return report(*problem, Exit::input, io_);
  }
  if (auto problem = open_output(output_, args_.output == "-" ? "" : args_.output))
    return report(*problem, Exit::output, io_);
  if (auto problem = check_later_outputs()) return report(*problem, Exit::output, io_);
  if (args_.rejects.empty()) return Exit::done;
  if (auto problem = open_output(rejects_, args_.rejects))
    return report(*problem, Exit::output, io_);
  return Exit::done;
}

Exit Run::score_rows() {
  const RuleSet& rules = program_.rules();
  const RowsOutput output{.ndjson = args_.format == Rows::ndjson,
                          .csv = {.columns = options_.columns,
                                  .append = args_.append,
                                  .for_spreadsheet = args_.for_spreadsheet},
                          .full = args_.full,
                          .rejects = rejects_.has_value()};
  RowWriter writer(program_, *file_, output);
  std::string rejects_head;
  writer.head(output_->text, rejects_head);
  if (rejects_) rejects_->text = std::move(rejects_head);

  RowTally tally(rules, file_->column_names().size());
  Progress progress(io_.err, file_->source(), input_->size());
  const ShowProgress show = [&](const RowTally& now) { progress.show(now.rows); };
  const Scoring scoring =
      options_.simd
          ? score_chunks(
                program_, *file_,
                {.output = output,
                 .reject_limit = options_.most_rejects,
                 .simd = *options_.simd,
                 .threads = options_.threads},
                [&](const RowsText& text) { return take(text); }, show, tally)
          : score(
                program_, *file_, options_.most_rejects,
                [&](const Row& row, const Screening* screening) {
                  std::string none;
                  writer.row(row, screening, output_->text, rejects_ ? rejects_->text : none);
                  return take({.rows = 1});
                },
                show, tally);
  progress.clear();
  return finish(scoring, tally);
}

// Writes the rows to the outputs.
bool Run::take(const RowsText& text) {
  rows_written_ += text.rows;
  return output_->take(text.output) && (!rejects_ || rejects_->take(text.rejects));
}

Exit Run::finish(Scoring scoring, const RowTally& tally) {
  switch (scoring) {
    case Scoring::read_failed: return report(*input_->problem(), Exit::input, io_);
    case Scoring::refused: return report(file_->refusal(), Exit::input, io_);
    case Scoring::write_failed: return cannot_write();
    case Scoring::too_many_rejects: {
      const Exit committed = commit(tally, "too many rows were rejected");
      if (committed != Exit::done) return committed;
      const bool kept = !args_.output.empty() && args_.output != "-";
      return report(
          {.code = codes::too_many_rejects,
           .message = fmt::format("{} of {} rows were rejected, more than `--max-rejects {}`",
                                  tally.rejected, tally.rows, args_.max_rejects),
           .help = kept ? fmt::format("the rows so far are in `{}.partial`", args_.output)
                        : std::string(),
           .file = options_.intake.name},
          Exit::input, io_);
    }
    case Scoring::done: break;
  }
  const Diagnostic nothing{.code = codes::no_row_scored,
                           .message = tally.rows == 0 ? "there are no rows below the header"
                                                      : "no row was scored: all were rejected",
                           .help = "`--allow-empty` accepts that",
                           .file = options_.intake.name};
  const bool failed = tally.scored() == 0 && !args_.allow_empty;
  if (failed && tally.rows == 0) return report(nothing, Exit::input, io_);
  // Every row read must be written.
  if (rows_written_ != tally.rows) throw InternalError("rows were lost");
  const Exit committed = commit(tally, {});
  if (committed != Exit::done) return committed;
  if (failed) return report(nothing, Exit::input, io_);
  return tally.rejected > 0 ? Exit::not_held : Exit::done;
}

Exit Run::cannot_write() {
  const bool pipe = output_->file.pipe_is_closed() && (args_.output.empty() || args_.output == "-");
  if (pipe && pipe_signal_was_default_) {
    output_.reset();
    rejects_.reset();
    end_by_pipe_signal();
  }
  for (const std::optional<Sink>* sink : {&output_, &rejects_}) {
    if (!*sink) continue;
    if (const auto problem = (*sink)->file.problem()) report(*problem, Exit::output, io_);
  }
  return Exit::output;
}

// Writes the rest of the buffer, and gives the file its name.
std::optional<Diagnostic> Run::put(std::optional<Sink>& sink, const std::string& path,
                                   bool partial) {
  if (!sink) return std::nullopt;
  if (!sink->flush(true)) return sink->file.problem();
  const bool named = !path.empty() && path != "-";
  return sink->file.commit(partial && named ? path + ".partial" : std::string());
}

Exit Run::commit(const RowTally& tally, std::string_view stopped) {
  const bool partial = !stopped.empty();
  if (auto problem = put(rejects_, args_.rejects, partial))
    return report(*problem, Exit::output, io_);
  if (!output_->flush(true)) return cannot_write();
  if (auto problem = put(output_, args_.output, partial))
    return report(*problem, Exit::output, io_);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin_;
  const SummaryInput summary{.rules = program_.rules(),
                             .file = *file_,
                             .tally = tally,
                             .map = map_,
                             .name = options_.intake.name,
                             .rows_written = rows_written_,
                             .seconds = seconds.count(),
                             .stopped = stopped};
  io_.err << summary_text(summary);
  if (args_.summary.empty()) return Exit::done;
  const std::string json = summary_json(summary).dump(2) + "\n";
  if (auto problem = write_output(args_.summary, json, inputs(), existing(args_.force)))
    return report(*problem, Exit::output, io_);
  return Exit::done;
}

}  // namespace

Exit execute(const ScoreArgs& args, Streams io) {
  auto options = read_score_options(args);
  if (const auto* refused = std::get_if<Diagnostic>(&options))
    return report(*refused, Exit::usage, io);
  LoadedRules loaded = load_rules_or_report(args.rules, args.trust, Format::text, io);
  if (!loaded.rules) return loaded.exit;
  const Program program(std::move(*loaded.rules));
  std::optional<IntakeMap> map;
  if (!args.map.empty()) {
    Outcome<std::string> text = read_input(args.map, most_file_bytes);
    if (!text.value) return report(text.problem, Exit::input, io);
    Parsed<IntakeMap> parsed =
        load_intake_map(SourceFile(name_of(args.map), std::move(*text.value)), program.rules());
    if (!parsed.value) return report(parsed.diagnostics, Exit::input, io);
    map = std::move(parsed.value);
  }
  return Run(args, std::get<ScoreOptions>(options), program, map ? &*map : nullptr, io).execute();
}

}  // namespace candor::cli
