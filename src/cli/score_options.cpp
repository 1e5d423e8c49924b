// SPDX-License-Identifier: Apache-2.0
#include "cli/score_options.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>
#include <thread>

#include <fmt/format.h>

#include "candor/base/decimal.h"
#include "cli/files.h"
#include "cli/output_file.h"
#include "cli/terminal.h"

namespace candor::cli {
namespace {

constexpr std::size_t most_threads = 256;

Diagnostic usage(std::string message, std::string help = {}) {
  return {.code = codes::wrong_usage, .message = std::move(message), .help = std::move(help)};
}

// A whole number, 0 or more, and nothing else.
std::optional<std::uint64_t> whole_number(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<char> delimiter_of(std::string_view word) {
  if (word == "tab" || word == "\\t") return '\t';
  if (word.size() == 1 && is_delimiter(word.front())) return word.front();
  return std::nullopt;
}

// Rejects options that cannot be combined.
std::optional<Diagnostic> refuse_together(const ScoreArgs& args) {
  if (args.exit_verdict) {
    return usage("`--exit-verdict` does not apply here: each row has its own verdict",
                 "the summary counts them; `--summary FILE` writes it as JSON");
  }
  if (args.format == Rows::ndjson && (args.append || !args.columns.empty())) {
    return usage(fmt::format("`{}` is for `--format csv`", args.append ? "--append" : "--columns"));
  }
  if (args.format == Rows::ndjson && args.for_spreadsheet)
    return usage("`--for-spreadsheet` is for `--format csv`");
  if (args.format == Rows::csv && args.full)
    return usage("`--full` is for `--format ndjson`", "it adds care to each result");
  if (args.suggest_map && !args.map.empty())
    return usage("`--suggest-map` makes a mapping, and `--map` names one", "use one of them");
  if (!args.as_of.empty() && !args.as_of_column.empty())
    return usage("`--as-of` is one date for all rows, and `--as-of-column` one for each",
                 "use one of them");
  return std::nullopt;
}

std::optional<Diagnostic> refuse_same_names(const ScoreArgs& args) {
  const std::array outputs{args.output == "-" ? std::string() : args.output, args.rejects,
                           args.summary};
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    for (std::size_t j = i + 1; j < outputs.size(); ++j) {
      if (outputs[i].empty() || outputs[j].empty() || !same_name(outputs[i], outputs[j])) continue;
      return usage("two outputs name the same file");
    }
  }
  return std::nullopt;
}

// The columns of a list such as `id,verdict`.
std::variant<std::vector<OutputColumn>, Diagnostic> columns_of(const ScoreArgs& args) {
  if (args.columns.empty()) return usual_output_columns(args.append);
  std::vector<OutputColumn> columns;
  std::vector<std::string_view> known;
  for (const OutputColumn column : all_output_columns()) known.push_back(to_string(column));
  std::string_view rest = args.columns;
  while (true) {
    const std::string_view name = rest.substr(0, rest.find(','));
    const auto found = std::find(known.begin(), known.end(), name);
    if (found == known.end()) {
      return usage("`--columns` names an unknown column",
                   fmt::format("the columns are {}", fmt::join(known, ", ")));
    }
    const OutputColumn column =
        all_output_columns()[static_cast<std::size_t>(found - known.begin())];
    if (std::find(columns.begin(), columns.end(), column) != columns.end())
      return usage(fmt::format("`--columns` names `{}` twice", name));
    columns.push_back(column);
    if (name.size() == rest.size()) return columns;
    rest.remove_prefix(name.size() + 1);
  }
}

std::optional<Diagnostic> read_max_rejects(std::string_view word, RejectLimit& most) {
  if (word.empty()) return std::nullopt;
  if (word.ends_with('%')) {
    const auto percent = parse_decimal(word.substr(0, word.size() - 1));
    if (percent && percent->millionths >= 0 && percent->millionths <= 100'000'000) {
      most.percent = static_cast<double>(percent->millionths) / 1e6;
      return std::nullopt;
    }
  } else if ((most.rows = whole_number(word))) {
    return std::nullopt;
  }
  return usage("`--max-rejects` is neither a number of rows nor a percentage",
               "for example `20` or `5%`");
}

std::optional<Diagnostic> read_engine(const ScoreArgs& args, ScoreOptions& options) {
  options.threads = std::max(1U, std::thread::hardware_concurrency());
  if (!args.threads.empty()) {
    options.threads = whole_number(args.threads).value_or(0);
    if (options.threads == 0 || options.threads > most_threads)
      return usage("`--threads` must be a whole number",
                   fmt::format("expected 1 to {}", most_threads));
  }
  if (args.engine == "reference") return std::nullopt;
  options.simd = args.engine == "portable" ? Simd::portable : best_simd();
  if (args.engine == "avx2" && options.simd != Simd::avx2)
    return usage("this machine has no AVX2", "`--engine auto` uses what the machine has");
  return std::nullopt;
}

std::optional<Diagnostic> read_dialect(const ScoreArgs& args, IntakeOptions& intake) {
  if (!args.delimiter.empty() && !(intake.dialect.delimiter = delimiter_of(args.delimiter))) {
    return usage("`--delimiter` is not a valid separator",
                 "expected one character, such as `,`, `;` or `|`, or the word `tab`");
  }
  if (!args.encoding.empty() && !(intake.encoding = find_encoding(args.encoding))) {
    return usage("`--encoding` is not a known encoding",
                 "expected `utf-8`, `utf-16le`, `utf-16be` or `windows-1252`");
  }
  if (!args.header_row.empty()) {
    intake.dialect.header_row = whole_number(args.header_row);
    if (intake.dialect.header_row.value_or(0) == 0)
      return usage("`--header-row` must be a line number", "expected 1 or more");
  }
  return std::nullopt;
}

}  // namespace

std::variant<ScoreOptions, Diagnostic> read_score_options(const ScoreArgs& args) {
  ScoreOptions options;
  options.intake.name = name_of(args.intake);
  options.intake.as_of_column = args.as_of_column;
  Outcome<Date> as_of = screening_date(args.as_of);
  if (!as_of.value) return std::move(as_of.problem);
  options.intake.as_of = *as_of.value;
  if (looks_like_answers(args.intake)) {
    return usage("answers cannot be given as an argument",
                 "put them in a file, or use `-` for standard input");
  }
  for (const auto& refused : {refuse_together(args), refuse_same_names(args),
                              read_max_rejects(args.max_rejects, options.most_rejects),
                              read_dialect(args, options.intake), read_engine(args, options)}) {
    if (refused) return *refused;
  }
  auto columns = columns_of(args);
  if (auto* refused = std::get_if<Diagnostic>(&columns)) return std::move(*refused);
  options.columns = std::move(std::get<std::vector<OutputColumn>>(columns));
  return options;
}

}  // namespace candor::cli
