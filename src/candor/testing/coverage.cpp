// SPDX-License-Identifier: Apache-2.0
#include "candor/testing/coverage.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

#include "candor/report/layout/words.h"
#include "candor/report/result/result.h"
#include "candor/testing/condition_values.h"

namespace candor {
namespace {

using Kind = CoverageItem::Kind;

void add_rules(const RuleSet& rules, std::vector<CoverageItem>& out) {
  for (std::size_t r = 0; r < rules.rules.size(); ++r) {
    for (const Kind kind : {Kind::rule_applies, Kind::rule_does_not_apply, Kind::rule_open}) {
      out.push_back({.kind = kind, .index = r, .at = rules.rules[r].id.at});
    }
  }
  for (std::size_t r = 0; r < rules.rules.size(); ++r) {
    for (const Condition* test : tests_in(rules, rules.rules[r].when)) {
      for (const Kind kind : {Kind::test_true, Kind::test_false}) {
        out.push_back({.kind = kind, .index = r, .test = test, .at = test->at});
      }
    }
  }
}

void add_outcomes(const RuleSet& rules, std::vector<CoverageItem>& out) {
  for (std::size_t v = 0; v < rules.verdicts.size(); ++v) {
    out.push_back({.kind = Kind::verdict, .index = v, .at = rules.verdicts[v].id.at});
  }
  out.push_back({.kind = Kind::verdict, .index = rules.verdicts.size()});
  for (std::size_t g = 0; g < care_groups; ++g) {
    for (std::size_t i = 0; i < rules.care[g].size(); ++i) {
      const CareItem& item = rules.care[g][i];
      const auto group = static_cast<CareGroup>(g);
      out.push_back({.kind = Kind::care_given, .index = i, .group = group, .at = item.id.at});
      if (item.when) {
        out.push_back({.kind = Kind::care_left_out, .index = i, .group = group, .at = item.id.at});
      }
      if (item.done_when) {
        out.push_back({.kind = Kind::care_done, .index = i, .group = group, .at = item.id.at});
      }
    }
  }
  for (std::size_t i = 0; i < rules.plan.size(); ++i) {
    const PlanItem& item = rules.plan[i];
    out.push_back({.kind = Kind::plan_given, .index = i, .at = item.id.at});
    if (item.when) out.push_back({.kind = Kind::plan_left_out, .index = i, .at = item.id.at});
  }
}

void add_questions(const RuleSet& rules, std::vector<CoverageItem>& out) {
  for (std::size_t q = 0; q < rules.questions.size(); ++q) {
    const Question& question = rules.questions[q];
    out.push_back({.kind = Kind::answered, .index = q, .at = question.id.at});
    out.push_back({.kind = Kind::left_blank, .index = q, .at = question.id.at});
    if (!question.asked_if) continue;
    out.push_back({.kind = Kind::gate_true, .index = q, .at = question.asked_if->at});
    out.push_back({.kind = Kind::gate_false, .index = q, .at = question.asked_if->at});
  }
  for (std::size_t q = 0; q < rules.questions.size(); ++q) {
    const Question& question = rules.questions[q];
    if (question.traits().is_yes_no) {
      for (std::size_t yes = 0; yes < 2; ++yes) {
        out.push_back({.kind = Kind::choice, .index = q, .choice = 1 - yes, .at = question.id.at});
      }
    }
    for (std::size_t c = 0; c < question.choices.size(); ++c) {
      const Place at = question.choices[c].id.at;
      out.push_back({.kind = Kind::choice, .index = q, .choice = c, .at = at});
      if (!question.traits().takes_several) continue;
      out.push_back({.kind = Kind::member_out, .index = q, .choice = c, .at = at});
    }
  }
}

// Evaluates one intake, and decides which items it shows.
class ItemEvaluator {
 public:
  ItemEvaluator(const Program& program, const Answers& answers, const Days& days)
      : rules_(program.rules()), answers_(answers), values_(rules_, answers, days.as_of) {
    evaluate(program, answers, days, screening_);
  }

