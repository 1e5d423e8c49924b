// SPDX-License-Identifier: Apache-2.0
// Compares proofs of properties with a trial of every intake.

#include <algorithm>
#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "candor/engine/answer_candidates.h"
#include "candor/testing/condition_values.h"
#include "candor/testing/prove_properties.h"
#include "candor/testing/suite_proof.h"
#include "proof/every_intake.h"
#include "support/catch.hpp"
#include "testing/clinic.h"

using namespace candor;
using namespace candor::testing;

namespace {

using Status = PropertyOutcome::Status;

// The result of trying every intake.
struct Tried {
  bool speaks = false;
  bool refuted = false;
  bool refuted_plainly = false;  // by an intake that contradicts no gate
  std::size_t fewest = 1000;     // answers in a refutation, a plain one if there is any
};

class Trial {
 public:
  Trial(const Program& program, const Property& property, const IntakeSpace& space)
      : program_(program), rules_(program.rules()), property_(property), space_(space) {}

  Tried all() {
    const bool of_two =
        property_.kind == PropertyKind::monotone || property_.kind == PropertyKind::compare;
    for_each_intake(space_, [&](const candor::Intake& intake) {
      const Answers answers = space_.answers(intake);
      if (of_two) {
        try_steps(answers);
      } else {
        try_one(answers);
      }
    });
    return out_;
  }

 private:
  bool met(const Answers& answers) {
    return !property_.when ||
           ConditionValues(rules_, answers, the_day).value(*property_.when) == Truth::yes;
  }

  const Screening& screen(const Answers& answers) {
    evaluate(program_, answers, {.as_of = the_day}, screening_);
    return screening_;
  }

  void note_refuted(const Answers& answers, bool plain) {
    const auto given = static_cast<std::size_t>(
        std::count_if(answers.begin(), answers.end(), [](const Answer& a) { return a.given(); }));
    if (plain && !out_.refuted_plainly) out_.fewest = 1000;
    if (plain || !out_.refuted_plainly) out_.fewest = std::min(out_.fewest, given);
    out_.refuted_plainly = out_.refuted_plainly || plain;
    out_.refuted = true;
  }

  void try_one(const Answers& answers) {
    if (!met(answers)) return;
    out_.speaks = true;
    const Screening& found = screen(answers);
    const Headline& headline = found.headline;
    const std::size_t shown = headline.incomplete ? rules_.verdicts.size() : headline.at_least;
    const bool is =
        property_.at_least ? headline.at_least >= *property_.at_least : property_.headlines[shown];
    if (is == (property_.kind == PropertyKind::never))
      note_refuted(answers, found.not_used.empty());
  }

  // The answers at both ends of each class, and each choice.
  std::vector<Answer> pool() const {
    std::vector<Answer> out(1);
    const IntakePart& part = space_.parts()[space_.first_part(property_.question)];
    for (std::size_t c = 1; c < part.classes.size(); ++c) {
      out.push_back(part.classes[c].answer);
      out.push_back(part.classes[c].last);
      out.insert(out.end(), part.classes[c].all.begin(), part.classes[c].all.end());
    }
    return out;
  }

  bool is_step(const Answer& from, const Answer& to) const {
    const Question& question = rules_.questions[property_.question];
    if (property_.kind == PropertyKind::monotone) {
      if (!from.given() || !to.given()) return false;
      const auto first = answer_order(question, from, the_day);
      const auto second = answer_order(question, to, the_day);
      const bool up = property_.towards == Towards::longer || property_.towards == Towards::higher;
      return up ? first < second : first > second;
    }
    const auto among = [&](const SomeAnswers& some, const Answer& answer) {
      if (!answer.given()) return some.unanswered;
      const std::uint64_t bit =
          question.type == QuestionType::yes_no ? std::uint64_t{1} << answer.yes : answer.yes;
      return (some.choices & bit) != 0;
    };
    return among(property_.from, from) && among(property_.to, to);
  }

  void try_steps(Answers answers) {
    const std::vector<Answer> known = pool();
    for (const Answer& from : known) {
      for (const Answer& to : known) {
        if (!is_step(from, to)) continue;
        answers[property_.question] = from;
        if (!met(answers)) continue;
        const std::size_t before = screen(answers).headline.at_least;
        answers[property_.question] = to;
        if (!met(answers)) continue;
        const std::size_t then = screen(answers).headline.at_least;
        out_.speaks = true;
        const bool worse = property_.relation != Relation::not_better && then > before;
        const bool better = property_.relation != Relation::not_worse && then < before;
        out_.refuted = out_.refuted || worse || better;
      }
    }
  }

