// SPDX-License-Identifier: Apache-2.0
#include "candor/testing/prove_properties.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "candor/base/errors.h"
#include "candor/engine/answer_candidates.h"
#include "candor/report/result/result.h"
#include "candor/testing/condition_values.h"
#include "candor/testing/suite_proof.h"

namespace candor {

// Pairs of answers to the question of a property, first and second, with their classes in the
// question's part and in its twin.
struct SuiteProof::Pair {
  struct Step {
    std::uint16_t from = 0, to = 0;
    Answer first = {}, second = {};
  };
  std::vector<Step> steps = {};
  Formula one_of = always_false;

  void add(const Step& step) { steps.push_back(step); }
};

namespace {

bool verdict_is(const RuleSet& rules, const Property& property, const Headline& headline) {
  if (property.at_least) return headline.at_least >= *property.at_least;
  return property.headlines[headline.incomplete ? rules.verdicts.size() : headline.at_least];
}

bool refutes(const Property& property, const std::vector<std::size_t>& at_least) {
  const bool worse = at_least[1] > at_least[0];
  const bool better = at_least[1] < at_least[0];
  switch (property.relation) {
    case Relation::not_worse: return worse;
    case Relation::not_better: return better;
    case Relation::same: return worse || better;
  }
  return false;
}

[[noreturn]] void disagree(const Property& property) {
  throw InternalError("the proof and the evaluation of a counterexample disagree",
                      property.name.text);
}

}  // namespace

std::string_view to_string(PropertyOutcome::Status status) noexcept {
  switch (status) {
    case PropertyOutcome::Status::proved: return "proved";
    case PropertyOutcome::Status::refuted: return "refuted";
    case PropertyOutcome::Status::empty: return "empty";
  }
  return "";
}

std::vector<const Condition*> conditions_of(const std::vector<Property>& properties) {
  std::vector<const Condition*> out;
  for (const Property& property : properties) {
    if (property.when) out.push_back(&*property.when);
  }
  return out;
}

SuiteProof::SuiteProof(const Program& program, const TestSuite& suite)
    : program_(program),
      also_(conditions_of(suite.properties)),
      space_(program.rules(), suite.as_of, also_),
      rules_(space_, formulas_),
      prover_(space_, formulas_) {}

SuiteProof::Twin& SuiteProof::twin(std::size_t question) {
  Twin& out = twins_[question];
  if (!out.rules) {
    out.part = prover_.add_part(space_.first_part(question));
    out.rules = std::make_unique<RuleFormulas>(
        space_, formulas_, std::map<std::size_t, std::size_t>{{question, out.part}});
  }
  return out;
}

Formula SuiteProof::verdict(const Property& property) {
  if (property.at_least) return rules_.at_least(*property.at_least);
  const std::size_t verdicts = space_.rules().verdicts.size();
  Formula out = always_false;
  for (std::size_t v = 0; v <= verdicts; ++v) {
    if (!property.headlines[v]) continue;
    const Formula headline = v == verdicts ? rules_.incomplete() : rules_.headline(v);
    out = formulas_.any({out, headline});
  }
  return out;
}

Formula SuiteProof::worse(const RuleFormulas& one, const RuleFormulas& than) {
  std::vector<Formula> out;
  for (std::size_t v = 1; v < space_.rules().verdicts.size(); ++v) {
    out.push_back(formulas_.all({one.at_least(v), !than.at_least(v)}));
  }
  return formulas_.any(out);
}

// Parses and evaluates the counterexample as JSON, just like a user's answers.
Witness SuiteProof::replay(const Property& property, const Answers& answers) const {
  const RuleSet& rules = space_.rules();
  Witness out{.answers = answers_to_json(rules, answers).dump()};
  const Parsed<Answers> read = parse_answers_json(rules, out.answers, space_.as_of());
  if (!read.value) disagree(property);
  Screening screening;
  evaluate(program_, *read.value, {.as_of = space_.as_of()}, screening);
  out.verdict = verdict_id(rules, screening.headline);
  out.at_least = rules.verdicts[screening.headline.at_least].id.text;
  ConditionValues values(rules, *read.value, space_.as_of());
  if (property.when && values.value(*property.when) != Truth::yes) disagree(property);
  const bool is_single =
      property.kind == PropertyKind::always || property.kind == PropertyKind::never;
  const bool never = property.kind == PropertyKind::never;
  if (is_single && verdict_is(rules, property, screening.headline) != never) disagree(property);
  return out;
}

PropertyOutcome SuiteProof::prove_single(const Property& property) {
  const Formula when = rules_.statement(property.when).holds;
  const Formula verdict_holds = verdict(property);
  const bool never = property.kind == PropertyKind::never;
  const Formula refuted = formulas_.all({when, never ? verdict_holds : !verdict_holds});
  if (const auto found = prover_.smallest(std::vector{refuted}, rules_.consistent())) {
    return {.status = PropertyOutcome::Status::refuted,
            .witnesses = {replay(property, space_.answers(*found))}};
  }
  const bool applies = prover_.possible({when});
  return {.status = applies ? PropertyOutcome::Status::proved : PropertyOutcome::Status::empty};
}

// Every pair of classes where the second has an answer further `towards` than one of the first. A
// class may be paired with itself, although nothing changes there.
SuiteProof::Pair SuiteProof::ordered(const Property& property, std::size_t twin) {
  Pair out;
  const Question& question = space_.rules().questions[property.question];
  const std::size_t part = space_.first_part(property.question);
  const auto& classes = space_.parts()[part].classes;
  const bool up = property.towards == Towards::longer || property.towards == Towards::higher;
  const auto key = [&](const Answer& a) { return answer_order(question, a, space_.as_of()); };
  std::vector<Formula> steps;
  for (std::uint16_t a = 1; a < classes.size(); ++a) {
    Formulas::Classes further(classes.size());
    for (std::uint16_t b = 1; b < classes.size(); ++b) {
      const Answer& first = up ? classes[a].answer : classes[a].last;
      const Answer& second = up ? classes[b].last : classes[b].answer;
      further[b] = up ? key(first) < key(second) : key(first) > key(second);
      if (further[b]) out.add({.from = a, .to = b, .first = first, .second = second});
    }
    steps.push_back(formulas_.all({formulas_.in(part, Formulas::only(a, classes.size())),
                                   formulas_.in(twin, std::move(further))}));
  }
  out.one_of = formulas_.any(steps);
  return out;
}

SuiteProof::Pair SuiteProof::compared(const Property& property, std::size_t twin) {
  Pair out;
  const Question& question = space_.rules().questions[property.question];
  const std::size_t part = space_.first_part(property.question);
  const std::size_t classes = space_.parts()[part].classes.size();
  const bool yes_no = question.traits().is_yes_no;
  const auto answers_of = [&](const SomeAnswers& some) {
    std::vector<Answer> answers;
    if (some.unanswered) answers.emplace_back();
    for (std::size_t c = 0; c < most_choices; ++c) {
      if ((some.choices >> c & 1U) == 0) continue;
      answers.push_back({.state = Answer::State::given, .yes = yes_no ? c : std::uint64_t{1} << c});
    }
    return answers;
  };
  const auto class_of = [&](const Answer& answer) {
    Answers all = blank_answers(space_.rules());
    all[property.question] = answer;
    return space_.intake(all)[part];
  };
  std::vector<Formula> steps;
  for (const Answer& first : answers_of(property.from)) {
    for (const Answer& second : answers_of(property.to)) {
      const std::uint16_t from = class_of(first), to = class_of(second);
      out.add({.from = from, .to = to, .first = first, .second = second});
      steps.push_back(formulas_.all({formulas_.in(part, Formulas::only(from, classes)),
                                     formulas_.in(twin, Formulas::only(to, classes))}));
    }
  }
  out.one_of = formulas_.any(steps);
  return out;
}

PropertyOutcome SuiteProof::prove_pair(const Property& property) {
  Twin& other = twin(property.question);
  const bool monotone = property.kind == PropertyKind::monotone;
  const Pair pair = monotone ? ordered(property, other.part) : compared(property, other.part);
  const Formula applies = formulas_.all({pair.one_of, rules_.statement(property.when).holds,
                                         other.rules->statement(property.when).holds});
  const Formula worse_then = worse(*other.rules, rules_);
  const Formula better_then = worse(rules_, *other.rules);
  Formula refuted = always_false;
  switch (property.relation) {
    case Relation::not_worse: refuted = worse_then; break;
    case Relation::not_better: refuted = better_then; break;
    case Relation::same: refuted = formulas_.any({worse_then, better_then}); break;
  }
  const Formula plain = formulas_.all({rules_.consistent(), other.rules->consistent()});
  const auto found = prover_.smallest(std::vector{applies, refuted}, plain);
  if (!found) {
    const bool some = prover_.possible({applies});
    return {.status = some ? PropertyOutcome::Status::proved : PropertyOutcome::Status::empty};
  }
  const std::size_t part = space_.first_part(property.question);
  const auto step = std::find_if(pair.steps.begin(), pair.steps.end(), [&](const Pair::Step& s) {
    return s.from == (*found)[part] && s.to == (*found)[other.part];
  });
  if (step == pair.steps.end()) disagree(property);
  const Intake intake(found->begin(),
                      found->begin() + static_cast<std::ptrdiff_t>(space_.parts().size()));
  Answers answers = space_.answers(intake);
  PropertyOutcome out{.status = PropertyOutcome::Status::refuted};
  std::vector<std::size_t> at_least;
  for (const Answer& answer : {step->first, step->second}) {
    answers[property.question] = answer;
    out.witnesses.push_back(replay(property, answers));
    at_least.push_back(*space_.rules().find_verdict(out.witnesses.back().at_least));
  }
  if (!refutes(property, at_least)) disagree(property);
  return out;
}

PropertyOutcome SuiteProof::prove(const Property& property) {
  const bool is_single =
      property.kind == PropertyKind::always || property.kind == PropertyKind::never;
  return is_single ? prove_single(property) : prove_pair(property);
}

std::vector<PropertyOutcome> prove_properties(const Program& program, const TestSuite& suite) {
  std::vector<PropertyOutcome> out;
  if (suite.properties.empty()) return out;
  SuiteProof proof(program, suite);
  for (const Property& property : suite.properties) out.push_back(proof.prove(property));
  return out;
}

}  // namespace candor