  bool shows(const CoverageItem& item) {
    switch (item.kind) {
      case Kind::rule_applies: return rule(item) == Truth::yes;
      case Kind::rule_does_not_apply: return rule(item) == Truth::no;
      case Kind::rule_open: return rule(item) == Truth::open;
      case Kind::test_true: return values_.value(*item.test) == Truth::yes && decides(item);
      case Kind::test_false: return values_.value(*item.test) == Truth::no && decides(item);
      case Kind::verdict: return is_headline(item.index);
      case Kind::care_given:
        return std::any_of(screening_.care.begin(), screening_.care.end(), [&](const auto& care) {
          return care.group == item.group && care.item == item.index && !care.if_applies;
        });
      case Kind::care_left_out:
        return care_is_given() &&
               left_out(rules_.care[static_cast<std::size_t>(item.group)][item.index].when);
      case Kind::care_done: return care_is_given() && is_done(item);
      case Kind::plan_given:
        return std::any_of(screening_.plan.begin(), screening_.plan.end(), [&](const auto& plan) {
          return plan.item == item.index && !plan.if_applies;
        });
      case Kind::plan_left_out: return care_is_given() && left_out(rules_.plan[item.index].when);
      case Kind::answered: return answers_[item.index].given();
      case Kind::left_blank: return !answers_[item.index].given();
      case Kind::choice: return has(item);
      case Kind::member_out: return lacks(item);
      case Kind::gate_true: return values_.gate(item.index) == Truth::yes;
      case Kind::gate_false: return values_.gate(item.index) == Truth::no;
    }
    return false;
  }

 private:
  Truth rule(const CoverageItem& item) { return values_.value(rules_.rules[item.index].when); }

  bool decides(const CoverageItem& item) {
    const Condition& when = rules_.rules[item.index].when;
    return values_.value(when, *item.test, Truth::yes) !=
           values_.value(when, *item.test, Truth::no);
  }

  bool is_headline(std::size_t verdict) const {
    const Headline& headline = screening_.headline;
    return verdict == (headline.incomplete ? rules_.verdicts.size() : headline.at_least);
  }

  bool care_is_given() const {
    const std::optional<Proceed> proceed = proceeds(rules_, screening_.headline);
    return proceed && *proceed != Proceed::no;
  }

  bool left_out(const std::optional<Condition>& when) {
    return when && values_.value(*when) == Truth::no;
  }

  bool is_done(const CoverageItem& item) {
    if (left_out(rules_.care[static_cast<std::size_t>(item.group)][item.index].when)) return false;
    const CareItem& care_item = rules_.care[static_cast<std::size_t>(item.group)][item.index];
    if (is_over(care_item, screening_)) return false;
    return std::none_of(screening_.care.begin(), screening_.care.end(), [&](const auto& care) {
      return care.group == item.group && care.item == item.index;
    });
  }

  bool has(const CoverageItem& item) const {
    const Answer& answer = answers_[item.index];
    if (!answer.given()) return false;
    if (rules_.questions[item.index].traits().is_yes_no) {
      return answer.yes == item.choice;
    }
    return (answer.yes >> item.choice & 1U) != 0;
  }

  bool lacks(const CoverageItem& item) const {
    const Answer& answer = answers_[item.index];
    return answer.given() && (answer.known & ~answer.yes) >> item.choice & 1U;
  }

