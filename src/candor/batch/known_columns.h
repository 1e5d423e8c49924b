// SPDX-License-Identifier: Apache-2.0
// The names by which the header of an intake file is told from its other lines.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>

#include "candor/batch/intake_map.h"
#include "candor/rules/model.h"

namespace candor {

/// The headers that mean something: of a map, and the ids of questions. Case and blanks make no
/// difference.
class KnownColumns {
 public:
  /// `map` is null where there is none; `as_of_column` may be empty.
  KnownColumns(const RuleSet& rules, const IntakeMap* map, std::string_view as_of_column);

  /// For a file that no map is for yet: headers that are like ids or like what is asked, whatever
  /// their punctuation.
  static KnownColumns loosely(const RuleSet& rules);

  bool knows(std::string_view header) const;

 private:
  KnownColumns() = default;
  void add(std::string_view name);

  bool loosely_ = false;
  std::size_t longest_ = 0;  // of the names
  std::unordered_set<std::string> names_ = {};
};

}  // namespace candor
