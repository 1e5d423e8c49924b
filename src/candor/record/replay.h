// SPDX-License-Identifier: Apache-2.0
// Screens again what a record keeps, and compares. No input or output.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "candor/engine/program.h"

namespace candor {

struct Replay {
  enum class Outcome : std::uint8_t {
    same,         // the rules and answers of the record give its result
    differs,      // they do not, or candor never wrote this
    other_rules,  // none of the rule sets has the digest in the record
    not_a_record
  };
  Outcome outcome = Outcome::not_a_record;
  /// If it differs: JSON pointers to what differs. They name keys that candor writes, and no value.
  std::vector<std::string> differs = {};
  std::string candor = {};  // the version of candor that wrote it, if that is text
  std::string digest = {};  // the digest of its rule set, if that is one
};

/// Whether the text looks like a record, whatever is wrong with it.
bool is_record(std::string_view text);

/// Screens the answers of a record again by the rule set of its digest, and compares the result
/// with the one that it has. Keys that only the new result has do not count, unless the record is
/// by `version`, this version of candor. That a key which the user trusted had signed the rule set
/// counts only if the record says so.
Replay replay_record(std::string_view text, std::span<const Program> programs,
                     std::string_view version);

}  // namespace candor
