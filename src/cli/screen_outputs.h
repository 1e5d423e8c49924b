// SPDX-License-Identifier: Apache-2.0
// The files that `candor screen` can write, one table row each.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "candor/report/result/pages.h"
#include "candor/report/result/result.h"
#include "cli/cli.h"

namespace candor::cli {

/// Options that apply to several kinds of file.
struct OutputOptions {
  PageOptions page = {};         // the clinic, and the chart reference
  std::uint32_t moved = 0;       // how often the appointment has been moved
  bool explicit_titles = false;  // calendar titles say what to do
};

/// A kind of file that a result can be written to. The command line, its help, the checks of the
/// options and the interview's prompt after a result all loop over the table of these, so a new
/// kind is a new row.
struct OutputKind {
  std::string_view word;    // typed after an interview's result: `json FILE`
  std::string_view option;  // on the command line: `--json`
  std::string_view value;   // what the help calls the option's value
  std::string_view help;    // the help text; each line at most 53 columns
  bool needs_appointment;
  std::string (*write)(const Result& result, const OutputOptions& options);  // the file's content
};

/// The word of the kind that a journal names by its digest.
inline constexpr std::string_view record_word = "record";

/// Every kind of file, in the order of the help.
std::span<const OutputKind> output_kinds() noexcept;

/// The kind of that word; null when there is none.
const OutputKind* find_output_kind(std::string_view word) noexcept;

/// The option of a file that needs an appointment, when `files` has one; empty otherwise.
std::string_view needs_appointment(std::span<const ResultFile> files) noexcept;

/// The result as JSON text: the content of a `json` file, and standard output with `--format json`.
std::string json_text(const Result& result, const OutputOptions& options);

}  // namespace candor::cli
