// SPDX-License-Identifier: Apache-2.0
// The explanation of a code, for a terminal.

#pragma once

#include <cstddef>
#include <string>

#include "candor/base/codes.h"

namespace candor {

/// What `candor help E414` prints: the title and explanation, wrapped to `width` columns, and the
/// examples as they are, indented.
std::string code_help(DiagnosticCode code, std::size_t width, bool color);

}  // namespace candor
