// SPDX-License-Identifier: Apache-2.0
// Finds the text of a rule set by its name. The library opens no file itself: the caller says how.

#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <variant>

#include "candor/base/diagnostic.h"
#include "candor/base/source_file.h"
#include "candor/rules/built_in.h"

namespace candor {

/// What came of reading a file.
struct FileText {
  std::optional<std::string> text = {};
  std::string problem = {};  // without a text: why, as one lower-case clause
  bool exists = true;        // without a text: whether there is such a file at all
};

/// Reads the file at a path. A text longer than `most_file_bytes` is refused later, so reading may
/// stop after one byte more.
using ReadFile = std::function<FileText(const std::string& path)>;

/// Where rule sets are found.
struct RulesLookup {
  ReadFile read_file = {};  // empty: only built-in rule sets are found
  std::span<const BuiltIn> built_in = built_in_rule_sets();
};

/// The text of a rule set.
struct RulesFile {
  SourceFile file;
  const BuiltIn* built_in = nullptr;  // nullptr: it is a file
};

/// The rule set of that name: the id of a built-in one, or the path of a file. `E901` or `E906`
/// when there is none.
std::variant<RulesFile, Diagnostic> find_rules(const std::string& name, const RulesLookup& lookup);

/// The rule set that `from` names after `extends`: the id of a built-in one, or a path relative to
/// the folder of `from`. The same diagnostics.
std::variant<RulesFile, Diagnostic> find_base(const std::string& name, const SourceFile& from,
                                              const RulesLookup& lookup);

}  // namespace candor
