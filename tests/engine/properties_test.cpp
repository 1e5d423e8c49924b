// SPDX-License-Identifier: Apache-2.0
// Properties of every screening, on the triples of the differential test.

#include <algorithm>
#include <bit>
#include <cstdint>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "candor/engine/program.h"
#include "candor/rules/load/load_rule_set.h"
#include "support/catch.hpp"
#include "support/generate.h"
#include "support/oracle.h"

using namespace candor;
using namespace candor::testing;

namespace {

Screening screen(const Program& program, const Answers& answers, const Days& days) {
  Screening out;
  evaluate(program, answers, days, out);
  return out;
}

bool partly_known(const Question& question, const Answer& answer) {
  if (question.type != QuestionType::set || !answer.given()) return false;
  const std::size_t choices = question.choices.size();
  return static_cast<std::size_t>(std::popcount(answer.known)) < choices;
}

/// The questions that further answers can settle: they apply, and their answer is a blank that
/// means nothing else, or part of a set.
std::vector<std::size_t> learnable(const Triple& triple, const Answers& answers) {
  const RuleSet& rules = triple.rules();
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    const bool blank = answers[i].state == Answer::State::not_reached ||
                       (answers[i].state == Answer::State::blank &&
                        rules.questions[i].if_blank.kind == IfBlank::Kind::open);
    if (!blank && !partly_known(rules.questions[i], answers[i])) continue;
    if (applies(rules, answers, triple.intake.days.as_of, i) == Truth::yes) found.push_back(i);
  }
  return found;
}

/// An answer to a question, or one more member of a partly known set.
Answer learn(const Triple& triple, const Answers& answers, std::size_t question) {
  const RuleSet& rules = triple.rules();
  const Question& asked = rules.questions[question];
  Answer answer = answers[question];
  if (partly_known(asked, answer)) {
    for (std::size_t choice = 0; choice < asked.choices.size(); ++choice) {
      const std::uint64_t member = std::uint64_t{1} << choice;
      if ((answer.known & member) != 0 || triple.random.chance(30)) continue;
      answer.known |= member;
      if (triple.random.chance(40)) answer.yes |= member;
    }
    return answer;
  }
  Tally ignored;
  const Date as_of = triple.intake.days.as_of;
  const std::string value = triple.generator.answer(triple.random, question, as_of, ignored);
  const std::string json = "{\"" + asked.id.text + "\": " + value + "}";
  const auto parsed = parse_answers_json(rules, json, as_of);
  REQUIRE(parsed.value.has_value());
  REQUIRE((*parsed.value)[question].given());
  return (*parsed.value)[question];
}

Program shuffled(const Triple& triple) {
  RuleSetText text = triple.text;
  triple.random.shuffle(text.rules);
  auto parsed = load_rule_set(SourceFile("shuffled.yaml", text.yaml()));
  REQUIRE(parsed.value.has_value());
  return Program(*std::move(parsed.value));
}

/// The outcome without the order of the reasons, which may depend on the order of the rules.
Outcome without_order(Outcome outcome, const RuleSet& rules) {
  const auto by_id = [&](std::size_t a, std::size_t b) {
    return rules.rules[a].id.text < rules.rules[b].id.text;
  };
  std::stable_sort(outcome.reasons.begin(), outcome.reasons.end(),
                   [&](const auto& a, const auto& b) { return by_id(a.rule, b.rule); });
  for (auto& reason : outcome.reasons) reason.rule = 0;
  for (auto* outlook : {&outcome.then, &outcome.on_appointment}) {
    if (!outlook->has_value()) continue;
    std::stable_sort((*outlook)->rules.begin(), (*outlook)->rules.end(), by_id);
    for (auto& rule : (*outlook)->rules) rule = 0;
    for (auto& rule : (*outlook)->waits) rule = 0;
  }
  return outcome;
}

std::vector<std::string> rule_ids(const Outcome& outcome, const RuleSet& rules) {
  std::vector<std::string> ids;
  for (const auto& reason : outcome.reasons) ids.push_back(rules.rules[reason.rule].id.text);
  std::sort(ids.begin(), ids.end());
  return ids;
}

// The properties. Each returns why it does not hold for a triple; nothing if it does.

/// Answering a blank never lowers `at_least` nor raises `at_most`; a settled screening keeps its
/// verdict.
class LearningNarrows {
 public:
  std::string operator()(const Triple& triple, const Screening& screening) {
    Answers answers = triple.answers;
    Headline before = screening.headline;
    for (int step = 0; step < 4; ++step) {
      const auto questions = learnable(triple, answers);
      if (questions.empty()) break;
      const std::size_t question = triple.random.pick(questions);
      const Question& asked = triple.rules().questions[question];
      answers[question] = learn(triple, answers, question);
      const Headline after = screen(triple.program, answers, triple.intake.days).headline;
      ++learnt;
      if (before.settled) ++learnt_when_settled;

      const std::string wrong = compare(before, after);
      if (!wrong.empty()) {
        return wrong + ", learning of `" + asked.id.text + "` in step " + std::to_string(step) +
               ": " + answer_to_json(asked, answers[question]).dump();
      }
      before = after;
    }
    return "";
  }

