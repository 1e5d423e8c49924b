// SPDX-License-Identifier: Apache-2.0
// A rule set that extends another: the texts it is made of, and the one tree they make. Private to
// `rules`.

#pragma once

#include <deque>
#include <optional>
#include <vector>

#include "candor/base/diagnostic.h"
#include "candor/rules/load/load_rule_set.h"
#include "candor/rules/model.h"
#include "candor/rules/yaml/yaml.h"

namespace candor {

/// One of the texts that a rule set is made of, and what is wrong with it.
struct Layer {
  std::optional<SourceFile> found = {};  // of a base
  const SourceFile* file = nullptr;      // the text: the caller's, or `found`
  std::optional<YamlNode> root = {};     // empty when nothing more can be said of it
  Diagnostics diagnostics = {};
};

/// Reads a text, what it extends, and so on: the text first. The last one has no `root` where what
/// it extends cannot be had, which is reported.
std::deque<Layer> read_layers(const SourceFile& file, const FindRules& find);

/// A tree ready to load, and what it was made of.
struct Document {
  YamlNode root = {};
  std::vector<const SourceFile*> files = {};  // what `Place::file` counts: the text, then its bases
  std::vector<Base> bases = {};
  std::vector<Change> changes = {};
};

/// The tree of `layer` laid over that of `base`, which has loaded as `rules`. Reports what cannot
/// be done; the tree is fit to be loaded all the same, so that what else is wrong can be found.
Document extend(Layer& layer, Document base, const RuleSet& rules);

}  // namespace candor
