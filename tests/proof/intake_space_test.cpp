// SPDX-License-Identifier: Apache-2.0
// Compares answers with the classes that represent them.

#include "candor/proof/intake_space.h"

#include <string>

#include "candor/engine/program.h"
#include "candor/rules/load/load_rule_set.h"
#include "candor/rules/question_uses.h"
#include "support/catch.hpp"
#include "support/generate.h"

namespace candor {
namespace {

// The parts of an evaluation that classes preserve: no dates, no answers, and no care that depends
// on the day that it counts from.
std::string seen(const RuleSet& rules, const Screening& screening) {
  std::string out = std::to_string(screening.headline.at_least) + "," +
                    std::to_string(screening.headline.at_most) +
                    (screening.headline.settled ? " settled" : "") +
                    (screening.headline.incomplete ? " incomplete" : "");
  for (const Reason& reason : screening.reasons) out += " r" + std::to_string(reason.rule);
  for (const OpenQuestion& open : screening.open) out += " o" + std::to_string(open.question);
  for (const std::uint16_t q : screening.not_used) out += " n" + std::to_string(q);
  for (const GivenCare& care : screening.care) {
    const CareItem& item = rules.care[static_cast<std::size_t>(care.group)][care.item];
    if (!depends_on_care_day(rules, item))
      out += " c" + std::to_string(care.item) + (care.if_applies ? "?" : "");
  }
  for (const GivenPlan& plan : screening.plan)
    out += " p" + std::to_string(plan.item) + (plan.if_applies ? "?" : "");
  return out;
}

}  // namespace

TEST_CASE("proof: answers are screened like those that represent their class") {
  testing::Random random(3);
  testing::Tally forms;
  std::size_t differed = 0;
  for (int set = 0; set < 200; ++set) {
    auto loaded =
        load_rule_set(SourceFile("generated.yaml", testing::generate_rule_set(random).yaml()));
    REQUIRE(loaded.value);
    const Program program(std::move(*loaded.value));
    const testing::IntakeGenerator generator(program.rules());
    Screening own, of_class;
    for (int person = 0; person < 25; ++person) {
      const testing::Intake intake = generator.intake(random, forms);
      const Date as_of = intake.days.as_of;
      const auto answers = parse_answers_json(program.rules(), intake.json, as_of);
      REQUIRE(answers.value);
      const IntakeSpace space(program.rules(), as_of);
      const Answers standing = space.answers(space.intake(*answers.value));
      differed += standing == *answers.value ? 0 : 1;
      evaluate(program, *answers.value, {.as_of = as_of}, own);
      evaluate(program, standing, {.as_of = as_of}, of_class);
      CHECK(seen(program.rules(), own) == seen(program.rules(), of_class));
    }
  }
  CHECK(differed > 1000);
}

}  // namespace candor
