// SPDX-License-Identifier: Apache-2.0
// Proves which gaps in the coverage no intake can close.
#include "candor/rules/question_uses.h"
#include "candor/testing/suite_proof.h"

namespace candor {
namespace {

using Kind = CoverageItem::Kind;

Formula differ(Formulas& formulas, Formula a, Formula b) {
  return formulas.any({formulas.all({a, !b}), formulas.all({!a, b})});
}

}  // namespace

// The condition with one test in it replaced by true or false.
Statement SuiteProof::forced(const Condition& condition, const Condition& test, bool by,
                             Known& known) {
  switch (condition.kind) {
    case Condition::Kind::test:
      if (&condition != &test) return rules_.statement(condition);
      return by ? Statement{always_true, always_true} : Statement{always_false, always_false};
    case Condition::Kind::named:
      if (const auto found = known.find(condition.named); found != known.end()) {
        return found->second;
      }
      return known[condition.named] =
                 forced(space_.rules().conditions[condition.named].when, test, by, known);
    case Condition::Kind::negation: {
      const Statement part = forced(condition.parts.front(), test, by, known);
      return {!part.may_hold, !part.holds};
    }
    case Condition::Kind::all:
    case Condition::Kind::any: break;
  }
  std::vector<Formula> holds, may_hold;
  for (const Condition& part : condition.parts) {
    const Statement of = forced(part, test, by, known);
    holds.push_back(of.holds);
    may_hold.push_back(of.may_hold);
  }
  if (condition.kind == Condition::Kind::all)
    return {formulas_.all(holds), formulas_.all(may_hold)};
  return {formulas_.any(holds), formulas_.any(may_hold)};
}

bool SuiteProof::is_answer(Kind kind) noexcept {
  return kind == Kind::answered || kind == Kind::left_blank || kind == Kind::choice ||
         kind == Kind::member_out;
}

Formula SuiteProof::shows(const CoverageItem& item) {
  const RuleSet& rules = space_.rules();
  const auto given = [&](const std::optional<Condition>& when) {
    return formulas_.all({rules_.care_is_given(), rules_.statement(when).holds});
  };
  const auto left_out = [&](const std::optional<Condition>& when) {
    return formulas_.all({rules_.care_is_given(), !rules_.statement(when).may_hold});
  };
  // A verdict that proceeds later gives care for another day, on which more may be done.
  const auto proceeds_now = [&] {
    std::vector<Formula> headlines;
    for (std::size_t v = 0; v < rules.verdicts.size(); ++v) {
      if (rules.verdicts[v].proceed == Proceed::now) headlines.push_back(rules_.headline(v));
    }
    return formulas_.any(headlines);
  };
  const auto on_its_day = [&](const CareItem& care) {
    return depends_on_care_day(rules, care) ? proceeds_now() : rules_.care_is_given();
  };
  const auto is_done = [&](const CareItem& care) {
    return care.done_when ? rules_.statement(*care.done_when).holds : always_false;
  };
  const auto care_is_given = [&](const CareItem& care) {
    return formulas_.all({on_its_day(care), rules_.statement(care.when).holds, !is_done(care)});
  };
  const auto care_is_done = [&](const CareItem& care) {
    return formulas_.all({on_its_day(care), rules_.statement(care.when).may_hold, is_done(care)});
  };
  const auto decides = [&] {
    const Condition& when = rules.rules[item.index].when;
    Known if_true, if_false;
    const Statement with = forced(when, *item.test, true, if_true);
    const Statement without = forced(when, *item.test, false, if_false);
    return formulas_.any({differ(formulas_, with.holds, without.holds),
                          differ(formulas_, with.may_hold, without.may_hold)});
  };
  switch (item.kind) {
    case Kind::rule_applies: return rules_.rule(item.index).holds;
    case Kind::rule_does_not_apply: return !rules_.rule(item.index).may_hold;
    case Kind::rule_open:
      return formulas_.all({rules_.rule(item.index).may_hold, !rules_.rule(item.index).holds});
    case Kind::test_true: return formulas_.all({rules_.statement(*item.test).holds, decides()});
    case Kind::test_false:
      return formulas_.all({!rules_.statement(*item.test).may_hold, decides()});
    case Kind::verdict:
      return item.index == rules.verdicts.size() ? rules_.incomplete()
                                                 : rules_.headline(item.index);
    case Kind::care_given: return care_is_given(care_item(item));
    case Kind::care_left_out: return left_out(care_item(item).when);
    case Kind::care_done: return care_is_done(care_item(item));
    case Kind::plan_given: return given(rules.plan[item.index].when);
    case Kind::plan_left_out: return left_out(rules.plan[item.index].when);
    case Kind::gate_true: return rules_.gate(item.index).holds;
    case Kind::gate_false: return !rules_.gate(item.index).may_hold;
    case Kind::answered:
    case Kind::left_blank:
    case Kind::choice:
    case Kind::member_out: break;
  }
  return always_true;
}

// True for all intakes that show the item on some day.
Formula SuiteProof::may_show(const CoverageItem& item) {
  const bool given = item.kind == Kind::care_given;
  if (!given && item.kind != Kind::care_done) return shows(item);
  const CareItem& care = care_item(item);
  if (!depends_on_care_day(space_.rules(), care)) return shows(item);
  const Statement when = rules_.statement(care.when);
  return formulas_.all({rules_.care_is_given(), given ? when.holds : when.may_hold});
}

const CareItem& SuiteProof::care_item(const CoverageItem& item) const {
  return space_.rules().care[static_cast<std::size_t>(item.group)][item.index];
}

void SuiteProof::mark_impossible(std::vector<CoverageItem>& items) {
  for (CoverageItem& item : items) {
    if (item.covered_by || is_answer(item.kind)) continue;
    item.impossible = !prover_.possible({may_show(item)});
  }
}

}  // namespace candor
