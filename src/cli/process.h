// SPDX-License-Identifier: Apache-2.0
// What this process lets the system do with it, and how it ends when something unexpected happens.

#pragma once

#include "cli/cli.h"

namespace candor::cli {

/// Keeps a crash from writing the memory of this process, answers included, to a file or to the
/// program that collects crashes, and other programs of the same user from reading it. To be called
/// before anything is read.
void forbid_core_dumps();

/// Where memory runs out, or an exception cannot be caught, the process from now on ends with a
/// message and without temporary files, the terminal as it was. Memory also runs out in destructors
/// (JSON values allocate there) and in C libraries, so it is not left to exceptions.
void end_cleanly_on_faults();

/// Prints what the exception being handled means, and nothing that could be an answer.
Exit report_exception() noexcept;

}  // namespace candor::cli
