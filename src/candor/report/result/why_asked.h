// SPDX-License-Identifier: Apache-2.0
// Why a question is asked, for the practitioner.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "candor/rules/model.h"

namespace candor {

struct WhyAsked {
  std::string because = {};  // what its `asked_if` says; empty without one
  /// What an answer can lead to: "Not yet: The client has a cold sore now. cold-sore-active
  /// [fda-devices]". Empty if nothing uses it.
  std::vector<std::string> uses = {};
  std::vector<std::string> sources = {};  // those cited, and how much of each was read
};

WhyAsked why_asked(const RuleSet& rules, std::size_t question);

}  // namespace candor
