// SPDX-License-Identifier: Apache-2.0
#include "candor/rules/load/entry_uses.h"

#include "candor/rules/load/rule_set_keys.h"

namespace candor {
namespace {

using std::string_view;

class EntryFinder {
 public:
  explicit EntryFinder(const std::function<bool(Part, string_view)>& leave_out)
      : leave_out_(leave_out) {}

  void add_entries(const YamlNode* entries, Part part) {
    if (!entries) return;
    for (const YamlEntry& entry : entries->entries) {
      if (leave_out_(part, entry.key)) continue;
      by_ = part;
      user_ = entry.key.text;
      if (part == Part::condition) {
        add_condition(entry.value);
        continue;
      }
      for (const string_view key : {"when", "done_when", "asked_if"}) {
        if (const YamlNode* condition = entry.value.find(key)) add_condition(*condition);
      }
      if (const YamlNode* until = entry.value.find("until")) {
        for (const YamlEntry& after : until->entries) add(Part::question, after.key);
      }
      if (const YamlNode* sources = entry.value.find("sources")) add_all(Part::source, *sources);
    }
  }

  std::vector<EntryUse> take() { return std::move(uses_); }

 private:
  void add(Part part, const Text& name) {
    uses_.push_back({.part = part, .name = name.text, .by = by_, .user = user_, .at = name.at});
  }

  void add_all(Part part, const YamlNode& names) {
    if (names.kind == YamlNode::Kind::scalar) add(part, {names.text, names.at});
    for (const YamlNode& item : names.items) add_all(part, item);
  }

  void add_condition(const YamlNode& node) {
    for (const auto& [key, value] : node.entries) {
      if (key.text == "all" || key.text == "any") {
        for (const YamlNode& item : value.items) add_condition(item);
      } else if (key.text == "not") {
        add_condition(value);
      } else if (key.text == "is") {
        add_all(Part::condition, value);
      } else {
        add(Part::question, key);
      }
    }
  }

  const std::function<bool(Part, string_view)>& leave_out_;
  std::vector<EntryUse> uses_ = {};
  Part by_ = Part::rule;
  std::string user_ = {};
};

}  // namespace

std::vector<EntryUse> uses_in(const YamlNode& root,
                              const std::function<bool(Part, string_view)>& leave_out) {
  EntryFinder finder(leave_out);
  const YamlNode* care = root.find("care");
  for (const RuleSetKey& key : rule_set_keys) {
    if (key.entries) finder.add_entries(root.find(key.name), *key.entries);
    if (!care || key.name != "care") continue;
    for (const RuleSetKey& group : care_keys) {
      finder.add_entries(care->find(group.name), *group.entries);
    }
  }
  return finder.take();
}

}  // namespace candor
