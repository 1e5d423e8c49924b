// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "candor/rules/load/extends.h"
#include "candor/rules/load/loader.h"

namespace candor {
namespace {

// The text that the last layer extends; nothing when there is none to be had, which is reported.
std::optional<SourceFile> find_base(std::deque<Layer>& layers, const YamlNode& extends,
                                    const FindRules& find) {
  Layer& layer = layers.back();
  Fields fields(*layer.file, layer.diagnostics);
  const std::optional<Text> name = fields.text(extends, "`extends`");
  if (!name) return std::nullopt;
  if (layers.size() > most_bases) {
    fields.error(codes::limit_exceeded, name->at,
                 fmt::format("more than {} rule sets in a chain", most_bases),
                 "extend one that is nearer to its beginning");
    return std::nullopt;
  }
  if (!find) {
    fields.error(codes::unavailable_base, name->at, "no other rule set can be read here");
    return std::nullopt;
  }
  auto found = find(name->text, *layer.file);
  if (Diagnostic* problem = std::get_if<Diagnostic>(&found)) {
    fields.error(codes::unavailable_base, name->at, std::move(problem->message),
                 std::move(problem->help));
    return std::nullopt;
  }
  SourceFile& base = std::get<SourceFile>(found);
  // The same text is the same rule set, by whatever name it was reached.
  const bool circle = std::any_of(layers.begin(), layers.end(), [&](const Layer& before) {
    return before.file->text() == base.text();
  });
  if (circle) {
    fields.error(codes::extends_cycle, name->at, fmt::format("`{}` extends itself", base.name()),
                 "a chain begins with a rule set that extends none");
    return std::nullopt;
  }
  return std::move(base);
}

}  // namespace

std::deque<Layer> read_layers(const SourceFile& file, const FindRules& find) {
  std::deque<Layer> layers(1);
  layers.front().file = &file;
  while (true) {
    Layer& layer = layers.back();
    layer.root = read_yaml(*layer.file, layer.diagnostics);
    const YamlNode* extends = layer.root ? layer.root->find("extends") : nullptr;
    if (!extends) return layers;
    std::optional<SourceFile> base = find_base(layers, *extends, find);
    if (!base) {
      layer.root.reset();
      return layers;
    }
    Layer& next = layers.emplace_back();
    next.found = std::move(base);
    next.file = &*next.found;
  }
}

}  // namespace candor
