// SPDX-License-Identifier: Apache-2.0
#include "candor/proof/rule_formulas.h"

#include "candor/engine/test_value.h"
#include "candor/rules/dependencies.h"

namespace candor {

RuleFormulas::RuleFormulas(const IntakeSpace& space, Formulas& formulas,
                           const std::map<std::size_t, std::size_t>& replaced)
    : space_(space), formulas_(formulas), replaced_(replaced) {
  const RuleSet& rules = space.rules();
  named_.resize(rules.conditions.size());
  gates_.resize(rules.questions.size());
  for (const Dependent& item : find_dependencies(rules).order) {
    if (item.kind == Dependent::Kind::condition)
      named_[item.index] = statement(rules.conditions[item.index].when);
    else
      gates_[item.index] = statement(rules.questions[item.index].asked_if);
  }
  for (const Rule& rule : rules.rules) rules_.push_back(statement(rule.when));

  at_least_.assign(rules.verdicts.size(), always_true);
  for (std::size_t v = 1; v < rules.verdicts.size(); ++v) {
    std::vector<Formula> applying;
    for (std::size_t r = 0; r < rules.rules.size(); ++r) {
      if (rules.rules[r].verdict >= v) applying.push_back(rules_[r].holds);
    }
    at_least_[v] = formulas_.any(applying);
  }
}

Formula RuleFormulas::given(std::size_t question) const {
  std::size_t part = space_.first_part(question);
  const IntakePart& of = space_.parts()[part];
  if (const auto other = replaced_.find(question); other != replaced_.end()) part = other->second;
  Formulas::Classes classes(of.classes.size(), true);
  classes[0] = false;
  return formulas_.in(part, std::move(classes));
}

// The value of the test for the question's answer, or for the meaning of a blank; ignores the gate.
Statement RuleFormulas::answered(const Test& test) const {
  const Question& question = space_.rules().questions[test.question];
  Truth of_blank = Truth::open;
  if (question.if_blank.kind == IfBlank::Kind::nothing) of_blank = Truth::no;
  if (question.if_blank.kind == IfBlank::Kind::answer) {
    Answer answer = question.if_blank.answer;
    if (question.if_blank.ago) answer.date = minus(space_.as_of(), *question.if_blank.ago);
    of_blank = test_value(question, test, answer, space_.as_of());
  }
  const std::size_t first = space_.first_part(test.question);
  const IntakePart& whole = space_.parts()[first];
  const auto membership = [&](std::size_t part, std::size_t in, Truth least) {
    const std::size_t classes = space_.parts()[part].classes.size();
    Formulas::Classes chosen(classes);
    const bool has_blank = space_.parts()[part].of == IntakePart::Of::answer;
    if (has_blank) chosen[0] = of_blank >= least;
    for (std::size_t c = has_blank ? 1 : 0; c < classes; ++c)
      chosen[c] = space_.value(test, part, c) >= least;
    return formulas_.in(in, std::move(chosen));
  };
  if (whole.of == IntakePart::Of::answer) {
    const auto other = replaced_.find(test.question);
    const std::size_t in = other == replaced_.end() ? first : other->second;
    return {membership(first, in, Truth::yes), membership(first, in, Truth::open)};
  }

  const auto& set = std::get<SetTest>(test.of);
  const bool every = set.kind == SetTest::Kind::all;
  std::vector<Formula> holds, may_hold;
  for (std::size_t p = first + 1; p < space_.end_part(test.question); ++p) {
    const bool named =
        set.kind == SetTest::Kind::none || (space_.parts()[p].members & set.members) != 0;
    if (!named) continue;
    holds.push_back(membership(p, p, Truth::yes));
    may_hold.push_back(membership(p, p, Truth::open));
  }
  Statement members;
  members.holds = every ? formulas_.all(holds) : formulas_.any(holds);
  members.may_hold = every ? formulas_.all(may_hold) : formulas_.any(may_hold);
  if (set.kind == SetTest::Kind::none) members = {!members.may_hold, !members.holds};
  const Formula is_given = given(test.question);
  const auto with_blank = [&](Formula of_given, Truth least) {
    const Formula answer = formulas_.all({is_given, of_given});
    return of_blank >= least ? formulas_.any({answer, !is_given}) : answer;
  };
  return {with_blank(members.holds, Truth::yes), with_blank(members.may_hold, Truth::open)};
}

// "`asked_if` and the test". An answer although the gate is false is a contradiction: a test that
// it would satisfy is open.
Statement RuleFormulas::test(const Test& test) const {
  if (std::holds_alternative<UnansweredTest>(test.of)) {
    const Formula blank = !given(test.question);
    return {blank, blank};
  }
  const Statement own = answered(test);
  const Statement& gate = gates_[test.question];
  const Formula not_excluded = formulas_.any({gate.may_hold, given(test.question)});
  return {formulas_.all({gate.holds, own.holds}), formulas_.all({not_excluded, own.may_hold})};
}

Statement RuleFormulas::statement(const Condition& condition) const {
  switch (condition.kind) {
    case Condition::Kind::test: return test(condition.test);
    case Condition::Kind::named: return named_[condition.named];
    case Condition::Kind::negation: {
      const Statement part = statement(condition.parts[0]);
      return {!part.may_hold, !part.holds};
    }
    case Condition::Kind::all:
    case Condition::Kind::any: break;
  }
  std::vector<Formula> holds, may_hold;
  for (const Condition& part : condition.parts) {
    const Statement of = statement(part);
    holds.push_back(of.holds);
    may_hold.push_back(of.may_hold);
  }
  if (condition.kind == Condition::Kind::all)
    return {formulas_.all(holds), formulas_.all(may_hold)};
  return {formulas_.any(holds), formulas_.any(may_hold)};
}

Statement RuleFormulas::statement(const std::optional<Condition>& condition) const {
  return condition ? statement(*condition) : Statement{};
}

Formula RuleFormulas::incomplete() const {
  const RuleSet& rules = space_.rules();
  std::vector<Formula> open;
  for (const Statement& rule : rules_) open.push_back(formulas_.all({rule.may_hold, !rule.holds}));
  // Open rules matter only where the screening would proceed now.
  Formula waits = always_false;
  for (std::size_t v = 0; v < rules.verdicts.size(); ++v) {
    if (rules.verdicts[v].proceed == Proceed::now) continue;
    waits = at_least_[v];
    break;
  }
  return formulas_.all({!waits, formulas_.any(open)});
}

Formula RuleFormulas::headline(std::size_t verdict) const {
  const auto& verdicts = space_.rules().verdicts;
  const Formula more = verdict + 1 < verdicts.size() ? at_least_[verdict + 1] : always_false;
  const Formula exactly = formulas_.all({at_least_[verdict], !more});
  if (verdicts[verdict].proceed != Proceed::now) return exactly;
  return formulas_.all({exactly, !incomplete()});
}

Formula RuleFormulas::care_is_given() const {
  const auto& verdicts = space_.rules().verdicts;
  Formula never = always_false;
  for (std::size_t v = verdicts.size(); v-- > 0;) {
    if (verdicts[v].proceed == Proceed::no) never = at_least_[v];
  }
  return formulas_.all({!never, !incomplete()});
}

Formula RuleFormulas::consistent() const {
  std::vector<Formula> parts;
  for (std::size_t q = 0; q < gates_.size(); ++q) {
    parts.push_back(formulas_.any({gates_[q].may_hold, !given(q)}));
  }
  return formulas_.all(parts);
}

}  // namespace candor
