// SPDX-License-Identifier: Apache-2.0
// The names by which the header of an intake file is told from its other lines.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>

#include "candor/rules/model.h"

namespace candor {

/// The headers that mean something. Case and blanks make no difference.
class KnownColumns {
 public:
  KnownColumns() = default;

  /// For a file that no map is for yet: headers that are like ids or like what is asked, whatever
  /// their punctuation.
  static KnownColumns loosely(const RuleSet& rules);

  void add(std::string_view name);
  bool knows(std::string_view header) const;

 private:
  bool loosely_ = false;
  std::size_t longest_ = 0;  // of the names
  std::unordered_set<std::string> names_ = {};
};

}  // namespace candor
