// SPDX-License-Identifier: Apache-2.0
// Texts of a rule that a rule set changes by `extends` (E127).

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "candor/rules/yaml/fields.h"

namespace candor {

/// Reports the texts that `rule` has from its base, where the keys in `changed` need new ones: what
/// was written for another condition, wait or verdict may no longer be true. `overlay` holds the
/// changes, which are already laid over `rule`.
void refuse_stale_texts(Fields& fields, const YamlNode& overlay, const YamlNode& rule,
                        std::string_view what, const std::vector<std::string>& changed);

}  // namespace candor
