// SPDX-License-Identifier: Apache-2.0
// Reads the parts of a YAML tree: rule sets, tests, mappings and clinic files.

#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "candor/base/diagnostic.h"
#include "candor/base/source_file.h"
#include "candor/rules/yaml/yaml.h"

namespace candor {

/// "`a`, `b` or `c`".
std::string list_in_words(std::span<const std::string_view> words, std::string_view last = "or");

/// A letter, then letters, digits, `_` and `-`, at most 64.
bool is_id(std::string_view text);

/// Reads parts of a YAML tree and reports whatever does not fit. `what` names the part in messages:
/// "`because` of rule `isotretinoin-recent`".
class Fields {
 public:
  Fields(const SourceFile& file, Diagnostics& diagnostics)
      : files_{&file}, diagnostics_(diagnostics) {}

  /// For a tree made of several texts: `Place::file` is an index into `files`.
  Fields(const SourceFiles& files, Diagnostics& diagnostics);

  void error(DiagnosticCode code, Place at, std::string message, std::string help = {});

  /// A mapping with at least one key; `help` says how to write it.
  bool mapping(const YamlNode& node, std::string_view what,
               std::string_view help = "expected `key: value`");

  /// A list with at least one item, or any list where `empty_is_fine`.
  bool list(const YamlNode& node, std::string_view what, bool empty_is_fine = false);

  /// Reports the keys of a mapping that are in neither list, and the required ones that are missing
  /// (at `owner`). False when `node` is not a mapping.
  bool keys(const YamlNode& node, Place owner, std::string_view what,
            std::span<const std::string_view> required, std::span<const std::string_view> optional);

  /// The text of a scalar; nothing, and a report, when it is empty or not a scalar.
  std::optional<Text> text(const YamlNode& node, std::string_view what);

  /// The text at a key; an empty Text when the key is absent or wrong.
  Text text_at(const YamlNode& node, std::string_view key, std::string_view owner);

  /// Whether a key can be an id; reports one that cannot.
  bool id(const Text& key, std::string_view what, std::span<const std::string_view> reserved = {});

  /// The index into `words` of the word that a scalar holds.
  std::optional<std::size_t> word(const YamlNode& node, std::string_view what,
                                  std::span<const std::string_view> words);

  /// A scalar or a list of scalars, as texts. Empty after an error. Repeats are reported.
  std::vector<Text> words(const YamlNode& node, std::string_view what);

  /// A hint for an unknown word: "did you mean `x`?" or, for a short list, "expected `x` or `y`".
  static std::string suggest(std::string_view word, std::span<const std::string_view> known);

 private:
  bool is_part_of_a_text(const YamlEntry& entry) const;

  std::vector<const SourceFile*> files_;
  Diagnostics& diagnostics_;
};

}  // namespace candor
