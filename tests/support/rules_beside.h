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

/// Finds files as the command line does, with paths relative to `folder`.
inline RulesLookup rules_beside(std::filesystem::path folder) {
  return {.read_file = [folder = std::move(folder)](const std::string& path) -> FileText {
    if (!exists(folder / path)) return {.problem = "this cannot be read", .exists = false};
    return {.text = read_file(folder / path)};
  }};
}

/// Finds texts by their names.
inline RulesLookup rules_among(std::map<std::string, std::string> texts) {
  return {.read_file = [texts = std::move(texts)](const std::string& path) -> FileText {
    const auto found = texts.find(path);
    if (found == texts.end()) return {.problem = "this cannot be read", .exists = false};
    return {.text = found->second};
  }};
}

}  // namespace candor::testing
