// SPDX-License-Identifier: Apache-2.0
// What `candor screen --answers` and its interview have in common.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "candor/engine/program.h"
#include "candor/interview/kept_file.h"
#include "candor/interview/soonest.h"
#include "candor/report/result/clinic.h"
#include "candor/report/result/result.h"
#include "cli/cli.h"
#include "cli/files.h"
#include "cli/screen_outputs.h"

namespace candor::cli {

/// Prints the result on standard output.
void print_result(const ScreenArgs& args, const Result& result, Streams io);

/// The exit status, which follows from the verdict if `args` ask for that.
Exit exit_for(const ScreenArgs& args, const Screening& screening);

/// When a line goes into the journal of the arguments, if there is one.
enum class Journaled : std::uint8_t { always, with_record };

/// A diagnostic when `--ref` is another chart reference than the file's.
std::optional<Diagnostic> refuse_reference(const std::string& ref, const KeptFile& file);

/// Writes the result to the files, all or none, and a line to the journal. The line is on the disk
/// before a record has its name, so that no record exists which its journal does not know. A
/// diagnostic when something cannot be written.
std::optional<Diagnostic> write_files(const ScreenArgs& args, std::span<const ResultFile> files,
                                      const std::optional<Clinic>& clinic, const Result& result,
                                      Journaled journaled);

/// Reads a clinic file and its logo; no clinic if the path is empty. Prints the diagnostics and
/// returns false when it cannot.
bool read_clinic(const std::string& path, Format format, Streams io, std::optional<Clinic>& clinic);

/// The path of the clinic's logo, which is relative to the clinic file.
std::string logo_path(const std::string& clinic_path, const Clinic& clinic);

/// How much an interview is to ask.
Pace pace_of(const ScreenArgs& args);

/// The time in `--appointment`, if it has one.
std::optional<TimeOfDay> appointment_time(const ScreenArgs& args);

/// A diagnostic when one of `args.files` needs an appointment and there is none.
std::optional<Diagnostic> refuse_missing_appointment(const ScreenArgs& args, const Days& days);

/// Runs interviews, on standard error, until the user quits or the input ends.
Exit interview(const ScreenArgs& args, const std::optional<Clinic>& clinic, const Program& program,
               const Days& days, Streams io);

}  // namespace candor::cli
