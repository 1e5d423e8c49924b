// SPDX-License-Identifier: Apache-2.0
// Answers in a mapping file. Private to this folder.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "candor/batch/mapping/intake_map.h"
#include "candor/rules/yaml/fields.h"

namespace candor {

/// Reads an answer to the question: a word, a number or a time as in the rule language; for a set
/// also a list of members, or a mapping of members to yes, no or unknown. Reports anything else;
/// `what` names it in messages.
std::optional<MappedAnswer> load_mapped_answer(Fields& fields, const Question& question,
                                               const YamlNode& node, std::string_view what);

/// The index of a choice by its id; reports an unknown one.
std::optional<std::size_t> load_member(Fields& fields, const Question& question, const Text& id);

}  // namespace candor
