// SPDX-License-Identifier: Apache-2.0
// Protects the memory of the process, and ends it cleanly when something unexpected happens.

#pragma once

#include "cli/cli.h"

namespace candor::cli {

/// Keeps a crash from writing the memory of this process, which holds answers, to a core dump, and
/// keeps other programs of the same user from reading it. Call it before anything is read.
void forbid_core_dumps();

/// From now on, when memory runs out or an exception cannot be caught, the process ends with a
/// message, removes its temporary files and restores the terminal. This does not rely on
/// exceptions, because memory can also run out in destructors (those of JSON values allocate) and
/// in C libraries.
void end_cleanly_on_faults();

/// Prints a message about the exception being handled; nothing in it could be an answer.
Exit report_exception() noexcept;

}  // namespace candor::cli
