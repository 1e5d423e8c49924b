// SPDX-License-Identifier: Apache-2.0
// What `extends` names, for tests.

#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <utility>

#include "candor/rules/load/load_rule_set.h"
#include "support/files.h"

namespace candor::testing {

/// Finds files, as the command line does, where names of files count from `folder`.
inline FindRules rules_beside(std::filesystem::path folder) {
  return
      [folder = std::move(folder)](const std::string& name,
                                   const SourceFile& from) -> std::variant<SourceFile, Diagnostic> {
        const auto path = std::filesystem::path(from.name()).parent_path() / name;
        if (!exists(folder / path)) return Diagnostic{.message = "this cannot be read"};
        return SourceFile(path.string(), read_file(folder / path));
      };
}

/// Finds texts by their names.
inline FindRules rules_among(std::map<std::string, std::string> texts) {
  return [texts = std::move(texts)](const std::string& name,
                                    const SourceFile&) -> std::variant<SourceFile, Diagnostic> {
    const auto found = texts.find(name);
    if (found == texts.end()) return Diagnostic{.message = "this cannot be read"};
    return SourceFile(name, found->second);
  };
}

}  // namespace candor::testing
