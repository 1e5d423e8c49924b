// SPDX-License-Identifier: Apache-2.0
// The keys of a rule set: loading, `extends` and the digest all go by this table. Internal.

#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "candor/rules/load/loader.h"
#include "candor/rules/model.h"

namespace candor {

/// A key of a rule set, or of its `care`.
struct RuleSetKey {
  std::string_view name = {};
  bool required = false;
  bool own = false;  // never taken from the rule set that this one extends
  void (*load)(Loader&, const YamlNode&) = nullptr;
  std::optional<Part> entries = {};  // what each entry of its mapping is; nothing for other values
  bool entries_have_keys = true;     // `extends` changes an entry key by key, not as a whole
  std::string_view no_drop = {};     // why its entries cannot be dropped; empty: they can
};

// clang-format off
/// In the order of loading: entries are declared before others name them.
inline constexpr std::array rule_set_keys{
    RuleSetKey{.name = "candor", .required = true, .own = true},
    RuleSetKey{.name = "id", .required = true, .own = true},
    RuleSetKey{.name = "version", .required = true, .own = true},
    RuleSetKey{.name = "title", .required = true},
    RuleSetKey{.name = "intended_use", .required = true},
    RuleSetKey{.name = "language"},
    RuleSetKey{.name = "review", .own = true},
    RuleSetKey{.name = "sources", .load = load_sources, .entries = Part::source},
    RuleSetKey{.name = "verdicts", .required = true, .load = load_verdicts, .entries = Part::verdict,
               .no_drop = "change its `label`, or give it in no rule"},
    RuleSetKey{.name = "sections", .load = load_sections, .entries = Part::section,
               .entries_have_keys = false, .no_drop = "a section without questions is not shown"},
    RuleSetKey{.name = "questions", .required = true, .load = load_questions, .entries = Part::question},
    RuleSetKey{.name = "conditions", .load = load_conditions, .entries = Part::condition,
               .entries_have_keys = false},
    RuleSetKey{.name = "rules", .required = true, .load = load_rules, .entries = Part::rule},
    RuleSetKey{.name = "care", .load = load_care},
    RuleSetKey{.name = "plan", .load = load_plan, .entries = Part::plan},
    RuleSetKey{.name = "override_reasons", .load = load_override_reasons,
               .entries = Part::override_reason, .entries_have_keys = false},
    RuleSetKey{.name = "extends", .own = true},
};

/// The keys of `care`, by CareGroup.
inline constexpr std::array<RuleSetKey, care_groups> care_keys{{
    {.name = "before", .entries = Part::before},
    {.name = "after", .entries = Part::after},
    {.name = "call_us", .entries = Part::call_us},
}};
// clang-format on

/// The key of that name; nullptr when there is none.
template <std::size_t N>
const RuleSetKey* find_key(const std::array<RuleSetKey, N>& keys, std::string_view name) {
  const auto found = std::find_if(keys.begin(), keys.end(),
                                  [&](const RuleSetKey& key) { return key.name == name; });
  return found == keys.end() ? nullptr : &*found;
}

}  // namespace candor