  std::size_t learnt = 0;
  std::size_t learnt_when_settled = 0;

 private:
  static std::string compare(const Headline& before, const Headline& after) {
    if (after.at_least < before.at_least) return "at_least fell";
    if (after.at_most > before.at_most) return "at_most rose";
    if (!before.settled) return "";
    if (!after.settled || after.incomplete) return "settled before, not after";
    if (after.at_least != before.at_least) return "settled, and the verdict changed";
    return "";
  }
};

/// The order of the rules changes nothing but the order of the reasons.
class OrderOfRules {
 public:
  std::string operator()(const Triple& triple, const Screening& screening) {
    if (!other_ || seed_ != triple.seed) other_ = shuffled(triple);
    seed_ = triple.seed;
    const RuleSet& rules = triple.rules();
    const Outcome wanted = plain(screening);
    const Outcome got = plain(screen(*other_, triple.answers, triple.intake.days));
    if (rule_ids(wanted, rules) != rule_ids(got, other_->rules())) return "other rules apply";
    return difference(without_order(wanted, rules), without_order(got, other_->rules()));
  }

 private:
  std::uint64_t seed_ = 0;
  std::optional<Program> other_ = {};
};

std::string wrong_headline(const Headline& headline, const RuleSet& rules) {
  const bool now = rules.verdicts[headline.at_least].proceed == Proceed::now;
  if (headline.incomplete != (now && !headline.settled)) return "incomplete is wrong";
  if (headline.at_most < headline.at_least) return "at_most is below at_least";
  if (headline.settled && headline.at_most > headline.at_least) {
    return "settled, with something more restrictive open";
  }
  return "";
}

/// No unsettled screening proceeds now, on any of its days.
std::string no_unsettled_go_ahead(const Triple& triple, const Screening& screening) {
  const RuleSet& rules = triple.rules();
  std::string wrong = wrong_headline(screening.headline, rules);
  for (const Outlook* outlook : {&screening.then, &screening.on_appointment}) {
    if (outlook->given && wrong.empty()) wrong = wrong_headline(outlook->headline, rules);
    if (outlook->given && outlook->headline.settled != outlook->open.empty()) {
      return "another day: settled, and questions are open; or neither";
    }
  }
  if (screening.headline.settled != screening.open.empty()) {
    return "settled, and questions are open; or neither";
  }
  if (screening.headline.incomplete &&
      (screening.earliest || !screening.care.empty() || !screening.plan.empty())) {
    return "incomplete, with a date or care";
  }
  return wrong;
}

/// Evaluating into a used Screening, of the same rule set or another, makes no difference.
class NothingLeftBehind {
 public:
  std::string operator()(const Triple& triple, const Screening& fresh) {
    const Outcome wanted = plain(fresh);
    evaluate(triple.program, triple.answers, triple.intake.days, used_);
    const Outcome after_others = plain(used_);
    evaluate(triple.program, triple.answers, triple.intake.days, used_);
    return difference(wanted, after_others) + difference(wanted, plain(used_));
  }

 private:
  Screening used_ = {};
};

/// Answers written as JSON and read back are the same answers.
std::string json_round_trip(const Triple& triple, const Screening& screening) {
  if (!triple.intake.not_reached.empty()) return "";  // JSON does not tell it from a blank
  const std::string json = answers_to_json(triple.rules(), triple.answers).dump();
  const auto parsed = parse_answers_json(triple.rules(), json, triple.intake.days.as_of);
  if (!parsed.value || !parsed.diagnostics.items().empty()) return "refused: " + json;
  if (*parsed.value != triple.answers) return "other answers: " + json;
  return difference(plain(screening),
                    plain(screen(triple.program, *parsed.value, triple.intake.days)));
}

}  // namespace

TEST_CASE("the properties of a screening hold") {
  LearningNarrows learning_narrows;
  OrderOfRules order_of_rules;
  NothingLeftBehind nothing_left_behind;
  Tally ignored;
  int misses = 0;
  for_each_triple(extent_from_environment(), ignored, ignored, [&](const Triple& triple) {
    const Screening screening = screen(triple.program, triple.answers, triple.intake.days);
    const auto check = [&](std::string_view property, const std::string& wrong) {
      if (wrong.empty()) return;
      ++misses;
      std::cerr << describe(triple) << wrong << '\n';  // whole lines, ready to be copied
      FAIL_CHECK(property << ": CANDOR_SEED=" << triple.seed << ", triple " << triple.number);
    };
    check("learning more narrows the verdict", learning_narrows(triple, screening));
    check("the order of rules does not matter", order_of_rules(triple, screening));
    check("no unsettled screening goes ahead", no_unsettled_go_ahead(triple, screening));
    check("nothing is left behind", nothing_left_behind(triple, screening));
    check("answers survive JSON", json_round_trip(triple, screening));
    return misses < 3;
  });
  CHECK(learning_narrows.learnt > 0);
  CHECK(learning_narrows.learnt_when_settled > 0);
}
