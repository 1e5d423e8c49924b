// SPDX-License-Identifier: Apache-2.0
// Guesses a first mapping from the header and some rows of an intake file.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "candor/rules/model.h"

namespace candor {

/// The text of a mapping file that `load_intake_map` accepts and that binds to this header. Headers
/// are compared with the ids, prompts and labels of the rule set, and cells with its choices.
/// Doubtful guesses are marked with a comment `# unsure: ...`. The order of dates is never guessed:
/// it is given only where a column proves it.
///
/// `rows` is a sample; more rows prove more, and a row may have more or fewer cells than the
/// header. The text repeats headers, but cells only as keys of `values` and `words`: the few
/// distinct values of a column that answers a choice, a yes_no or a set. `file_name` goes into a
/// comment; it may be empty.
///
/// Returns an empty text when two headers are equal, because a mapping cannot tell them apart.
std::string suggest_map(const RuleSet& rules, std::span<const std::string> header,
                        std::span<const std::vector<std::string>> rows,
                        std::string_view file_name = {});

}  // namespace candor
