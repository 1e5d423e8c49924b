// SPDX-License-Identifier: Apache-2.0
// Compares the formulas, the prover and the diagram with the engine, intake by intake.

#include <algorithm>
#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "candor/engine/program.h"
#include "candor/proof/diagram.h"
#include "candor/proof/prover.h"
#include "candor/proof/rule_formulas.h"
#include "candor/rules/load/load_rule_set.h"
#include "support/catch.hpp"
#include "support/generate.h"

namespace candor {
namespace {

constexpr Date exact_day = std::chrono::sys_days{std::chrono::year{2026} / 11 / 22};

RuleSet load(const std::string& yaml) {
  auto loaded = load_rule_set(SourceFile("generated.yaml", yaml));
  REQUIRE(loaded.value);
  return std::move(*loaded.value);
}

std::size_t size_of(const IntakeSpace& space, std::size_t most) {
  std::size_t out = 1;
  for (const IntakePart& part : space.parts()) {
    out *= part.classes.size();
    if (out > most) return most + 1;
  }
  return out;
}

// The next intake, in the order of an odometer; false after the last.
bool advance(const IntakeSpace& space, Intake& intake) {
  for (std::size_t p = 0; p < intake.size(); ++p) {
    if (++intake[p] < space.parts()[p].classes.size()) return true;
    intake[p] = 0;
  }
  return false;
}

struct Tried {
  std::vector<std::size_t> applies = {};  // by rule: number of intakes
  std::vector<std::size_t> open = {};
  std::vector<bool> decisive = {};
  std::vector<std::size_t> headlines = {};  // of consistent intakes; `incomplete` last
};

void try_one(const Program& program, const IntakeSpace& space, const Formulas& formulas,
             const RuleFormulas& said, const Intake& intake, Screening& screening, Tried& out) {
  const RuleSet& rules = program.rules();
  const Answers answers = space.answers(intake);
  CHECK(space.intake(answers) == intake);
  // The answers can really be given.
  const auto read = parse_answers_json(rules, answers_to_json(rules, answers).dump(), exact_day);
  CHECK((read.value && *read.value == answers));
  evaluate(program, answers, {.as_of = exact_day}, screening);
  std::vector<bool> applies(rules.rules.size());
  for (const Reason& reason : screening.reasons) applies[reason.rule] = true;
  std::size_t deciding = rules.rules.size(), at_or_above = 0;
  for (std::size_t r = 0; r < applies.size(); ++r) {
    CHECK(formulas.holds(said.rule(r).holds, intake) == applies[r]);
    if (applies[r]) ++out.applies[r];
    if (!applies[r] && formulas.holds(said.rule(r).may_hold, intake)) ++out.open[r];
    if (!applies[r] || rules.rules[r].verdict != screening.headline.at_least) continue;
    deciding = r;
    ++at_or_above;
  }
  // The only one that applies at or above its own verdict.
  if (at_or_above == 1) out.decisive[deciding] = true;
  const std::size_t headline =
      screening.headline.incomplete ? rules.verdicts.size() : screening.headline.at_least;
  for (std::size_t v = 0; v < rules.verdicts.size(); ++v) {
    CHECK(formulas.holds(said.headline(v), intake) == (headline == v));
  }
  CHECK(formulas.holds(said.incomplete(), intake) == screening.headline.incomplete);
  CHECK(formulas.holds(said.consistent(), intake) == screening.not_used.empty());
  if (screening.not_used.empty()) ++out.headlines[headline];
}

Tried try_all(const Program& program, const IntakeSpace& space, Formulas& formulas,
              const RuleFormulas& said) {
  const RuleSet& rules = program.rules();
  for (std::size_t v = 0; v < rules.verdicts.size(); ++v) said.headline(v);
  Tried out;
  out.applies.resize(rules.rules.size());
  out.open.resize(rules.rules.size());
  out.decisive.resize(rules.rules.size());
  out.headlines.resize(rules.verdicts.size() + 1);
  Screening screening;
  Intake intake = space.blank();
  do {
    if (space.is_intake(intake)) try_one(program, space, formulas, said, intake, screening, out);
  } while (advance(space, intake));
  return out;
}

std::vector<Formula> decisive(const RuleSet& rules, const RuleFormulas& said, std::size_t rule) {
  std::vector<Formula> out{said.rule(rule).holds};
  for (std::size_t r = 0; r < rules.rules.size(); ++r) {
    if (r != rule && rules.rules[r].verdict >= rules.rules[rule].verdict)
      out.push_back(!said.rule(r).holds);
  }
  return out;
}

}  // namespace

TEST_CASE("proof: the engine agrees for every intake of small rule sets") {
  const std::size_t sets = testing::rule_sets(300);
  constexpr std::size_t most_intakes = 3000;
  testing::Random random(7);
  std::size_t done = 0, never = 0, indecisive = 0;
  while (done < sets) {
    const Program program(load(testing::generate_rule_set(random).yaml()));
    const RuleSet& rules = program.rules();
    const IntakeSpace space(rules, exact_day);
    if (size_of(space, most_intakes) > most_intakes) continue;
    ++done;
    CAPTURE(done);
    Formulas formulas;
    const RuleFormulas said(space, formulas);
    const Tried tried = try_all(program, space, formulas, said);

    Prover prover(space, formulas);
    Diagram diagram(space, formulas, said);
    const auto headlines = diagram.headlines();
    REQUIRE(headlines);
    for (std::size_t v = 0; v < tried.headlines.size(); ++v) {
      CHECK(headlines->at(v) == std::to_string(tried.headlines[v]));
    }
    for (std::size_t r = 0; r < rules.rules.size(); ++r) {
      CAPTURE(rules.rules[r].id.text);
      const Formula holds = said.rule(r).holds;
      const Formula open = formulas.all({said.rule(r).may_hold, !holds});
      CHECK(diagram.count(holds) == std::to_string(tried.applies[r]));
      CHECK(diagram.count(open) == std::to_string(tried.open[r]));
      CHECK(prover.possible({holds}) == (tried.applies[r] > 0));
      CHECK(prover.possible({open}) == (tried.open[r] > 0));
      const std::vector<Formula> alone = decisive(rules, said, r);
      CHECK(prover.possible(alone) == tried.decisive[r]);
      never += tried.applies[r] == 0 ? 1 : 0;
      indecisive += tried.decisive[r] ? 0 : 1;
      if (tried.decisive[r] || tried.applies[r] == 0) continue;
      // The reasons are impossible together, and each of them is needed.
      const std::vector<std::size_t> reasons = prover.reasons(alone);
      std::vector<Formula> core;
      for (const std::size_t i : reasons) core.push_back(alone[i]);
      CHECK_FALSE(prover.possible(core));
      for (std::size_t i = 0; i < core.size(); ++i) {
        std::vector<Formula> less = core;
        less.erase(less.begin() + static_cast<std::ptrdiff_t>(i));
        CHECK(prover.possible(less));
      }
    }
  }
  // The comparison means something only if both results occur.
  CHECK(never > 0);
  CHECK(indecisive > never);
}

}  // namespace candor
