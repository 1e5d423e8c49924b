// SPDX-License-Identifier: Apache-2.0
#include "candor/rules/yaml/yaml_tree.h"

#include <algorithm>
#include <utility>

namespace candor {

YamlEntry* find_entry(YamlNode& node, std::string_view key) {
  const auto found = std::find_if(node.entries.begin(), node.entries.end(),
                                  [&](const YamlEntry& entry) { return entry.key.text == key; });
  return found == node.entries.end() ? nullptr : &*found;
}

void erase_entry(YamlNode& node, std::string_view key) {
  std::erase_if(node.entries, [&](const YamlEntry& entry) { return entry.key.text == key; });
}

YamlNode scalar(std::string text, Place at) {
  YamlNode node;
  node.kind = YamlNode::Kind::scalar;
  node.at = at;
  node.text = std::move(text);
  return node;
}

bool same(const YamlNode& a, const YamlNode& b) {
  const auto same_entry = [](const YamlEntry& x, const YamlEntry& y) {
    return x.key.text == y.key.text && same(x.value, y.value);
  };
  return a.kind == b.kind && a.text == b.text &&
         std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), same) &&
         std::equal(a.entries.begin(), a.entries.end(), b.entries.begin(), b.entries.end(),
                    same_entry);
}

void count_one_file_more(YamlNode& node) {
  ++node.at.file;
  for (YamlNode& item : node.items) count_one_file_more(item);
  for (YamlEntry& entry : node.entries) {
    ++entry.key.at.file;
    count_one_file_more(entry.value);
  }
}

}  // namespace candor
