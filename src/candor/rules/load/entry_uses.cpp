// SPDX-License-Identifier: Apache-2.0
#include "candor/rules/load/entry_uses.h"

namespace candor {
namespace {

using std::string_view;

class Finder {
 public:
  explicit Finder(const std::function<bool(Part, string_view)>& leave_out)
      : leave_out_(leave_out) {}

  void look_at(const YamlNode* entries, Part part) {
    if (!entries) return;
    for (const YamlEntry& entry : entries->entries) {
      if (leave_out_(part, entry.key)) continue;
      by_ = part;
      user_ = entry.key.text;
      if (part == Part::condition) {
        add_condition(entry.value);
        continue;
      }
      for (const string_view key : {"when", "asked_if"}) {
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
  Finder finder(leave_out);
  finder.look_at(root.find("questions"), Part::question);
  finder.look_at(root.find("conditions"), Part::condition);
  finder.look_at(root.find("rules"), Part::rule);
  if (const YamlNode* care = root.find("care")) {
    finder.look_at(care->find("before"), Part::before);
    finder.look_at(care->find("after"), Part::after);
    finder.look_at(care->find("call_us"), Part::call_us);
  }
  finder.look_at(root.find("plan"), Part::plan);
  return finder.take();
}

}  // namespace candor
