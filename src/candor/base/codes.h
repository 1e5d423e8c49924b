// SPDX-License-Identifier: Apache-2.0
// The codes of diagnostics and findings. Each is defined once, in a section of a text in codes/:
// its constant, its title and its explanation.

#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "candor/base/code_constants.h"

namespace candor {

/// Every code, in order: E101 and so on, then F101 and so on.
std::vector<DiagnosticCode> all_codes();

/// "E101", as users and programs know it. It never changes its meaning. Empty for `none`.
std::string_view to_string(DiagnosticCode code) noexcept;

/// What is wrong, in a few words.
std::string_view title_of(DiagnosticCode code) noexcept;

/// What is wrong and why it matters, in Markdown, with an example that gives the code and one that
/// does not.
std::string_view explanation_of(DiagnosticCode code);

/// Whether this is a finding (F...): the rule set is valid but probably not what its author meant.
bool is_finding(DiagnosticCode code) noexcept;

/// The code of that name, such as "E101"; nothing when there is none.
std::optional<DiagnosticCode> find_code(std::string_view name) noexcept;

/// docs/diagnostics.md, with the explanation of every code that is not a finding.
std::string_view diagnostics_page() noexcept;

/// docs/findings.md, with the explanation of every finding.
std::string_view findings_page() noexcept;

}  // namespace candor
