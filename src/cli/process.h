// SPDX-License-Identifier: Apache-2.0
// What this process lets the system do with it.

#pragma once

namespace candor::cli {

/// Keeps a crash from writing the memory of this process, answers included, to a file or to the
/// program that collects crashes, and other programs of the same user from reading it. To be called
/// before anything is read.
void forbid_core_dumps();

}  // namespace candor::cli
