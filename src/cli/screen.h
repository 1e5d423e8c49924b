// SPDX-License-Identifier: Apache-2.0
// The two ways to screen: answers given as JSON, and an interview.

#pragma once

#include <optional>
#include <span>
#include <string>

#include "candor/engine/program.h"
#include "cli/cli.h"
#include "cli/files.h"

namespace candor::cli {

/// Gives the result of answers: on standard output, and to the files that `args` name; all from
/// `screening`. The exit status follows from the verdict where that is asked for.
Exit give_result(const ScreenArgs& args, const RuleSet& rules, const Answers& answers,
                 const Screening& screening, Streams io);

/// Writes the JSON result to a file; what is wrong when it cannot.
std::optional<Diagnostic> write_result(const ScreenArgs& args, const std::string& path,
                                       const RuleSet& rules, const Answers& answers,
                                       const Screening& screening);

/// What is wrong with `--calendar` where there is no appointment.
std::optional<Diagnostic> refuse_calendar(const ScreenArgs& args, const Days& days);

/// Asks the questions, on standard error, until somebody quits or the input ends.
Exit interview(const ScreenArgs& args, const Program& program, const Days& days, Streams io);

}  // namespace candor::cli
