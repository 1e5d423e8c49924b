// SPDX-License-Identifier: Apache-2.0
// Diagnostics for another program.

#pragma once

#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "candor/base/diagnostic.h"

namespace candor {

/// An array of `{severity, code, message, help, file, line, column, pointer}`; what a diagnostic
/// does not have is null.
nlohmann::ordered_json diagnostics_json(const std::vector<Diagnostic>& diagnostics);

}  // namespace candor
