// SPDX-License-Identifier: Apache-2.0
// A first mapping file, guessed from the header and some rows of an intake file.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "candor/rules/model.h"

namespace candor {

/// The text of a mapping file that `load_intake_map` accepts and that binds to this header. Headers
/// are compared with ids, prompts and labels of the rule set; cells with its choices. What is not
/// certain has a comment `# unsure: ...` beside it; the order of dates is never guessed: it is
/// given only where a column proves it.
///
/// `rows` is a sample; more rows prove more, and a row may have more or fewer cells than the
/// header. The text repeats headers, and cells only as keys of `values` and `words`: the few
/// distinct values of a column that answers a choice, a yes or no or a set. `file_name` stands in a
/// comment; it may be empty.
///
/// Returns the empty text when the header has two names alike, which no mapping can tell apart.
std::string suggest_map(const RuleSet& rules, std::span<const std::string> header,
                        std::span<const std::vector<std::string>> rows,
                        std::string_view file_name = {});

}  // namespace candor
