// SPDX-License-Identifier: Apache-2.0
// Records and journal lines of the screenings that `candor screen` gives.

#pragma once

#include <optional>
#include <span>
#include <string>

#include "candor/report/result/result.h"
#include "cli/cli.h"
#include "cli/files.h"

namespace candor::cli {

/// Writes a line to the journal of `args`, if there is one, and a record to `path`, unless it is
/// empty. The line is on the disk before the record has its name, so that no record exists which
/// its journal does not know. Nothing when done.
std::optional<Diagnostic> keep_screening(const ScreenArgs& args, const std::string& path,
                                         const Result& result, std::span<const std::string> inputs);

/// Reads the file of `--decision`; no decision if there is none. Prints the diagnostics and returns
/// false when it cannot be used.
bool read_decision(const ScreenArgs& args, const RuleSet& rules, Streams io,
                   std::optional<Decision>& decision);

}  // namespace candor::cli