  const Program& program_;
  const RuleSet& rules_;
  const Property& property_;
  const IntakeSpace& space_;
  Screening screening_ = {};
  Tried out_ = {};
};

std::optional<Condition> random_condition(const RuleSet& rules, Random& random) {
  Condition out = random.pick(rules.rules).when;
  if (random.chance(30)) {
    Condition blank{.kind = Condition::Kind::test, .at = {}, .parts = {}};
    blank.test = {.question = random.below(rules.questions.size()), .of = UnansweredTest{}};
    out = {.kind = random.chance(50) ? Condition::Kind::all : Condition::Kind::any,
           .at = {},
           .parts = {out, blank}};
  }
  return out;
}

Property of_one(const RuleSet& rules, Random& random) {
  Property out{.kind = random.chance(50) ? PropertyKind::always : PropertyKind::never};
  out.when = random_condition(rules, random);
  if (random.chance(50)) {
    out.at_least = random.below(rules.verdicts.size());
  } else {
    for (std::size_t v = 0; v <= rules.verdicts.size(); ++v) {
      out.headlines.push_back(random.chance(50));
    }
  }
  return out;
}

std::optional<Property> of_two(const RuleSet& rules, Random& random) {
  Property out{.kind = PropertyKind::monotone};
  out.question = random.below(rules.questions.size());
  if (random.chance(30)) out.when = random_condition(rules, random);
  out.relation = static_cast<Relation>(random.below(3));
  const Question& question = rules.questions[out.question];
  switch (question.type) {
    case QuestionType::set: return std::nullopt;
    case QuestionType::number:
      out.towards = random.chance(50) ? Towards::higher : Towards::lower;
      return out;
    case QuestionType::time_since:
      out.towards = random.chance(50) ? Towards::longer : Towards::shorter;
      return out;
    case QuestionType::choice:
    case QuestionType::yes_no: break;
  }
  out.kind = PropertyKind::compare;
  const std::size_t choices = question.type == QuestionType::yes_no ? 2 : question.choices.size();
  const auto some = [&](SomeAnswers& answers) {
    if (random.chance(20)) {
      answers.unanswered = true;
    } else {
      answers.choices = std::uint64_t{1} << random.below(choices);
    }
  };
  some(out.from);
  some(out.to);
  return out;
}

std::size_t answered(const Witness& witness) {
  return nlohmann::json::parse(witness.answers).size();
}

std::string lines(const std::vector<PropertyOutcome>& outcomes) {
  std::string out;
  for (const PropertyOutcome& outcome : outcomes) {
    out += to_string(outcome.status);
    for (const Witness& witness : outcome.witnesses) {
      out += " " + witness.answers + " " + witness.verdict + "/" + witness.at_least;
    }
    out += '\n';
  }
  return out;
}

std::string proved(std::string_view properties) {
  const Parsed<TestSuite> suite =
      load_tests("tests: clinic\nas_of: 2026-11-22\n" + std::string(properties));
  return lines(prove_properties(Program(clinic()), suite.value.value()));
}

}  // namespace

TEST_CASE("a property is proved exactly where no intake refutes it") {
  std::map<std::string, std::size_t> seen;
  for_each_small_rule_set(60, 3000, [&](const RuleSet& rules, Random& random) {
    const Program program(rules);
    TestSuite suite{.as_of = the_day};
    for (int i = 0; i < 6; ++i) {
      suite.properties.push_back(of_one(rules, random));
      if (auto property = of_two(rules, random)) suite.properties.push_back(*property);
    }
    const auto outcomes = prove_properties(program, suite);
    const auto also = conditions_of(suite.properties);
    const IntakeSpace space(rules, the_day, also);
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
      const Property& property = suite.properties[i];
      const Tried tried = Trial(program, property, space).all();
      const Status wanted = tried.refuted  ? Status::refuted
                            : tried.speaks ? Status::proved
                                           : Status::empty;
      INFO(to_string(property.kind) << " " << to_string(property.relation));
      CHECK(to_string(outcomes[i].status) == to_string(wanted));
      ++seen[std::string(to_string(property.kind)) + " " + std::string(to_string(wanted))];
      const bool one = outcomes[i].witnesses.size() == 1;
      if (one) CHECK(answered(outcomes[i].witnesses.front()) == tried.fewest);
    }
  });
  for (const char* kind : {"always", "never", "monotone", "compare"}) {
    for (const char* status : {"proved", "refuted"}) {
      INFO(kind << " " << status);
      CHECK(seen[std::string(kind) + " " + status] > 0);
    }
  }
}

TEST_CASE("a refutation is a smallest intake") {
  CHECK(proved("always:\n"
               "  a: {when: {acne: many}, verdict: {at_least: refer}}\n"
               "  b: {when: {acne: few}, verdict: caution}\n"
               "never:\n"
               "  c: {when: {acne: unanswered}, verdict: [suitable, caution]}\n"
               "  d: {when: {acne: few}, verdict: incomplete}\n") ==
        "proved\n"
        "refuted {\"acne\":\"few\"} incomplete/caution\n"
        "proved\n"
        "refuted {\"acne\":\"few\"} incomplete/caution\n");
}

TEST_CASE("a refutation by two intakes shows both of them") {
  CHECK(proved("monotone:\n"
               "  a: {question: sunburn, towards: longer, verdict: not_worse}\n"
               "  b: {question: sunburn, towards: longer, verdict: not_better}\n"
               "compare:\n"
               "  c: {question: acne, from: few, to: many, verdict: same}\n"
               "  d: {question: acne, from: [none, few, unanswered], to: many, verdict: "
               "not_better}\n") ==
        "proved\n"
        "refuted {\"sunburn\":\"2026-11-22\"} defer/defer {\"sunburn\":\"never\"} "
        "incomplete/suitable\n"
        "refuted {\"acne\":\"few\"} incomplete/caution {\"acne\":\"many\"} refer/refer\n"
        "proved\n");
}

TEST_CASE("a property that applies to no intake is not proved") {
  CHECK(proved("always:\n"
               "  a: {when: {all: [{acne: few}, {acne: many}]}, verdict: {at_least: refer}}\n"
               "monotone:\n"
               "  b: {question: sunburn, towards: longer, when: {sunburn: unanswered}, verdict: "
               "not_worse}\n") == "empty\nempty\n");
}
