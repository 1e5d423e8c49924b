// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "candor/base/digest.h"
#include "candor/rules/load/rule_set_keys.h"

namespace candor {
namespace {

// The canonical content is JSON with every scalar as text. Entries whose order is the author's
// (rules, questions, choices, ...) keep it; the keys within an entry are sorted, because their
// order is layout.
enum class Order : std::uint8_t { kept, sorted };

void append_text(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\b': out += "\\b"; break;
      case '\f': out += "\\f"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += fmt::format("\\u{:04x}", c);
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

using Entries = std::vector<const YamlEntry*>;

Entries entries_of(const YamlNode& mapping, Order order) {
  Entries out;
  for (const YamlEntry& entry : mapping.entries) out.push_back(&entry);
  if (order == Order::sorted) {
    std::sort(out.begin(), out.end(),
              [](const YamlEntry* a, const YamlEntry* b) { return a->key.text < b->key.text; });
  }
  return out;
}

// Appends `{...}`, where `append_value(entry)` appends the value of an entry.
template <class Append>
void append_object(std::string& out, const Entries& entries, Append append_value) {
  out += '{';
  for (const YamlEntry* entry : entries) {
    if (out.back() != '{') out += ',';
    append_text(out, entry->key.text);
    out += ':';
    append_value(*entry);
  }
  out += '}';
}

void append_node(std::string& out, const YamlNode& node, Order order) {
  switch (node.kind) {
    case YamlNode::Kind::null: out += "null"; return;
    case YamlNode::Kind::scalar: append_text(out, node.text); return;
    case YamlNode::Kind::sequence:
      out += '[';
      for (const YamlNode& item : node.items) {
        if (out.back() != '[') out += ',';
        append_node(out, item, Order::sorted);
      }
      out += ']';
      return;
    case YamlNode::Kind::mapping: break;
  }
  append_object(out, entries_of(node, order), [&](const YamlEntry& entry) {
    const bool choices = order == Order::sorted && entry.key.text == "choices";
    append_node(out, entry.value, choices ? Order::kept : Order::sorted);
  });
}

template <std::size_t N>
Order order_of(const std::array<RuleSetKey, N>& keys, std::string_view name) {
  const RuleSetKey* key = find_key(keys, name);
  return key && key->entries ? Order::kept : Order::sorted;
}

}  // namespace

std::string digest_of(const YamlNode& root) {
  Entries entries = entries_of(root, Order::sorted);
  std::erase_if(entries, [](const YamlEntry* entry) { return entry->key.text == "review"; });
  std::string json;
  append_object(json, entries, [&](const YamlEntry& entry) {
    if (entry.key.text == "care") {
      append_object(json, entries_of(entry.value, Order::sorted), [&](const YamlEntry& group) {
        append_node(json, group.value, order_of(care_keys, group.key));
      });
    } else {
      append_node(json, entry.value, order_of(rule_set_keys, entry.key));
    }
  });
  return "sha256:" + sha256_hex(json);
}

}  // namespace candor
