// SPDX-License-Identifier: Apache-2.0
#include "candor/report/document/form_example.h"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

#include "candor/engine/program.h"
#include "candor/intake/answers.h"

namespace candor {
namespace {

// Any day: no example depends on it.
constexpr Date some_day = std::chrono::sys_days{std::chrono::year{2000} / std::chrono::January / 1};

// Whether a gate tests the question directly. Ignores named conditions: this only picks the nicer
// example.
bool tests_question(const Condition& condition, std::size_t question) {
  if (condition.kind == Condition::Kind::test) return condition.test.question == question;
  return std::any_of(condition.parts.begin(), condition.parts.end(),
                     [&](const Condition& part) { return tests_question(part, question); });
}

bool opens_another(const RuleSet& rules, std::size_t question) {
  return std::any_of(rules.questions.begin(), rules.questions.end(), [&](const Question& other) {
    return other.asked_if && tests_question(*other.asked_if, question);
  });
}

// The first question with a trait that other questions depend on, if wanted; else the first with
// it.
std::size_t shown(const RuleSet& rules, bool TypeTraits::*trait, bool may_open_another) {
  const std::size_t count = rules.questions.size();
  std::size_t first = count;
  for (std::size_t i = 0; i < count; ++i) {
    if (!(rules.questions[i].traits().*trait)) continue;
    if (may_open_another && opens_another(rules, i)) return i;
    first = std::min(first, i);
  }
  return first;
}

std::int64_t floor_divide(std::int64_t a, std::int64_t b) noexcept {
  return a / b - (a % b < 0 ? 1 : 0);
}

// On a step, a third of the way up: usual values lie in the lower part of a range.
std::string number_in(const Question& question) {
  constexpr std::int64_t steps_without_end = 10;
  constexpr std::int64_t long_step = 100'000'000'000'000'000;
  const std::int64_t from = question.min.value_or(Decimal{}).millionths;
  const std::int64_t step = question.step.millionths;
  std::int64_t steps = step < long_step ? steps_without_end : 0;
  if (question.max) {
    const std::int64_t room = question.max->millionths - from;
    steps = floor_divide(room, step) / (room < 0 ? 1 : 3);
  }
  const std::string text = to_string(Decimal{from + steps * step});
  Answer answer;
  return parse_answer(question, text, some_day, answer) ? to_string(Decimal{from}) : text;
}

// Ids and the words of answers need no escaping.
std::string json_string(std::string_view word) { return fmt::format("\"{}\"", word); }

ExampleAnswer of_word(std::string_view word) {
  return {.json = json_string(word), .cell = std::string(word)};
}

ExampleAnswer of_number(const Question& question) {
  const std::string text = number_in(question);
  Answer answer;
  if (parse_answer(question, text, some_day, answer)) return {};
  return {.json = text, .cell = text};
}

// The choices of a question that open a gate by themselves.
std::uint64_t opening_choices(const RuleSet& rules, std::size_t question) {
  std::uint64_t choices = 0;
  for (const Question& other : rules.questions) {
    if (!other.asked_if || other.asked_if->kind != Condition::Kind::test) continue;
    const Test& test = other.asked_if->test;
    const auto* set = std::get_if<SetTest>(&test.of);
    const bool opens = test.question == question && set && set->kind == SetTest::Kind::any;
    if (opens) choices |= set->members;
  }
  return choices;
}

// Two members, so that the example shows how to list several; those that open gates, if any do.
ExampleAnswer of_members(const RuleSet& rules, std::size_t index) {
  const Question& question = rules.questions[index];
  const std::uint64_t opening = opening_choices(rules, index);
  std::vector<std::string> words, ids;
  for (const bool opens : {true, false}) {
    for (std::size_t i = 0; i < question.choices.size() && ids.size() < 2; ++i) {
      if (((opening >> i & 1U) != 0) != opens) continue;
      ids.push_back(question.choices[i].id.text);
      words.push_back(json_string(ids.back()));
    }
  }
  return {.json = fmt::format("[{}]", fmt::join(words, ",")),
          .cell = fmt::format("{}", fmt::join(ids, ";"))};
}

// Marks blank answers as not reached, so that the meaning of a blank opens no gate.
Answers answers_of(const RuleSet& rules, const std::vector<ExampleAnswer>& examples,
                   const std::vector<bool>& given) {
  std::vector<std::string> members;
  for (std::size_t i = 0; i < examples.size(); ++i) {
    if (!given[i]) continue;
    members.push_back(fmt::format("{}:{}", json_string(rules.questions[i].id), examples[i].json));
  }
  const std::string json = fmt::format("{{{}}}", fmt::join(members, ","));
  Answers answers = parse_answers_json(rules, json, some_day).value.value_or(blank_answers(rules));
  for (Answer& answer : answers) {
    if (!answer.given()) answer.state = Answer::State::not_reached;
  }
  return answers;
}

// The gates as rules, so that the reasons of a screening are the gates that hold.
struct Gates {
  RuleSet rules;
  std::vector<std::size_t> questions = {};  // by rule
};

Gates gates_of(const RuleSet& rules) {
  Gates gates{.rules = rules};
  gates.rules.rules.clear();
  gates.rules.plan.clear();
  for (std::vector<CareItem>& group : gates.rules.care) group.clear();
  for (std::size_t i = 0; i < rules.questions.size(); ++i) {
    if (!rules.questions[i].asked_if) continue;
    gates.rules.rules.push_back(
        {.id = rules.questions[i].id, .when = *rules.questions[i].asked_if});
    gates.questions.push_back(i);
  }
  return gates;
}

}  // namespace

std::vector<ExampleAnswer> example_answers(const RuleSet& rules) {
  const std::size_t members_of = shown(rules, &TypeTraits::takes_several, true);
  const std::size_t time_of = shown(rules, &TypeTraits::is_dated, false);
  std::vector<ExampleAnswer> out;
  for (std::size_t i = 0; i < rules.questions.size(); ++i) {
    const Question& question = rules.questions[i];
    const TypeTraits& type = question.traits();
    if (type.takes_several) {
      out.push_back(i == members_of ? of_members(rules, i) : of_word("none"));
    } else if (type.has_choices) {
      out.push_back(of_word(question.choices.front().id));
    } else if (type.is_number) {
      out.push_back(of_number(question));
    } else {
      out.push_back(of_word(question.accepts_never && i != time_of ? "never" : type.example));
    }
  }
  return out;
}

std::vector<ExampleAnswer> example_person(const RuleSet& rules) {
  std::vector<ExampleAnswer> examples = example_answers(rules);
  const std::size_t count = rules.questions.size();
  std::vector<bool> asked(count);
  for (std::size_t i = 0; i < count; ++i) asked[i] = !rules.questions[i].asked_if;

  const Gates gates = gates_of(rules);
  const Program program(gates.rules);
  Screening screening;
  for (bool more = !gates.questions.empty(); more;) {
    // A comparison of lengths of time may depend on the day, so it opens no gate.
    std::vector<bool> given = asked;
    for (std::size_t i = 0; i < count; ++i) {
      const TypeTraits& type = rules.questions[i].traits();
      if (type.is_dated && examples[i].cell == type.example) given[i] = false;
    }
    evaluate(program, answers_of(rules, examples, given), {.as_of = some_day}, screening);
    more = false;
    for (const Reason& reason : screening.reasons) {
      const std::size_t question = gates.questions[reason.rule];
      more = more || !asked[question];
      asked[question] = true;
    }
  }
  for (std::size_t i = 0; i < count; ++i) {
    if (!asked[i]) examples[i] = {};
  }
  return examples;
}

}  // namespace candor
