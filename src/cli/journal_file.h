// SPDX-License-Identifier: Apache-2.0
// The journal as a file that several programs may append to.

#pragma once

#include <optional>
#include <string>

#include "candor/record/journal.h"
#include "cli/files.h"

namespace candor::cli {

/// Appends a line for the entry, under a lock, and waits until it is on the disk. `E902` when it
/// cannot be written: the journal is then as it was. `E641` when the file is not a journal. Never
/// writes over anything.
std::optional<Diagnostic> append_to_journal(const std::string& path, const JournalEntry& entry);

/// The same diagnostics, without writing: for a check before the first question.
std::optional<Diagnostic> refuse_journal(const std::string& path);

/// The time now, as records and journals have it.
std::string utc_now();

}  // namespace candor::cli
