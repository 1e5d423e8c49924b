// SPDX-License-Identifier: Apache-2.0
// The column names by which the header of an intake file is recognized.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_set>

#include "candor/rules/model.h"

namespace candor {

/// A set of column names. Case and blanks are ignored.
class KnownColumns {
 public:
  KnownColumns() = default;

  /// For a file without a mapping: `id`, and the ids and texts of the questions, ignoring
  /// punctuation.
  static KnownColumns loosely(const RuleSet& rules);

  void add(std::string_view name);
  bool knows(std::string_view header) const;

 private:
  bool loosely_ = false;
  std::size_t longest_ = 0;  // of the names
  std::unordered_set<std::string> names_ = {};
};

}  // namespace candor
