// SPDX-License-Identifier: Apache-2.0
#include "candor/interview/typed_words.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "candor/base/ascii.h"

namespace candor {

using std::string_view;

std::optional<int> whole_number(string_view word) {
  if (word.empty() || word.size() > 4 || !std::all_of(word.begin(), word.end(), is_digit))
    return {};
  int number = 0;
  std::from_chars(word.data(), word.data() + word.size(), number);
  return number;
}

std::optional<int> month_named(string_view word) {
  constexpr std::array<string_view, 12> months{"january",   "february", "march",    "april",
                                               "may",       "june",     "july",     "august",
                                               "september", "october",  "november", "december"};
  if (word.size() < 3) return {};
  for (std::size_t i = 0; i < months.size(); ++i) {
    if (months[i].starts_with(word) || (word == "sept" && i == 8)) return static_cast<int>(i) + 1;
  }
  return {};
}

std::optional<Unit> unit_named(string_view word) {
  constexpr std::array<std::pair<string_view, Unit>, 12> names{{{"days", Unit::days},
                                                                {"weeks", Unit::weeks},
                                                                {"wks", Unit::weeks},
                                                                {"wk", Unit::weeks},
                                                                {"months", Unit::months},
                                                                {"mos", Unit::months},
                                                                {"mths", Unit::months},
                                                                {"mth", Unit::months},
                                                                {"years", Unit::years},
                                                                {"yrs", Unit::years},
                                                                {"yr", Unit::years},
                                                                {"d", Unit::days}}};
  for (const auto& [name, unit] : names) {
    if (!word.empty() && name.starts_with(word)) return unit;
  }
  return {};
}

std::optional<int> number_named(string_view word) {
  constexpr std::array<string_view, 13> names{"a",    "one",    "two",   "three", "four",
                                              "five", "six",    "seven", "eight", "nine",
                                              "ten",  "eleven", "twelve"};
  if (word == "an") return 1;
  const auto found = std::find(names.begin(), names.end(), word);
  if (found == names.end()) return {};
  return std::max(1, static_cast<int>(found - names.begin()));
}

}  // namespace candor
