// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "candor/rules/load/extends.h"
#include "candor/rules/load/loader.h"

namespace candor {
namespace {

// The text that the last layer extends; nothing when it is not found, which is reported.
std::shared_ptr<const SourceFile> read_base(std::vector<Layer>& layers, const YamlNode& extends,
                                            const RulesLookup& lookup) {
  Layer& layer = layers.back();
  Fields fields(*layer.file, layer.diagnostics);
  const std::optional<Text> name = fields.text(extends, "`extends`");
  if (!name) return nullptr;
  if (layers.size() > most_bases) {
    fields.error(codes::limit_exceeded, name->at,
                 fmt::format("more than {} rule sets in a chain", most_bases),
                 "extend a rule set closer to the beginning of the chain");
    return nullptr;
  }
  auto found = find_base(name->text, *layer.file, lookup);
  if (Diagnostic* problem = std::get_if<Diagnostic>(&found)) {
    fields.error(codes::unavailable_base, name->at, std::move(problem->message),
                 std::move(problem->help));
    return nullptr;
  }
  SourceFile& base = std::get<RulesFile>(found).file;
  // The same text is the same rule set, whatever it is called.
  const bool circle = std::any_of(layers.begin(), layers.end(), [&](const Layer& before) {
    return before.file->text() == base.text();
  });
  if (circle) {
    fields.error(codes::extends_cycle, name->at, fmt::format("`{}` extends itself", base.name()),
                 "the last rule set in a chain must not extend another");
    return nullptr;
  }
  return std::make_shared<const SourceFile>(std::move(base));
}

}  // namespace

std::vector<Layer> read_layers(SourceFile file, const RulesLookup& lookup) {
  std::vector<Layer> layers(1);
  layers.front().file = std::make_shared<const SourceFile>(std::move(file));
  while (true) {
    Layer& layer = layers.back();
    layer.root = read_yaml(*layer.file, layer.diagnostics);
    const YamlNode* extends = layer.root ? layer.root->find("extends") : nullptr;
    if (!extends) return layers;
    auto base = read_base(layers, *extends, lookup);
    if (!base) {
      layer.root.reset();
      return layers;
    }
    layers.push_back({.file = std::move(base)});
  }
}

}  // namespace candor
