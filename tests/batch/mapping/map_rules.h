// SPDX-License-Identifier: Apache-2.0
// The rule set for the tests of mappings, with a question of every type.

#pragma once

#include <filesystem>
#include <string>

#include "candor/rules/built_in.h"
#include "candor/rules/load/load_rule_set.h"
#include "support/catch.hpp"
#include "support/files.h"

namespace candor {

inline const RuleSet& map_rules() {
  static const RuleSet rules = [] {
    const auto path = std::filesystem::path(CANDOR_SOURCE_DIR) / "tests/data/maps/clinic.yaml";
    return load_rule_set(SourceFile("clinic.yaml", read_file(path))).value.value();
  }();
  return rules;
}

inline const RuleSet& microneedling() {
  static const RuleSet rules = [] {
    const BuiltIn* set = find_built_in("microneedling");
    return load_rule_set(SourceFile("<microneedling>", std::string(set->yaml))).value.value();
  }();
  return rules;
}

inline std::string rendered(const Diagnostics& diagnostics) {
  std::string out;
  for (const Diagnostic& d : diagnostics.sorted()) out += render(d);
  return out;
}

}  // namespace candor
