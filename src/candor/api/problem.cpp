// SPDX-License-Identifier: Apache-2.0
#include "candor/problem.h"

#include <nlohmann/json.hpp>

#include "candor/api/data.h"
#include "candor/base/codes.h"
#include "candor/report/layout/diagnostics_json.h"

namespace candor {

Problem problem_of(const Diagnostic& diagnostic) {
  return {.is_error = diagnostic.severity == Severity::error,
          .code = std::string(to_string(diagnostic.code)),
          .message = diagnostic.message,
          .help = diagnostic.help,
          .file = diagnostic.file,
          .line = diagnostic.line,
          .column = diagnostic.column,
          .source_line = diagnostic.source_line,
          .pointer = diagnostic.pointer};
}

std::vector<Problem> problems_of(const Diagnostics& diagnostics) {
  std::vector<Problem> problems;
  for (const Diagnostic& diagnostic : diagnostics.sorted()) {
    problems.push_back(problem_of(diagnostic));
  }
  return problems;
}

Diagnostic diagnostic_of(const Problem& problem) {
  return {.severity = problem.is_error ? Severity::error : Severity::warning,
          .code = find_code(problem.code).value_or(codes::none),
          .message = problem.message,
          .help = problem.help,
          .file = problem.file,
          .line = problem.line,
          .column = problem.column,
          .source_line = problem.source_line,
          .pointer = problem.pointer};
}

std::string to_text(const Problem& problem) { return render(diagnostic_of(problem)); }

std::string to_json(std::span<const Problem> problems) {
  std::vector<Diagnostic> diagnostics;
  for (const Problem& problem : problems) diagnostics.push_back(diagnostic_of(problem));
  return diagnostics_json(diagnostics).dump();
}

std::string_view explain(std::string_view code) {
  const auto known = find_code(code);
  return known ? explanation_of(*known) : std::string_view();
}

}  // namespace candor
