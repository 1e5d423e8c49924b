// SPDX-License-Identifier: Apache-2.0
// The rule sets compiled into the library.

#pragma once

#include <span>
#include <string_view>

#include "candor/rules/model.h"

namespace candor {

/// A rule set compiled into the library, with the tests beside it.
struct BuiltIn {
  std::string_view id;
  std::string_view yaml;
  std::string_view tests;
  std::string_view prepared;  // the YAML as loaded when this was built: for `restore_rule_set`
};

/// The rule set of that text, loaded at build time: what `load_rule_set` gives for `yaml` under the
/// name `<ID>`, without reading YAML.
RuleSet load_built_in(const BuiltIn& built_in);

/// The rule sets that need no file.
std::span<const BuiltIn> built_in_rule_sets() noexcept;

/// The built-in rule set of that id, or nullptr.
const BuiltIn* find_built_in(std::string_view id) noexcept;

}  // namespace candor
