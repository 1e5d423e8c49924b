// SPDX-License-Identifier: Apache-2.0
// Mistakes in what the caller's users wrote, as values.
//
// Functions that read rule sets, answers, mappings or files do not throw because of their input.
// They return a `Loaded<T>`, whose value is missing exactly when one of its problems is an error,
// or a `Problem` itself. Each problem has a code such as E301, which never changes its meaning, a
// position and a hint; `explain` gives the long text. No problem ever contains an answer, so
// problems can be logged.
//
// What the library does throw: `std::bad_alloc`, and an exception derived from `std::logic_error`
// if candor has a bug.
//
// Example
//
//     #include <candor/rules.h>
//     #include <iostream>
//
//     int main() {
//       const auto rules = candor::Rules::load("empty.yaml", "candor: 1\n\tid: x\n");
//       std::cout << rules.value.has_value() << ' ' << rules.problems[0].code << '\n';
//       std::cout << candor::to_text(rules.problems[0]);
//     }
//
// Output
//
//     0 E103
//     empty.yaml:2:1: error: a tab in the indentation [E103]
//         2 |  id: x
//           | ^
//       help: indent with spaces

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "candor/export.h"

namespace candor {

/// One problem with one input, written for the person who gave that input.
struct Problem {
  bool is_error = true;      // otherwise a warning
  std::string code = {};     // such as "E301"
  std::string message = {};  // one lower-case clause, without a full stop
  std::string help = {};     // how to fix it; may be empty
  std::string file = {};     // the name of the text, as given by the caller; may be empty
  std::uint32_t line = 0;    // from 1; 0: the text as a whole
  std::uint32_t column = 0;  // from 1, in characters (code points); 0: none
  std::string source_line = {};
  std::string pointer =
      {};  // a JSON pointer (RFC 6901) into answers, instead of a line; may be empty
};

/// A value, or the reasons why there is none. Warnings may come with a value.
template <class T>
struct Loaded {
  std::optional<T> value = {};
  std::vector<Problem> problems = {};  // by position
};

/// `file:line:column: error: message [E301]`, the source line with a caret, and the help. UTF-8,
/// ends with a line feed; control characters are shown as U+FFFD.
CANDOR_API std::string to_text(const Problem& problem);

/// A JSON array of objects with the keys `severity`, `code`, `message`, `help`, `file`, `line`,
/// `column` and `pointer`; what is missing is null.
CANDOR_API std::string to_json(std::span<const Problem> problems);

/// What a code means and why it matters, in Markdown, with an example that gives it and one that
/// does not. Empty for an unknown code. `candor help CODE` prints the same.
CANDOR_API std::string_view explain(std::string_view code);

}  // namespace candor
