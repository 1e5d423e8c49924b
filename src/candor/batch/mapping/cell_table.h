// SPDX-License-Identifier: Apache-2.0
// What the words in the cells of one column mean. Private to this folder.

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
    answer,     // `means`; of a set, members, or none of them
    blank,      // nothing is known
    refused,    // a word of the language that the question does not accept
    ambiguous,  // a label or an id of two choices, in this spelling
  };
  Kind kind = Kind::blank;
  MappedAnswer means = {};

  bool same_as(const CellWord& other) const noexcept;
};

/// Words and their meanings. Case and blanks make no difference, except where they decide between
/// two choices.
class CellTable {
 public:
  /// The meaning of a cell; null when it is none of the words.
  const CellWord* find(std::string_view cell) const;

  /// The largest `count` of a word.
  std::size_t most(const std::function<std::size_t(std::string_view word)>& count) const;

 private:
  friend class CellTableBuilder;
  struct Entry {
    std::string folded = {};
    CellWord word = {};
  };
  std::vector<Entry> entries_;  // in the order of `folded`
  std::vector<std::pair<std::string, CellWord>>
      exact_;  // spellings that decide, nearly always none
};

/// Told of a word of the map that a table finds to have two meanings, what is wrong with it, and
/// what to do: the parts of a diagnostic.
using OnTwoMeanings =
    std::function<void(const Text& word, std::string message, std::string_view help)>;

/// The words of a column that answers the question: the map's `values` for it, what is blank in it,
/// the map's words where the question takes them, and the question's own.
CellTable cell_table(const Question& question, std::span<const MappedValue> values,
                     std::span<const Text> blanks, std::span<const MappedWord> words,
                     const OnTwoMeanings& report);

/// The words of columns that say whether a member is in a set, as answers to a yes or no.
/// `question` is the set.
CellTable member_table(const Question& question, const MappedSet& set, std::span<const Text> blanks,
                       std::span<const MappedWord> words, const OnTwoMeanings& report);

}  // namespace candor
