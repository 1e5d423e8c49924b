// SPDX-License-Identifier: Apache-2.0
// One person's answers to the questions of a rule set.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "candor/base/diagnostic.h"
#include "candor/rules/answer.h"
#include "candor/rules/model.h"

namespace candor {

/// One answer for each question of a rule set, in its order. Times are stored as days, so that the
/// same answers can be evaluated for another day.
using Answers = std::vector<Answer>;

/// Answers with every question blank.
Answers blank_answers(const RuleSet& rules);

/// Why a text is not an answer to a question. Never contains the text.
struct Refusal {
  DiagnosticCode code = codes::none;
  std::string message = {};
  std::string help = {};
};

/// Reads one answer from text: a choice id, yes or no, `none` or a member's id, a decimal, a time.
/// `unknown` and the empty text are blanks. A refusal leaves `answer` unchanged.
std::optional<Refusal> parse_answer(const Question& question, std::string_view text, Date as_of,
                                    Answer& answer);

/// The answers that `parse_answer` accepts for the question: "one of `none`, `comedones`".
std::string expected_answer(const Question& question);

/// Reads answers from a JSON object of question to answer. Reports every mistake, each with its
/// JSON pointer; no message repeats a value.
///
/// | type       | JSON                                                                           |
/// |------------|--------------------------------------------------------------------------------|
/// | any        | absent, null, "" and "unknown" are blank                                       |
/// | choice     | "choice_id"                                                                    |
/// | yes_no     | "yes", "no", true, false                                                       |
/// | set        | "none", [], ["a", "b"], "a", {"a": true, "b": false, "c": null (unknown)}      |
/// | number     | 1.5, "1.5"                                                                     |
/// | time_since | "6 months", "2026-05-22", "never", "ongoing"                                   |
///
/// Durations count back from `as_of`. Precondition: `is_screening_date(as_of)`. Keys in `beside`
/// are not questions: they are skipped, with their values.
Parsed<Answers> parse_answers_json(const RuleSet& rules, std::string_view json, Date as_of,
                                   std::span<const std::string_view> beside = {});

/// One answer as JSON, as `parse_answers_json` reads it; null for a blank.
nlohmann::ordered_json answer_to_json(const Question& question, const Answer& answer);

/// The given answers, as an object in the rule set's order; without blanks.
nlohmann::ordered_json answers_to_json(const RuleSet& rules, const Answers& answers);

/// The answer in the rule set's words: "A few inflamed spots", "Dermal filler, Waxing",
/// "22 July 2026", "1.5 mm".
std::string answer_in_words(const Question& question, const Answer& answer);

/// JSON Schema 2020-12 of the answers to a rule set.
nlohmann::ordered_json answers_schema(const RuleSet& rules);

}  // namespace candor
