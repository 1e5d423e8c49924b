// SPDX-License-Identifier: Apache-2.0
// YAML as the rule language uses it: text, lists and mappings, each with its place.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "candor/base/diagnostic.h"
#include "candor/base/source_file.h"

namespace candor {

/// The most levels of nesting in one text; deeper ones are refused with `E110`.
inline constexpr std::size_t most_levels = 64;

struct YamlEntry;

/// A node of the tree. Every scalar is text: `no`, `1.0` and `2026-11-22` mean what they say.
struct YamlNode {
  enum class Kind : std::uint8_t { null, scalar, sequence, mapping };

  Kind kind = Kind::null;
  Place at = {};                   // of a null: the place of its key, or of what follows it
  bool refused = false;            // reported already: report nothing more about it
  std::string text = {};           // scalar
  std::vector<YamlNode> items;     // sequence
  std::vector<YamlEntry> entries;  // mapping, in the author's order, each key once

  /// The value of a key of a mapping; nullptr when there is none or this is not a mapping.
  const YamlNode* find(std::string_view key) const noexcept;
};

struct YamlEntry {
  Text key = {};
  YamlNode value = {};
};

/// Reads one document. Reports invalid UTF-8, control characters, tabs in indentation, anchors,
/// aliases, tags, repeated keys, keys that are not text, a second document, and more than
/// `most_file_bytes` or `most_levels`. Returns the tree in spite of mistakes that leave its
/// structure clear, so that other mistakes are reported too.
std::optional<YamlNode> read_yaml(const SourceFile& file, Diagnostics& diagnostics);

}  // namespace candor
