// SPDX-License-Identifier: Apache-2.0
// Enumerates small generated rule sets, and all intakes that they distinguish.

#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "candor/proof/intake_space.h"
#include "candor/rules/load/load_rule_set.h"
#include "support/generate.h"

namespace candor::testing {

inline constexpr Date the_day = std::chrono::sys_days{std::chrono::year{2026} / 11 / 22};

/// Calls `visit` with each intake of the space.
inline void for_each_intake(const IntakeSpace& space,
                            const std::function<void(const candor::Intake&)>& visit) {
  candor::Intake intake = space.blank();
  const auto advance = [&] {
    for (std::size_t p = 0; p < intake.size(); ++p) {
      if (++intake[p] < space.parts()[p].classes.size()) return true;
      intake[p] = 0;
    }
    return false;
  };
  // The members of an unanswered set do not vary, and a set of which nothing is known is
  // unanswered.
  const auto exists = [&] {
    for (std::size_t p = 0; p < intake.size(); ++p) {
      const IntakePart& part = space.parts()[p];
      const bool unknown = intake[space.first_part(part.question)] == 0;
      if (part.of == IntakePart::Of::members && unknown && intake[p] != 0) return false;
    }
    const Answers answers = space.answers(intake);
    for (std::size_t q = 0; q < answers.size(); ++q) {
      const bool set = space.rules().questions[q].type == QuestionType::set;
      if (set && answers[q].given() && answers[q].known == 0) return false;
    }
    return true;
  };
  do {
    if (exists()) visit(intake);
  } while (advance());
}

/// Calls `visit` with `count` generated rule sets that have at most `most` intakes.
inline void for_each_small_rule_set(std::size_t count, std::size_t most,
                                    const std::function<void(const RuleSet&, Random&)>& visit) {
  count = rule_sets(count);
  for (std::uint64_t seed = 1; count > 0; ++seed) {
    Random random(seed);
    auto loaded = load_rule_set(SourceFile("generated.yaml", generate_rule_set(random).yaml()));
    const IntakeSpace space(loaded.value.value(), the_day);
    std::size_t size = 1;
    for (const IntakePart& part : space.parts()) {
      size *= part.classes.size();
      if (size > most) break;
    }
    if (size > most || size < 12) continue;
    --count;
    visit(*loaded.value, random);
  }
}

}  // namespace candor::testing
