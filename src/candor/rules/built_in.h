// SPDX-License-Identifier: Apache-2.0
// The rule sets compiled into the library.

#pragma once

#include <span>
#include <string>
#include <string_view>

#include "candor/base/source_file.h"
#include "candor/rules/model.h"

namespace candor {

/// A rule set compiled into the library, with its tests.
struct BuiltIn {
  std::string_view id;
  std::string_view yaml;
  std::string_view tests;
  std::string_view prepared;  // loaded from `yaml` at build time: for `restore_rule_set`

  /// The YAML under the name `<ID>`.
  SourceFile file() const { return {"<" + std::string(id) + ">", std::string(yaml)}; }
};

/// The same as `load_rule_set(built_in.file())`, without reading YAML.
RuleSet load_built_in(const BuiltIn& built_in);

/// The rule sets that need no file.
std::span<const BuiltIn> built_in_rule_sets() noexcept;

/// The built-in rule set of that id, or nullptr.
const BuiltIn* find_built_in(std::string_view id) noexcept;

}  // namespace candor
