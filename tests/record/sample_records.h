// SPDX-License-Identifier: Apache-2.0
// Records of generated screenings.

#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "candor/engine/program.h"
#include "candor/interview/kept_answers.h"
#include "candor/record/record.h"
#include "support/generate.h"

namespace candor::testing {

inline constexpr std::string_view this_version = "0.1.0";

/// The record of kept answers, screened on a day.
inline nlohmann::ordered_json record_of(const Program& program, KeptAnswers kept, const Days& days,
                                        const Decision* decision = nullptr) {
  Standing standing = standing_answers(program, kept, days);
  kept.not_confirmed = std::move(standing.not_confirmed);
  Screening screening;
  evaluate(program, standing.answers, days, screening);
  return record_json({.rules = program.rules(),
                      .answers = standing.answers,
                      .screening = screening,
                      .kept = &kept,
                      .decision = decision,
                      .validity = find_validity(program, standing.answers, screening, &kept)},
                     {.candor = std::string(this_version),
                      .at = "2026-11-28T00:43:41Z",
                      .ref = "P0042",
                      .nonce = std::string(32, 'f')});
}

/// The answers of an intake, all given on its day.
inline Answers answers_of(const Program& program, const Intake& intake) {
  Answers answers = *parse_answers_json(program.rules(), intake.json, intake.days.as_of).value;
  for (const std::size_t q : intake.not_reached) {
    answers[q] = {};
    answers[q].state = Answer::State::not_reached;
  }
  return answers;
}

}  // namespace candor::testing
