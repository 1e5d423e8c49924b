// SPDX-License-Identifier: Apache-2.0
// Which entries of a rule set's YAML tree name others. Private to `rules`.

#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "candor/rules/model.h"
#include "candor/rules/yaml/yaml.h"

namespace candor {

/// One entry of a rule set named in another.
struct EntryUse {
  Part part = Part::question;  // question, condition or source
  std::string name = {};
  Part by = Part::rule;  // the entry that names it
  std::string user = {};
  Place at = {};
};

/// Every question, condition and source that the entries of a rule set's tree name, except entries
/// for which `leave_out` is true.
std::vector<EntryUse> uses_in(const YamlNode& root,
                              const std::function<bool(Part, std::string_view)>& leave_out);

}  // namespace candor
