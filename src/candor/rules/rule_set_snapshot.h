// SPDX-License-Identifier: Apache-2.0
// A loaded rule set as bytes, so that built-in rule sets need no YAML at run time.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "candor/rules/model.h"

namespace candor {

/// The rule set, without its texts (`RuleSet::files`), as bytes that `restore_rule_set` of the same
/// version reads on any machine. The same rule set is the same bytes everywhere. Another version of
/// candor may have another layout: do not keep them in files.
std::string snapshot_rule_set(RuleSet rules);

/// The rule set that the bytes were made from; nothing when they are not a snapshot.
std::optional<RuleSet> restore_rule_set(std::string_view bytes);

}  // namespace candor
