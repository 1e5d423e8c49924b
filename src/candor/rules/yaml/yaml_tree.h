// SPDX-License-Identifier: Apache-2.0
// Changes to a YAML tree. Private to `rules`.

#pragma once

#include <string>
#include <string_view>

#include "candor/rules/yaml/yaml.h"

namespace candor {

/// The entry of a mapping with that key; nullptr when there is none.
YamlEntry* find_entry(YamlNode& node, std::string_view key);

/// Removes the entry with that key from a mapping, if there is one.
void erase_entry(YamlNode& node, std::string_view key);

/// A scalar at a place.
YamlNode scalar(std::string text, Place at);

/// Whether two trees have the same content, apart from places. The order of entries counts.
bool same(const YamlNode& a, const YamlNode& b);

/// Raises `Place::file` of everything in the tree by one.
void count_one_file_more(YamlNode& node);

}  // namespace candor
