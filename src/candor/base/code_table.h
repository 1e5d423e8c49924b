// SPDX-License-Identifier: Apache-2.0
// The table of codes, as cmake/codes.cmake makes it from the texts in codes/.

#pragma once

#include <cstddef>
#include <iterator>
#include <string_view>

namespace candor {

struct CodeRow {
  std::string_view code;
  std::string_view title;
};

/// By `DiagnosticCode`, the first for `none`.
extern const CodeRow code_rows[];
extern const std::size_t number_of_code_rows;

/// docs/diagnostics.md and docs/findings.md.
extern const std::string_view code_pages[];

}  // namespace candor
