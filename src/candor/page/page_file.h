// SPDX-License-Identifier: Apache-2.0
// The page as a file: the engine, a rule set and everything else that a browser needs.

#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "candor/report/result/clinic.h"
#include "candor/rules/model.h"

namespace candor {

/// Who fills in the page. The client sees only her own questions, and no verdict.
enum class PageFor : std::uint8_t { practitioner, client };

/// Whether the engine is built in. Without emscripten it is not.
bool has_page_engine() noexcept;

/// One HTML file that a browser opens without a network: the engine as WebAssembly, the prepared
/// rule set, the clinic for the leaflets, script and styles. Its policy allows its own script and
/// styles, by their hashes, and no request. The same input gives the same bytes. Precondition:
/// `has_page_engine()`.
std::string page_file(const RuleSet& rules, PageFor reader, const std::optional<Clinic>& clinic);

}  // namespace candor
