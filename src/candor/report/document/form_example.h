// SPDX-License-Identifier: Apache-2.0
// Invented answers that show how answers are written. Private to this folder.

#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "candor/rules/model.h"

namespace candor {

/// The same answer as it is written in JSON and in a cell of a table; null and empty for a blank.
struct ExampleAnswer {
  nlohmann::ordered_json json = {};
  std::string cell = {};
};

/// An answer to each question, as if each were asked. Blank where a question can have none (a range
/// without a number on its steps).
std::vector<ExampleAnswer> example_answers(const RuleSet& rules);

/// One person's answers, which agree with each other on whatever day they are read: a question that
/// is asked only sometimes is answered only where the other answers make it asked.
std::vector<ExampleAnswer> example_person(const RuleSet& rules);

}  // namespace candor
