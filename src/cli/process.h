// SPDX-License-Identifier: Apache-2.0
// Protects the memory of the process.

#pragma once

namespace candor::cli {

/// Keeps a crash from writing the memory of this process, which holds answers, to a core dump, and
/// keeps other programs of the same user from reading it. Call it before anything is read.
void forbid_core_dumps();

}  // namespace candor::cli
