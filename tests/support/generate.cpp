// SPDX-License-Identifier: Apache-2.0
// Triples of a rule set, answers and days, one after another from a seed.

#include "support/generate.h"

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

#include "candor/rules/load/load_rule_set.h"

namespace candor::testing {

namespace {

constexpr std::size_t intakes_per_rule_set = 25;

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

template <class T>
T checked(Parsed<T> parsed, const std::string& what) {
  if (parsed.value && parsed.diagnostics.items().empty()) return *std::move(parsed.value);
  std::string text = what + "\n";
  for (const Diagnostic& diagnostic : parsed.diagnostics.items()) text += render(diagnostic);
  throw std::runtime_error(text);
}

}  // namespace

std::size_t rule_sets(std::size_t usual) {
  return std::min<std::size_t>(usual, from_environment("CANDOR_RULE_SETS", usual));
}

std::string describe(const Triple& triple) {
  std::string text = "CANDOR_SEED=" + std::to_string(triple.seed) + ", triple " +
                     std::to_string(triple.number) + "\n" + triple.text.yaml() +
                     "\nanswers: " + triple.intake.json + "\nnot reached:";
  for (const std::size_t question : triple.intake.not_reached) {
    text += " " + triple.rules().questions[question].id.text;
  }
  text += "\nas of " + iso(triple.intake.days.as_of);
  if (triple.intake.days.appointment) {
    text += ", appointment " + iso(*triple.intake.days.appointment);
  }
  return text + "\n";
}

Extent extent_from_environment() {
  return {from_environment("CANDOR_SEED", 20261122),
          static_cast<std::size_t>(from_environment("CANDOR_TRIPLES", 100'000))};
}

void for_each_triple(Extent extent, Tally& constructs, Tally& forms,
                     const std::function<bool(const Triple&)>& visit) {
  for (std::size_t done = 0; done < extent.triples; ++extent.seed) {
    Random random(extent.seed);
    const std::string place = "CANDOR_SEED=" + std::to_string(extent.seed) + "\n";
    const RuleSetText text = generate_rule_set(random);
    const Program program(
        checked(load_rule_set(SourceFile("generated.yaml", text.yaml())), place + text.yaml()));
    const RuleSet& rules = program.rules();
    count_constructs(rules, constructs);
    const IntakeGenerator generator(rules);
    for (std::size_t i = 0; i < intakes_per_rule_set && done < extent.triples; ++i, ++done) {
      const Intake intake = generator.intake(random, forms);
      Answers answers = checked(parse_answers_json(rules, intake.json, intake.days.as_of),
                                place + text.yaml() + intake.json);
      for (const std::size_t question : intake.not_reached) {
        answers[question].state = Answer::State::not_reached;
      }
      // A test may draw from its own source without changing the triples that follow.
      Random own(extent.seed * 1'000 + i);
      const Triple triple{extent.seed, i, text, program, generator, intake, answers, own};
      if (!visit(triple)) return;
    }
  }
}

}  // namespace candor::testing
