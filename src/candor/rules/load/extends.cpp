// SPDX-License-Identifier: Apache-2.0
#include "candor/rules/load/extends.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "candor/rules/load/entry_uses.h"
#include "candor/rules/load/rule_set_keys.h"
#include "candor/rules/load/stale_texts.h"
#include "candor/rules/yaml/yaml_tree.h"

namespace candor {
namespace {

using std::string_view;

constexpr string_view off = "off";

bool is_off(const YamlNode& node) {
  return node.kind == YamlNode::Kind::scalar && node.text == off;
}

// The sentence of an entry, shown where the entry is dropped.
std::string sentence_of(const YamlNode& entry) {
  for (const string_view key : {"because", "ask", "say", "title"}) {
    const YamlNode* text = entry.find(key);
    if (text && text->kind == YamlNode::Kind::scalar) return text->text;
  }
  return {};
}

class Extension {
 public:
  Extension(Layer& layer, Document& out)
      : fields_(out.files, layer.diagnostics), files_(out.files), changes_(out.changes) {
    if (const YamlNode* id = layer.root->find("id")) by_ = id->text;
  }

  /// Lays `overlay` over `base`.
  void lay(YamlNode overlay, YamlNode& base);

  /// The dropped entries, with the reasons, as a node: part of the content that a review signs.
  YamlNode drops(Place at) const;

 private:
  struct Drop {
    Part part = Part::rule;
    Text id = {};
    Place at = {};
  };

  void lay_entries(const RuleSetKey& of, YamlNode& overlay, YamlNode& base);
  void lay_care(YamlEntry& overlay, YamlNode& base);
  void lay_entry(const RuleSetKey& of, YamlEntry& overlay, YamlEntry& base);
  bool lay_choices(YamlNode& overlay, YamlNode& base, string_view what);
  bool lay_keys(const RuleSetKey& of, YamlEntry& overlay, YamlEntry& base, string_view what,
                std::vector<std::string>& changed);
  bool lay_key(YamlEntry& given, YamlNode& base, string_view what);
  void lay_client(YamlEntry& overlay, YamlNode& rule, string_view rule_name,
                  std::vector<std::string>& changed);
  bool drop(const RuleSetKey& of, const YamlEntry& overlay, const YamlEntry* base,
            const std::vector<string_view>& known);
  void refuse_drop(string_view thing, Place at, string_view help);
  void erase_drops(YamlNode& root);
  bool is_dropped(Part part, string_view id) const;

