// SPDX-License-Identifier: Apache-2.0
// Invented answers that show how to write answers. Private to this folder.

#pragma once

#include <string>
#include <vector>

#include "candor/rules/model.h"

namespace candor {

/// The same answer as JSON text and as a cell of a table; `null` and empty for a blank.
struct ExampleAnswer {
  std::string json = "null";
  std::string cell = {};

  bool blank() const noexcept { return cell.empty(); }
};

/// An answer to each question, as if each were asked. Blank if no answer is possible (a range
/// without a number on its steps).
std::vector<ExampleAnswer> example_answers(const RuleSet& rules);

/// One person's answers, consistent on whatever day they are read: a question that is asked only
/// sometimes is answered only if the other answers make it asked.
std::vector<ExampleAnswer> example_person(const RuleSet& rules);

}  // namespace candor
