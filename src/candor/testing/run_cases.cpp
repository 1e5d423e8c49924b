// SPDX-License-Identifier: Apache-2.0
#include "candor/testing/run_cases.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "candor/report/result/result.h"

namespace candor {
namespace {

using Words = std::vector<std::string>;

std::string date_or_none(const std::optional<Date>& date) {
  return date ? to_string(*date) : "none";
}

std::string verdict_on(const RuleSet& rules, const Outlook& outlook) {
  return outlook.given ? std::string(verdict_id(rules, outlook.headline)) : "none";
}

Words care_given(const RuleSet& rules, const Screening& screening) {
  Words ids;
  for (const GivenCare& care : screening.care) {
    ids.push_back(rules.care[static_cast<std::size_t>(care.group)][care.item].id.text);
  }
  for (const GivenPlan& plan : screening.plan) ids.push_back(rules.plan[plan.item].id.text);
  return ids;
}

template <class Items, class Id>
Words ids_of(const Items& items, Id id) {
  Words ids;
  for (const auto& item : items) ids.push_back(id(item));
  return ids;
}

Words found(Aspect aspect, const RuleSet& rules, const TestCase& test, const Screening& screening) {
  switch (aspect) {
    case Aspect::verdict: return {std::string(verdict_id(rules, screening.headline))};
    case Aspect::at_least: return {rules.verdicts[screening.headline.at_least].id.text};
    case Aspect::at_most: return {rules.verdicts[screening.headline.at_most].id.text};
    case Aspect::earliest: return {date_or_none(screening.earliest)};
    case Aspect::settled: return {screening.headline.settled ? "yes" : "no"};
    case Aspect::then: return {verdict_on(rules, screening.then)};
    case Aspect::on_appointment: return {verdict_on(rules, screening.on_appointment)};
    case Aspect::rules:
      return ids_of(screening.reasons,
                    [&](const Reason& r) { return rules.rules[r.rule].id.text; });
    case Aspect::open:
      return ids_of(screening.open,
                    [&](const OpenQuestion& o) { return rules.questions[o.question].id.text; });
    case Aspect::not_used:
      return ids_of(screening.not_used,
                    [&](std::uint16_t q) { return rules.questions[q].id.text; });
    case Aspect::care: return care_given(rules, screening);
    case Aspect::errors: return test.refused;
  }
  return {};
}

bool same_names(Words a, Words b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return a == b;
}

bool all_among(const Words& wanted, const Words& got) {
  return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& name) {
    return std::find(got.begin(), got.end(), name) != got.end();
  });
}

// A pointer covers its place and all places below it: `/recent` covers `/recent/2`.
bool covers(std::string_view pointer, std::string_view place) {
  return place.starts_with(pointer) &&
         (place.size() == pointer.size() || place[pointer.size()] == '/');
}

bool covered_by_each_other(const Words& wanted, const Words& got) {
  const auto used = [&](const std::string& w) {
    return std::any_of(got.begin(), got.end(), [&](const auto& g) { return covers(w, g); });
  };
  const auto expected = [&](const std::string& g) {
    return std::any_of(wanted.begin(), wanted.end(), [&](const auto& w) { return covers(w, g); });
  };
  return std::all_of(wanted.begin(), wanted.end(), used) &&
         std::all_of(got.begin(), got.end(), expected);
}

bool holds(const Expectation& expectation, const Words& got) {
  if (expectation.of == Aspect::errors) return covered_by_each_other(expectation.wanted, got);
  if (expectation.of == Aspect::care) return all_among(expectation.wanted, got);
  if (is_list(expectation.of)) return same_names(expectation.wanted, got);
  return expectation.wanted == got;
}

}  // namespace

std::vector<CaseOutcome> run_cases(const Program& program, const TestSuite& suite) {
  const RuleSet& rules = program.rules();
  std::vector<CaseOutcome> out;
  out.reserve(suite.cases.size());
  Screening screening;
  for (const TestCase& test : suite.cases) {
    // A case with refused answers only expects errors, so there is nothing to evaluate.
    if (!test.answers.empty()) evaluate(program, test.answers, test.days, screening);
    CaseOutcome outcome;
    for (const Expectation& expectation : test.expect) {
      Words got = found(expectation.of, rules, test, screening);
      if (holds(expectation, got)) continue;
      outcome.misses.push_back({expectation.of, expectation.wanted, std::move(got)});
    }
    out.push_back(std::move(outcome));
  }
  return out;
}

}  // namespace candor
