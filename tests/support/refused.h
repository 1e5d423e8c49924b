// SPDX-License-Identifier: Apache-2.0
// What every kind of file that is wrong on purpose is checked for.

#pragma once

#include <cstdlib>
#include <filesystem>
#include <set>
#include <string>

#include "candor/base/diagnostic.h"
#include "support/cases.h"
#include "support/catch.hpp"

namespace candor::testing {

/// Checks that `load` refuses each case of the folder with exactly its diagnostics, and that no
/// case has got lost: there are at least `least`. UPDATE_GOLDEN=1 rewrites the diagnostics. Returns
/// the codes that were seen.
template <typename Load>
std::set<DiagnosticCode> check_refused(const std::filesystem::path& folder, std::size_t least,
                                       const Load& load) {
  const bool update = std::getenv("UPDATE_GOLDEN") != nullptr;
  std::set<DiagnosticCode> seen;
  std::size_t count = 0;
  for (CaseFile& file : read_case_folder(folder)) {
    DiagnosticCode last_code = codes::none;
    for (Case& one : file.cases) {
      INFO(file.path.filename().string() << ": " << one.name);
      const auto loaded = load(one);
      CHECK_FALSE(loaded.value.has_value());
      CHECK(loaded.diagnostics.has_errors());
      std::string actual;
      DiagnosticCode first_code = codes::none;
      for (const Diagnostic& d : loaded.diagnostics.sorted()) {
        if (first_code == codes::none) first_code = d.code;
        seen.insert(d.code);
        actual += render(d);
      }
      if (update) one.diagnostics = actual;
      const std::string differs = difference(one.diagnostics, actual);
      CHECK(differs == "");
      // The cases of a file are in the order of the first code that each provokes.
      CHECK(last_code <= first_code);
      last_code = first_code;
      ++count;
    }
    if (update) write_cases(file);
  }
  CHECK(count >= least);
  return seen;
}

}  // namespace candor::testing
