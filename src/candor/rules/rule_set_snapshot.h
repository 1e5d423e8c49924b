// SPDX-License-Identifier: Apache-2.0
// A loaded rule set as bytes: what is compiled in needs no YAML at run time.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "candor/rules/model.h"

namespace candor {

/// The rule set as bytes that `restore_rule_set` of the same build reads. They are for no file:
/// their layout is that of this machine and this version.
std::string snapshot_rule_set(RuleSet rules);

/// The rule set back, equal to the one prepared; nothing when the bytes are none.
std::optional<RuleSet> restore_rule_set(std::string_view bytes);

}  // namespace candor
