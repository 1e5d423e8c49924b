// SPDX-License-Identifier: Apache-2.0
// The meanings of the words in the cells of one column. Private to this folder.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "candor/batch/mapping/intake_map.h"

namespace candor {

/// The meaning of a word.
struct CellWord {
  enum class Kind : std::uint8_t {
    answer,     // `means`; for a set, some members or none
    blank,      // nothing is known
    refused,    // a word of the rule language that the question does not accept
    ambiguous,  // matches the labels or ids of two choices
  };
  Kind kind = Kind::blank;
  MappedAnswer means = {};

  bool same_as(const CellWord& other) const noexcept;
};

/// Words and their meanings. Case and spaces make no difference, except where they decide between
/// two choices.
class CellTable {
 public:
  /// The meaning of a cell; null when the cell is not one of the words.
  const CellWord* find(std::string_view cell) const;

  /// The largest `count` over all words.
  std::size_t most(const std::function<std::size_t(std::string_view word)>& count) const;

 private:
  friend class CellTableBuilder;
  struct Entry {
    std::string folded = {};
    CellWord word = {};
  };
  std::vector<Entry> entries_;  // sorted by `folded`
  // Spellings that decide between two choices; nearly always empty.
  std::vector<std::pair<std::string, CellWord>> exact_;
};

/// Called for each word of the map that has two meanings, with the message and help of a
/// diagnostic.
using ReportConflict =
    std::function<void(const Text& word, std::string message, std::string_view help)>;

/// The words of a column that answers the question: the map's `values` and blanks for it, the map's
/// words that the question accepts, and the question's own.
CellTable cell_table(const Question& question, std::span<const MappedValue> values,
                     std::span<const Text> blanks, std::span<const MappedWord> words,
                     const ReportConflict& report);

/// The words of columns that say whether a member is in the set `question`, as yes or no answers.
CellTable member_table(const Question& question, const MappedSet& set, std::span<const Text> blanks,
                       std::span<const MappedWord> words, const ReportConflict& report);

}  // namespace candor
