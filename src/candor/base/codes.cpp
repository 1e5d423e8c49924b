// SPDX-License-Identifier: Apache-2.0
#include "candor/base/codes.h"

#include <algorithm>
#include <string>

#include "candor/base/code_table.h"

namespace candor {
namespace {

const CodeRow& row(DiagnosticCode code) noexcept {
  return code_rows[static_cast<std::size_t>(code)];
}

}  // namespace

std::vector<DiagnosticCode> all_codes() {
  std::vector<DiagnosticCode> codes;
  for (std::size_t i = 1; i < number_of_code_rows; ++i) {
    codes.push_back(static_cast<DiagnosticCode>(i));
  }
  return codes;
}

std::string_view to_string(DiagnosticCode code) noexcept { return row(code).code; }

std::string_view title_of(DiagnosticCode code) noexcept { return row(code).title; }

std::string_view explanation_of(DiagnosticCode code) {
  if (code == codes::none) return {};
  std::string_view text = is_finding(code) ? findings_page() : diagnostics_page();
  std::string heading = "\n### ";
  heading.append(to_string(code)).append(": ").append(title_of(code)).append("\n\n");
  text.remove_prefix(text.find(heading) + heading.size());
  text = text.substr(0, std::min(text.find("\n### "), text.find("\n## ")));
  return text.ends_with('\n') ? text.substr(0, text.size() - 1) : text;
}

bool is_finding(DiagnosticCode code) noexcept { return to_string(code).starts_with('F'); }

std::optional<DiagnosticCode> find_code(std::string_view name) noexcept {
  for (std::size_t i = 1; i < number_of_code_rows; ++i) {
    if (code_rows[i].code == name) return static_cast<DiagnosticCode>(i);
  }
  return std::nullopt;
}

std::string_view diagnostics_page() noexcept { return code_pages[0]; }

std::string_view findings_page() noexcept { return code_pages[1]; }

}  // namespace candor
