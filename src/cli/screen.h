// SPDX-License-Identifier: Apache-2.0
// The two ways to screen: answers given as JSON, and an interview.

#pragma once

#include <optional>
#include <span>
#include <string>

#include "candor/engine/program.h"
#include "candor/report/result/clinic.h"
#include "cli/cli.h"
#include "cli/files.h"
#include "cli/screen_outputs.h"

namespace candor::cli {

/// Prints the result on standard output and writes it to `args.files`. The exit status follows from
/// the verdict if `args` ask for that.
Exit give_result(const ScreenArgs& args, const std::optional<Clinic>& clinic, const Result& result,
                 Streams io);

/// Writes the result to the files, all or none. A diagnostic when they cannot be written.
std::optional<Diagnostic> write_files(const ScreenArgs& args, std::span<const ResultFile> files,
                                      const std::optional<Clinic>& clinic, const Result& result);

/// Reads a clinic file and the logo that it names, printing what is wrong; false then. No clinic
/// for an empty path.
bool read_clinic(const std::string& path, Format format, Streams io, std::optional<Clinic>& clinic);

/// The path of the clinic's logo: as the clinic file names it, from the folder of that file.
std::string logo_path(const std::string& clinic_path, const Clinic& clinic);

/// A diagnostic when one of `args.files` needs an appointment and there is none.
std::optional<Diagnostic> refuse_missing_appointment(const ScreenArgs& args, const Days& days);

/// Asks the questions, on standard error, until somebody quits or the input ends.
Exit interview(const ScreenArgs& args, const std::optional<Clinic>& clinic, const Program& program,
               const Days& days, Streams io);

}  // namespace candor::cli
