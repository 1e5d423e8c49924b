// SPDX-License-Identifier: Apache-2.0
// Changes of a YAML tree. Private to `rules`.

#pragma once

#include <string>
#include <string_view>

#include "candor/rules/yaml/yaml.h"

namespace candor {

/// The entry of a mapping with that key; nullptr when there is none.
YamlEntry* find_entry(YamlNode& node, std::string_view key);

/// Takes the entry with that key out of a mapping, if there is one.
void erase_entry(YamlNode& node, std::string_view key);

/// A text at a place.
YamlNode scalar(std::string text, Place at);

/// Whether two trees say the same, wherever they stand: entries in another order are not the same.
bool same(const YamlNode& a, const YamlNode& b);

/// Raises `Place::file` of everything in the tree by one.
void count_one_file_more(YamlNode& node);

}  // namespace candor
