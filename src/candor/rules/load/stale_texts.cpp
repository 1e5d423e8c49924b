// SPDX-License-Identifier: Apache-2.0
#include "candor/rules/load/stale_texts.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace candor {
namespace {

using std::string_view;

// A text of the base: nothing if the overlay gives it, or if the rule has none.
const YamlNode* text_of_base(const YamlNode& overlay, const YamlNode& rule, string_view key) {
  return overlay.find(key) ? nullptr : rule.find(key);
}

}  // namespace

void refuse_stale_texts(Fields& fields, const YamlNode& overlay, const YamlNode& rule,
                        string_view what, const std::vector<std::string>& changed) {
  constexpr std::array<string_view, 3> explained{"when", "until", "verdict"};
  const auto key = std::find_if(changed.begin(), changed.end(), [&](const std::string& name) {
    return std::find(explained.begin(), explained.end(), name) != explained.end();
  });
  if (key == changed.end()) return;
  const auto given = std::find_if(overlay.entries.begin(), overlay.entries.end(),
                                  [&](const YamlEntry& entry) { return entry.key.text == *key; });
  const auto ask_for = [&](string_view name, string_view or_drop, const YamlNode* was) {
    if (!was || was->kind != YamlNode::Kind::scalar) return;
    fields.error(
        codes::stale_reason, given->key.at,
        fmt::format("`{}` of {} is changed without a new `{}`", *key, what, name),
        fmt::format("write a `{}` that fits the change{}; it was: {}", name, or_drop, was->text));
  };
  ask_for("because", "", text_of_base(overlay, rule, "because"));
  const YamlNode none;
  const YamlNode* of_overlay = overlay.find("client");
  const YamlNode* of_base = rule.find("client");
  if (!of_base) return;
  for (const string_view name : {"say", "next"}) {
    ask_for(fmt::format("client.{}", name), ", or drop it with `off`",
            text_of_base(of_overlay ? *of_overlay : none, *of_base, name));
  }
}

}  // namespace candor