  Fields fields_;
  const SourceFiles& files_;
  std::vector<Change>& changes_;
  std::string by_ = {};
  std::vector<Drop> drops_ = {};
};

void Extension::refuse_drop(string_view thing, Place at, string_view help) {
  fields_.error(codes::off_not_allowed, at, fmt::format("a {} cannot be dropped", thing),
                std::string(help));
}

// Whether the entry drops one of the base, or tries to; then there is nothing more to do with it.
bool Extension::drop(const RuleSetKey& of, const YamlEntry& overlay, const YamlEntry* base,
                     const std::vector<string_view>& known) {
  const YamlNode& value = overlay.value;
  const YamlNode* reason = value.find(off);
  // In a condition, `off` beside other keys is the name of a question.
  if (reason && *of.entries == Part::condition && value.entries.size() > 1) return false;
  if (!is_off(value) && !reason) return false;
  const Place at = reason ? value.entries.front().key.at : value.at;
  const string_view thing = to_string(*of.entries);
  if (!of.no_drop.empty()) {
    refuse_drop(thing, at, of.no_drop);
    return true;
  }
  if (!base) {
    fields_.error(codes::off_without_target, overlay.key.at,
                  fmt::format("there is no {} `{}` to drop", thing, overlay.key.text),
                  Fields::suggest(overlay.key, known));
    return true;
  }
  if (value.entries.size() > 1) {
    fields_.error(
        codes::misplaced_key, at,
        fmt::format("{} `{}` has other keys in addition to `off`", thing, overlay.key.text),
        "either drop it or change it");
    return true;
  }
  Change change{
      .part = *of.entries, .kind = Change::Kind::dropped, .id = overlay.key.text, .by = by_};
  if (reason) {
    const std::string what = fmt::format("the reason to drop {} `{}`", thing, overlay.key.text);
    change.reason = fields_.text(*reason, what).value_or(Text{}).text;
  }
  change.was = sentence_of(base->value);
  changes_.push_back(std::move(change));
  drops_.push_back({*of.entries, overlay.key, at});
  return true;
}

bool Extension::lay_choices(YamlNode& overlay, YamlNode& base, string_view what) {
  bool changed = false;
  base.at = overlay.at;
  for (YamlEntry& given : overlay.entries) {
    YamlEntry* kept = find_entry(base, given.key);
    if (is_off(given.value)) {
      refuse_drop(fmt::format("choice of {}", what), given.value.at,
                  "change its label instead; for the label itself, write `Off`");
    } else if (!kept) {
      base.entries.push_back(std::move(given));
      changed = true;
    } else {
      changed |= !same(kept->value, given.value);
      *kept = std::move(given);
    }
  }
  return changed;
}

// Lays one key over those of `base`; returns whether that changes anything.
bool Extension::lay_key(YamlEntry& given, YamlNode& base, string_view what) {
  YamlEntry* kept = find_entry(base, given.key);
  if (is_off(given.value) && !kept) {
    fields_.error(codes::off_without_target, given.key.at,
                  fmt::format("{} has no `{}` to drop", what, given.key.text));
  } else if (is_off(given.value)) {
    erase_entry(base, given.key);
  } else if (!kept) {
    base.entries.push_back(given);
  } else {
    const bool differs = !same(kept->value, given.value);
    *kept = given;
    return differs;
  }
  return true;
}

// Lays the keys of a rule's `client` over those that it has. Without any left, it has none.
void Extension::lay_client(YamlEntry& overlay, YamlNode& rule, string_view rule_name,
                           std::vector<std::string>& changed) {
  YamlEntry* kept = find_entry(rule, overlay.key);
  if (!kept) kept = &rule.entries.emplace_back(YamlEntry{overlay.key, {}});
  kept->value.kind = YamlNode::Kind::mapping;
  kept->key.at = overlay.key.at;
  kept->value.at = overlay.value.at;
  const std::string what = fmt::format("`client` of {}", rule_name);
  for (YamlEntry& given : overlay.value.entries) {
    if (lay_key(given, kept->value, what)) changed.push_back("client." + given.key.text);
  }
  const bool is_gone = kept->value.entries.empty() && !overlay.value.entries.empty();
  if (is_gone) erase_entry(rule, overlay.key);
}

// Lays the keys of `overlay` over those of `base`. False when it has none.
bool Extension::lay_keys(const RuleSetKey& of, YamlEntry& overlay, YamlEntry& base,
                         string_view what, std::vector<std::string>& changed) {
  if (!fields_.mapping(overlay.value, what)) return false;
  for (YamlEntry& given : overlay.value.entries) {
    YamlEntry* kept = find_entry(base.value, given.key);
    const bool maps = given.value.kind == YamlNode::Kind::mapping &&
                      (!kept || kept->value.kind == YamlNode::Kind::mapping);
    if (maps && *of.entries == Part::rule && given.key.text == "client") {
      lay_client(given, base.value, what, changed);
      continue;
    }
    bool differs = true;
    if (kept && maps && *of.entries == Part::question && given.key.text == "choices") {
      kept->key.at = given.key.at;
      differs = lay_choices(given.value, kept->value, what);
    } else {
      differs = lay_key(given, base.value, what);
    }
    if (differs) changed.push_back(given.key.text);
  }
  base.value.at = overlay.value.at;
  return true;
}

void Extension::lay_entry(const RuleSetKey& of, YamlEntry& overlay, YamlEntry& base) {
  Change change{.part = *of.entries, .kind = Change::Kind::changed, .id = base.key.text, .by = by_};
  // Mistakes in the entry as a whole are reported where it was last changed.
  base.key.at = overlay.key.at;
  if (of.entries_have_keys) {
    const std::string what = fmt::format("{} `{}`", to_string(*of.entries), base.key.text);
    if (!lay_keys(of, overlay, base, what, change.keys)) return;
    if (*of.entries == Part::rule)
      refuse_stale_texts(fields_, overlay.value, base.value, what, change.keys);
    if (change.keys.empty()) return;
  } else {
    if (same(base.value, overlay.value)) return;
    base.value = std::move(overlay.value);
  }
  changes_.push_back(std::move(change));
}

void Extension::lay_entries(const RuleSetKey& of, YamlNode& overlay, YamlNode& base) {
  if (!fields_.mapping(overlay, fmt::format("`{}`", of.name))) return;
  base.kind = YamlNode::Kind::mapping;
  base.at = overlay.at;
  std::unordered_map<std::string, std::size_t> index;
  std::vector<std::string> ids;
  for (const YamlEntry& entry : base.entries) {
    index.emplace(entry.key.text, index.size());
    ids.push_back(entry.key.text);
  }
  const std::vector<string_view> known(ids.begin(), ids.end());
  for (YamlEntry& given : overlay.entries) {
    const auto found = index.find(given.key.text);
    YamlEntry* kept = found == index.end() ? nullptr : &base.entries[found->second];
    if (drop(of, given, kept, known)) continue;
    if (kept) {
      lay_entry(of, given, *kept);
      continue;
    }
    changes_.push_back(
        {.part = *of.entries, .kind = Change::Kind::added, .id = given.key.text, .by = by_});
    base.entries.push_back(std::move(given));
  }
}

void Extension::lay_care(YamlEntry& overlay, YamlNode& base) {
  if (!fields_.mapping(overlay.value, "`care`")) return;
  base.kind = YamlNode::Kind::mapping;
  base.at = overlay.value.at;
  for (YamlEntry& given : overlay.value.entries) {
    const RuleSetKey* of = find_key(care_keys, given.key);
    YamlEntry* kept = find_entry(base, given.key);
    if (!kept) kept = &base.entries.emplace_back(YamlEntry{given.key, {}});
    if (of)
      lay_entries(*of, given.value, kept->value);
    else
      kept->value = std::move(given.value);  // loading reports the unknown key
  }
}

bool Extension::is_dropped(Part part, string_view id) const {
  return std::any_of(drops_.begin(), drops_.end(),
                     [&](const Drop& drop) { return drop.part == part && drop.id.text == id; });
}

// Removes the dropped entries, unless some of them are still used, which it reports.
void Extension::erase_drops(YamlNode& root) {
  const std::vector<EntryUse> uses =
      uses_in(root, [&](Part part, string_view id) { return is_dropped(part, id); });
  bool sound = true;
  for (const Drop& drop : drops_) {
    constexpr std::size_t most_named = 5;
    std::string users;
    std::size_t count = 0;
    for (const EntryUse& use : uses) {
      if (use.part != drop.part || use.name != drop.id.text || ++count > most_named) continue;
      users += fmt::format("{}{} `{}` ({}:{}:{})", users.empty() ? "" : ", ", to_string(use.by),
                           use.user, files_[use.at.file]->name(), use.at.line, use.at.column);
    }
    if (count == 0) continue;
    if (count > most_named) users += fmt::format(" and {} more", count - most_named);
    fields_.error(
        codes::off_still_used, drop.at,
        fmt::format("{} `{}` is dropped but still used", to_string(drop.part), drop.id.text),
        fmt::format("also change or drop the entries that use it: {}", users));
    sound = false;
  }
  if (!sound) return;
  const auto erase = [&](YamlNode& from, const RuleSetKey& of) {
    YamlEntry* entries = find_entry(from, of.name);
    if (!entries) return;
    std::erase_if(entries->value.entries,
                  [&](const YamlEntry& entry) { return is_dropped(*of.entries, entry.key); });
    const bool may_be_left_out =
        *of.entries != Part::question && *of.entries != Part::rule && *of.entries != Part::verdict;
    if (entries->value.entries.empty() && may_be_left_out) erase_entry(from, of.name);
  };
  for (const RuleSetKey& of : rule_set_keys) {
    if (of.entries) erase(root, of);
  }
  if (YamlEntry* group = find_entry(root, "care")) {
    for (const RuleSetKey& of : care_keys) erase(group->value, of);
    if (group->value.entries.empty()) erase_entry(root, "care");
  }
}

void Extension::lay(YamlNode overlay, YamlNode& base) {
  for (const RuleSetKey& key : rule_set_keys) {
    if (key.own) erase_entry(base, key.name);
  }
  base.at = overlay.at;
  const auto first = static_cast<std::ptrdiff_t>(changes_.size());
  Change own{.part = Part::rule_set, .kind = Change::Kind::changed, .id = by_, .by = by_};
  for (YamlEntry& given : overlay.entries) {
    YamlEntry* kept = find_entry(base, given.key);
    const RuleSetKey* of = find_key(rule_set_keys, given.key);
    const bool is_care = given.key.text == "care";
    if (!is_care && !(of && of->entries)) {
      if (kept && !same(kept->value, given.value)) own.keys.push_back(given.key.text);
      if (!kept) kept = &base.entries.emplace_back();
      *kept = std::move(given);
      continue;
    }
    if (!kept) kept = &base.entries.emplace_back(YamlEntry{given.key, {}});
    if (is_care)
      lay_care(given, kept->value);
    else
      lay_entries(*of, given.value, kept->value);
  }
  if (!own.keys.empty()) changes_.insert(changes_.begin() + first, std::move(own));
  erase_drops(base);
}

YamlNode Extension::drops(Place at) const {
  YamlNode out;
  out.kind = YamlNode::Kind::sequence;
  out.at = at;
  for (const Change& change : changes_) {
    if (change.kind != Change::Kind::dropped || change.by != by_) continue;
    YamlNode& drop = out.items.emplace_back();
    drop.kind = YamlNode::Kind::sequence;
    drop.at = at;
    drop.items = {scalar(std::string(to_string(change.part)), at), scalar(change.id, at),
                  scalar(change.reason, at)};
  }
  return out;
}

}  // namespace

Document extend(Layer& layer, Document base, const RuleSet& rules) {
  Document out;
  out.files.push_back(layer.file);
  out.files.insert(out.files.end(), base.files.begin(), base.files.end());
  out.bases = std::move(base.bases);
  out.bases.insert(out.bases.begin(),
                   {rules.id.text, rules.version.text, rules.title.text, rules.digest});
  out.changes = std::move(base.changes);
  out.root = std::move(base.root);
  count_one_file_more(out.root);

  Fields fields(*layer.file, layer.diagnostics);
  const std::size_t before = out.changes.size();
  const std::size_t errors = layer.diagnostics.errors();
  const Place at = layer.root->find("extends")->at;
  const YamlNode* id = layer.root->find("id");
  for (const Base& other : out.bases) {
    if (!id || id->text != other.id) continue;
    fields.error(codes::same_id_as_base, id->at,
                 fmt::format("`{}` is the id of the rule set that this one extends", id->text),
                 "results identify a rule set by its id: give this one its own");
  }
  Extension extension(layer, out);
  extension.lay(std::move(*layer.root), out.root);
  if (out.changes.size() == before && layer.diagnostics.errors() == errors) {
    fields.error(codes::no_change, at, "this changes nothing in the rule set that it extends",
                 "make a change, or use the other rule set itself");
  }
  // So that the digest is over this content and that of the base.
  YamlNode& extends = find_entry(out.root, "extends")->value;
  extends = {};
  extends.kind = YamlNode::Kind::mapping;
  extends.at = at;
  extends.entries.push_back({{"digest", at}, scalar(rules.digest, at)});
  extends.entries.push_back({{"dropped", at}, extension.drops(at)});
  return out;
}

}  // namespace candor
