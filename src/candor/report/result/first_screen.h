// SPDX-License-Identifier: Apache-2.0
// What must be seen at once of a result, for terminals and pages.

#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "candor/report/result/result.h"

namespace candor {

/// The first screen as sentences, without lines and columns.
struct FirstScreen {
  struct Sentence {
    std::string text = {};
    Look look = Look::plain;
  };
  struct Entry {
    std::string text = {};
    std::optional<std::uint32_t> rule = {};  // nothing when no rule applies
  };
  std::string line = {};  // see `verdict_line`
  Look look = Look::plain;
  std::vector<Sentence> beside = {};  // an early appointment, today's verdict, what is unsettled
  std::string decision = {};          // empty: none was made
  std::vector<Entry> reasons = {};    // never empty
  std::vector<std::string> next = {};
  std::vector<std::uint16_t> open = {};     // questions, the most serious first
  std::vector<std::string> authority = {};  // whose rules these are, and who decides
};

/// Names of the rule set and of its verdicts that are longer than `longest_name` columns are cut.
FirstScreen first_screen(const Result& result, std::string_view ref = {},
                         std::size_t longest_name = std::numeric_limits<std::size_t>::max());

/// The verdict as one line: "Not yet: 22 January 2027 at the earliest".
std::string verdict_line(const Result& result);

/// How that line is colored.
Look verdict_look(const Result& result);

/// What an unsettled verdict depends on; empty for a settled one.
std::string unsettled_in_words(const Result& result);

}  // namespace candor
