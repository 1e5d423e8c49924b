// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include <nlohmann/json.hpp>

#include "candor/base/digest.h"
#include "candor/rules/load/loader.h"

namespace candor {
namespace {

using Json = nlohmann::ordered_json;

// The canonical content is JSON with every scalar as text. Entries that stand in an order of the
// author's (rules, questions, choices, ...) keep it; the keys within a thing are sorted, because
// their order is layout.
enum class Order : std::uint8_t { kept, sorted };

Json canonical(const YamlNode& node, Order order) {
  switch (node.kind) {
    case YamlNode::Kind::null: return nullptr;
    case YamlNode::Kind::scalar: return node.text;
    case YamlNode::Kind::sequence: {
      Json out = Json::array();
      for (const YamlNode& item : node.items) out.push_back(canonical(item, Order::sorted));
      return out;
    }
    case YamlNode::Kind::mapping: break;
  }
  std::vector<const YamlEntry*> entries;
  for (const YamlEntry& entry : node.entries) entries.push_back(&entry);
  if (order == Order::sorted) {
    std::sort(entries.begin(), entries.end(),
              [](const YamlEntry* a, const YamlEntry* b) { return a->key.text < b->key.text; });
  }
  Json out = Json::object();
  for (const YamlEntry* entry : entries) {
    const bool choices = order == Order::sorted && entry->key.text == "choices";
    out[entry->key.text] = canonical(entry->value, choices ? Order::kept : Order::sorted);
  }
  return out;
}

Json canonical_rule_set(const YamlNode& root) {
  constexpr std::array<std::string_view, 7> ordered{
      "sources", "verdicts", "sections", "questions", "conditions", "rules", "plan"};
  Json out = Json::object();
  std::vector<const YamlEntry*> entries;
  for (const YamlEntry& entry : root.entries) entries.push_back(&entry);
  std::sort(entries.begin(), entries.end(),
            [](const YamlEntry* a, const YamlEntry* b) { return a->key.text < b->key.text; });
  for (const YamlEntry* entry : entries) {
    const std::string& key = entry->key.text;
    if (key == "review") continue;
    if (key == "care") {
      for (const std::string_view group : {"after", "before", "call_us"}) {
        const YamlNode* items = entry->value.find(group);
        if (items) out[key][std::string(group)] = canonical(*items, Order::kept);
      }
    } else {
      const bool kept = std::find(ordered.begin(), ordered.end(), key) != ordered.end();
      out[key] = canonical(entry->value, kept ? Order::kept : Order::sorted);
    }
  }
  return out;
}

}  // namespace

std::string digest_of(const YamlNode& root) {
  return "sha256:" + sha256_hex(canonical_rule_set(root).dump());
}

}  // namespace candor