  const RuleSet& rules_;
  const Answers& answers_;
  ConditionValues values_;
  Screening screening_ = {};
};

CoverageCount count_items(const std::vector<CoverageItem>& items,
                          std::optional<CoverageGroup> group) {
  CoverageCount out;
  for (const CoverageItem& item : items) {
    if (group && group_of(item.kind) != *group) continue;
    if (item.covered_by) ++out.covered;
    if (item.impossible) {
      ++out.impossible;
    } else {
      ++out.all;
    }
  }
  return out;
}

}  // namespace

std::string_view to_string(CoverageGroup group) noexcept {
  switch (group) {
    case CoverageGroup::rules: return "rules";
    case CoverageGroup::tests: return "tests";
    case CoverageGroup::verdicts: return "verdicts";
    case CoverageGroup::care: return "care";
    case CoverageGroup::questions: return "questions";
    case CoverageGroup::choices: return "choices";
  }
  return "";
}

CoverageGroup group_of(Kind kind) noexcept {
  switch (kind) {
    case Kind::rule_applies:
    case Kind::rule_does_not_apply:
    case Kind::rule_open: return CoverageGroup::rules;
    case Kind::test_true:
    case Kind::test_false: return CoverageGroup::tests;
    case Kind::verdict: return CoverageGroup::verdicts;
    case Kind::care_given:
    case Kind::care_left_out:
    case Kind::care_done:
    case Kind::plan_given:
    case Kind::plan_left_out: return CoverageGroup::care;
    case Kind::answered:
    case Kind::left_blank:
    case Kind::gate_true:
    case Kind::gate_false: return CoverageGroup::questions;
    case Kind::choice:
    case Kind::member_out: return CoverageGroup::choices;
  }
  return CoverageGroup::rules;
}

std::string CoverageCount::percent() const {
  if (covered == all) return "100 %";
  const std::size_t tenths = covered * 1000 / all;
  return fmt::format("{}.{} %", tenths / 10, tenths % 10);
}

bool CoverageCount::reaches(Decimal percent) const noexcept {
  constexpr std::int64_t whole = 100 * 1'000'000;
  return static_cast<std::int64_t>(covered) * whole >=
         static_cast<std::int64_t>(all) * percent.millionths;
}

CoverageCount Coverage::count() const { return count_items(items, std::nullopt); }
CoverageCount Coverage::count(CoverageGroup group) const { return count_items(items, group); }

std::vector<CoverageItem> coverage_items(const RuleSet& rules) {
  std::vector<CoverageItem> out;
  add_rules(rules, out);
  add_outcomes(rules, out);
  add_questions(rules, out);
  return out;
}

std::vector<bool> shown_items(const Program& program, std::span<const CoverageItem> items,
                              const std::vector<bool>& wanted, const Answers& answers,
                              const Days& days) {
  ItemEvaluator evaluator(program, answers, days);
  std::vector<bool> out(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) out[i] = wanted[i] && evaluator.shows(items[i]);
  return out;
}

Coverage measure_coverage(const Program& program, const TestSuite& suite,
                          const std::vector<CaseOutcome>& outcomes) {
  Coverage out{.items = coverage_items(program.rules())};
  std::vector<bool> wanted(out.items.size(), true);
  for (std::size_t c = 0; c < outcomes.size(); ++c) {
    const TestCase& test = suite.cases[c];
    if (!outcomes[c].passed() || test.to_confirm || test.answers.empty()) continue;
    const auto shown = shown_items(program, out.items, wanted, test.answers, test.days);
    for (std::size_t i = 0; i < shown.size(); ++i) {
      if (!shown[i]) continue;
      out.items[i].covered_by = c;
      wanted[i] = false;
    }
  }
  return out;
}

std::string gap_in_words(const RuleSet& rules, const CoverageItem& item) {
  const auto rule = [&] { return fmt::format("rule `{}`", rules.rules[item.index].id.text); };
  const auto test = [&](std::string_view value) {
    return fmt::format("a test of {} never decides it by being {}: {}", rule(), value,
                       in_words(rules, *item.test));
  };
  const auto care = [&] {
    return rules.care[static_cast<std::size_t>(item.group)][item.index].id.text;
  };
  const auto question = [&] {
    return fmt::format("question `{}`", rules.questions[item.index].id.text);
  };
  const auto choice = [&](std::string_view never) {
    const Question& of = rules.questions[item.index];
    const std::string_view id = !of.traits().is_yes_no
                                    ? std::string_view(of.choices[item.choice].id)
                                : item.choice == 1 ? "yes"
                                                   : "no";
    return fmt::format("answer `{}` to {} is never {}", id, question(), never);
  };
  switch (item.kind) {
    case Kind::rule_applies: return rule() + " never applies";
    case Kind::rule_does_not_apply: return rule() + " never fails to apply";
    case Kind::rule_open: return rule() + " is never open";
    case Kind::test_true: return test("true");
    case Kind::test_false: return test("false");
    case Kind::verdict:
      return fmt::format("verdict `{}` is never reached",
                         item.index == rules.verdicts.size()
                             ? incomplete_id
                             : std::string_view(rules.verdicts[item.index].id));
    case Kind::care_given: return fmt::format("care item `{}` is never given", care());
    case Kind::care_left_out: return fmt::format("care item `{}` is never left out", care());
    case Kind::care_done: return fmt::format("care item `{}` is never done", care());
    case Kind::plan_given:
      return fmt::format("plan item `{}` is never given", rules.plan[item.index].id.text);
    case Kind::plan_left_out:
      return fmt::format("plan item `{}` is never left out", rules.plan[item.index].id.text);
    case Kind::answered: return question() + " is never answered";
    case Kind::left_blank: return question() + " is never left blank";
    case Kind::choice: return choice("given");
    case Kind::member_out: return choice("left out");
    case Kind::gate_true: return fmt::format("`asked_if` of {} is never true", question());
    case Kind::gate_false: return fmt::format("`asked_if` of {} is never false", question());
  }
  return {};
}

}  // namespace candor
