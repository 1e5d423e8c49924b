// SPDX-License-Identifier: Apache-2.0
// A rule set that extends another: its texts, combined into one tree. Private to `rules`.

#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "candor/base/diagnostic.h"
#include "candor/rules/load/load_rule_set.h"
#include "candor/rules/model.h"
#include "candor/rules/yaml/yaml.h"

namespace candor {

/// One of the texts that a rule set is made of, and what is wrong with it.
struct Layer {
  std::shared_ptr<const SourceFile> file = {};
  std::optional<YamlNode> root = {};  // empty: it cannot be loaded, which is reported
  Diagnostics diagnostics = {};
};

/// Reads a text, the one it extends, and so on: the text first. The last layer has no `root` when
/// the rule set that it extends is not found.
std::vector<Layer> read_layers(SourceFile file, const RulesLookup& lookup);

/// A tree ready to load, and what it was made of.
struct Document {
  YamlNode root = {};
  SourceFiles files = {};  // as in `RuleSet::files`
  std::vector<Base> bases = {};
  std::vector<Change> changes = {};
};

/// Lays the tree of `layer` over that of `base`, which has loaded as `rules`. The tree can be
/// loaded in spite of the mistakes that this reports, so that other mistakes are reported too.
Document extend(Layer& layer, Document base, const RuleSet& rules);

}  // namespace candor
