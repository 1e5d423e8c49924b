// SPDX-License-Identifier: Apache-2.0
#include "candor/report/result/told_in_person.h"
#include "candor/interview/lasting.h"

#include <algorithm>
#include <optional>

#include "candor/report/layout/windows.h"
#include "candor/report/layout/words.h"
#include "candor/rules/dependencies.h"

namespace candor {
namespace {

// The questions and named conditions that rules read. Takes time linear in the rule set.
class ReadByRules {
 public:
  explicit ReadByRules(const RuleSet& rules)
      : rules_(rules), questions_(rules.questions.size()), conditions_(rules.conditions.size()) {}

  void add(const Rule& rule) {
    add(rule.when);
    if (!rule.until) return;
    for (const Until::After& after : rule.until->after) questions_[after.question] = true;
  }

  // Follows named conditions and, if asked to, gates.
  void follow(bool gates) {
    const std::vector<Dependent> order = find_dependencies(rules_).order;
    for (auto item = order.rbegin(); item != order.rend(); ++item) {
      if (item->kind == Dependent::Kind::condition) {
        if (conditions_[item->index]) add(rules_.conditions[item->index].when);
      } else if (gates && questions_[item->index]) {
        const std::optional<Condition>& gate = rules_.questions[item->index].asked_if;
        if (gate) add(*gate);
      }
    }
  }

  const std::vector<bool>& questions() const { return questions_; }

 private:
  void add(const Condition& condition) {
    if (condition.kind == Condition::Kind::test) questions_[condition.test.question] = true;
    if (condition.kind == Condition::Kind::named) conditions_[condition.named] = true;
    for (const Condition& part : condition.parts) add(part);
  }

  const RuleSet& rules_;
  std::vector<bool> questions_, conditions_;
};

template <class T>
void add_new(std::vector<T>& all, T one) {
  if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
}

// The questions of these rules.
std::vector<bool> read_by(const Result& result) {
  ReadByRules read(result.rules);
  for (const std::uint32_t rule : result.screening.told_in_person)
    read.add(result.rules.rules[rule]);
  read.follow(/*gates=*/false);
  return read.questions();
}

}  // namespace

ToldInPerson::ToldInPerson(const Result& result)
    : rule_set_(result.rules),
      screening_(result.screening),
      rules_(result.rules.rules.size()),
      reads_(result.rules, read_by(result), ReadsAny::Gates::follow) {
  for (const std::uint32_t rule : screening_.told_in_person) rules_[rule] = true;
  find_left_out();
}

bool ToldInPerson::care(const GivenCare& given) const {
  const CareItem& item = item_of(rule_set_, given);
  return reads_(item.when) || reads_(item.done_when);
}

bool ToldInPerson::plan(const GivenPlan& given) const {
  return reads_(rule_set_.plan[given.item].when);
}

void ToldInPerson::find_left_out() {
  const auto add_rule = [&](std::uint32_t rule) {
    if (rules_[rule]) add_new(left_out_.rules, rule);
  };
  const auto add_question = [&](std::uint16_t q) {
    if (reads_.question(q)) add_new(left_out_.open, q);
  };
  for (const Reason& reason : screening_.reasons) add_rule(reason.rule);
  for (const OpenQuestion& open : screening_.open) add_question(open.question);
  for (const Outlook* outlook : {&screening_.then, &screening_.on_appointment}) {
    if (!outlook->given) continue;
    for (const std::uint32_t rule : outlook->rules) add_rule(rule);
    for (const std::uint32_t rule : outlook->waits) add_rule(rule);
    for (const std::uint16_t q : outlook->open) add_question(q);
  }
  for (const GivenCare& given : screening_.care) {
    if (care(given)) left_out_.care.push_back(given);
  }
  for (const GivenPlan& given : screening_.plan) {
    if (plan(given)) left_out_.plan.push_back(given);
  }
}

std::vector<std::string> asked_again(const Result& result, const ToldInPerson* hidden) {
  constexpr std::chrono::days week{7};
  const Screening& screening = result.screening;
  const RuleSet& rules = result.rules;
  std::vector<std::string> names;
  if (!screening.days.appointment || *screening.days.appointment - screening.days.as_of <= week)
    return names;
  ReadByRules read(rules);
  for (const Rule& rule : rules.rules) read.add(rule);
  read.follow(/*gates=*/true);
  for (std::size_t q = 0; q < rules.questions.size(); ++q) {
    if (!read.questions()[q] || (hidden != nullptr && hidden->question(q))) continue;
    const Question& question = rules.questions[q];
    const Answer& answer = result.answers[q];
    if (answer.given() &&
        holding(question, answer, result.answered_on(q), *screening.days.appointment) == answer)
      continue;
    std::string name = question.section          ? rules.sections[*question.section].title.text
                       : hidden == nullptr       ? name_of(question)
                       : question.called.empty() ? question_of(question)
                                                 : question.called.text;
    add_new(names, std::move(name));
  }
  return names;
}

}  // namespace candor
