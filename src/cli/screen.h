// SPDX-License-Identifier: Apache-2.0
// The two ways to screen: answers given as JSON, and an interview.

#pragma once

#include <optional>
#include <span>
#include <string>

#include "candor/engine/program.h"
#include "candor/report/result/clinic.h"
#include "candor/report/result/result.h"
#include "cli/cli.h"
#include "cli/files.h"

namespace candor::cli {

using Screened = Result;

/// Gives the result: on standard output, and to the files that `args` names; all from one
/// screening. The exit status follows from the verdict where that is asked for.
Exit give_result(const ScreenArgs& args, const std::optional<Clinic>& clinic,
                 const Screened& screened, Streams io);

/// Writes the files that `args` names (`json`, `leaflet`, `report`, `calendar`), all or none; what
/// is wrong when they cannot be written.
std::optional<Diagnostic> write_files(const ScreenArgs& args, const std::optional<Clinic>& clinic,
                                      const Screened& screened);

/// Reads a clinic file and the logo that it names, printing what is wrong; false then. No clinic
/// for an empty path.
bool read_clinic(const std::string& path, Format format, Streams io, std::optional<Clinic>& clinic);

/// The path of the clinic's logo: as the clinic file names it, from the folder of that file.
std::string logo_path(const std::string& clinic_path, const Clinic& clinic);

/// What is wrong with `--calendar` where there is no appointment.
std::optional<Diagnostic> refuse_calendar(const ScreenArgs& args, const Days& days);

/// Asks the questions, on standard error, until somebody quits or the input ends.
Exit interview(const ScreenArgs& args, const std::optional<Clinic>& clinic, const Program& program,
               const Days& days, Streams io);

}  // namespace candor::cli
