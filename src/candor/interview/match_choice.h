// SPDX-License-Identifier: Apache-2.0
// Finds the choice that a typed word stands for. Private to this folder.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "candor/rules/model.h"

namespace candor {

/// The choices that a typed word can stand for.
struct ChoiceMatch {
  std::optional<std::size_t> choice = {};  // the only one
  std::vector<std::size_t> could_be = {};  // without `choice`: those to ask about; may be empty
};

/// Finds the choice by its number (from 1), its whole id or label, or the beginning of one of
/// these. A word that begins one choice and also begins any word of another is not decided by a
/// guess: `keloid` could be "Keloids in close family only" or "I have or had a keloid". Nor does a
/// word inside a label decide, even if only one label has it.
///
/// `no` stands for the only choice with the id `none` or `no` or a label that begins with one of
/// these words, and `yes` for the only one that begins with "yes"; neither is the beginning of
/// another word, such as "now". `n` and `y` stand for the same, unless they begin a word of another
/// choice. "Type 3" is also "Type III".
///
/// Precondition: `typed` is folded (see `fold`) and not empty.
ChoiceMatch match_choice(const Question& question, std::string_view typed);

/// "1 (No) or 4 (I have or had a keloid)"; more than four end with "or others".
std::string choices_in_words(const Question& question, const std::vector<std::size_t>& choices);

}  // namespace candor
