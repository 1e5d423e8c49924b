// SPDX-License-Identifier: Apache-2.0
// Diagnostics as JSON, for other programs.

#pragma once

#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "candor/base/diagnostic.h"

namespace candor {

/// An array of `{severity, code, message, help, file, line, column, pointer}`; missing values are
/// null.
nlohmann::ordered_json diagnostics_json(const std::vector<Diagnostic>& diagnostics);

}  // namespace candor
