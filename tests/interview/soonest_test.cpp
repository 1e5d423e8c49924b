// SPDX-License-Identifier: Apache-2.0
// The order of quick interviews and triages: what they find, and how soon.

#include <algorithm>
#include <iostream>
#include <map>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "candor/engine/class_answers.h"
#include "candor/rules/load/load_rule_set.h"
#include "support/catch.hpp"
#include "support/clients.h"

using namespace candor;
using namespace candor::testing;

namespace {

// Questions with one rule for each choice but the first, as a rule: in any order of verdicts.
std::string some_rules(Random& random, bool together) {
  std::string questions, rules;
  const int count = random.between(2, 5);
  for (int q = 0; q < count; ++q) {
    const int choices = random.between(2, 4);
    std::string list;
    for (int c = 0; c < choices; ++c) list += fmt::format("{}c{}: C", c == 0 ? "" : ", ", c);
    const std::string gate = together && q > 0 && random.chance(30)
                                 ? fmt::format(", asked_if: {{q{}: c0}}", random.between(0, q - 1))
                                 : "";
    questions += fmt::format("  q{}: {{ask: Q, type: choice, choices: {{{}}}{}}}\n", q, list, gate);
    for (int c = 0; c < choices; ++c) {
      const std::string verdict =
          random.pick<std::string>({"suitable", "caution", "defer", "refer", "unsuitable"});
      const std::string also = together && q > 0 && random.chance(30)
                                   ? fmt::format(", q{}: c1", random.between(0, q - 1))
                                   : "";
      rules += fmt::format(
          "  r{}{}: {{when: {{q{}: c{}{}}}, verdict: {}, because: B, strength: convention}}\n", q,
          c, q, c, also, verdict);
    }
  }
  return "candor: 1\nid: some\nversion: 1.0.0\ntitle: Some\nlanguage: en\nintended_use: Tests.\n"
         "review: {status: draft}\nverdicts:\n  suitable: {label: S, proceed: now}\n"
         "  caution: {label: C, proceed: now}\n  defer: {label: D, proceed: later}\n"
         "  refer: {label: R, proceed: no}\n  unsuitable: {label: U, proceed: no}\n"
         "questions:\n" +
         questions + "rules:\n" + rules;
}

// The expected number of questions until an interview ends, over all classes of answers.
class Expected {
 public:
  Expected(const Program& program, Pace pace)
      : begun_(program, {.as_of = *parse_date("2026-11-22")}, pace) {
    for (std::size_t q = 0; q < program.rules().questions.size(); ++q)
      classes_.push_back(class_answers(program, q, begun_.days().as_of));
  }

  double in_its_order() { return follow(begun_); }
  double in_the_best_order() { return best(begun_); }
  double in_the_asking_order() { return plain(begun_); }

 private:
  template <class Next>
  double after(const Interview& interview, std::size_t question, Next next) {
    double sum = 0;
    for (const Answer& answer : classes_[question]) {
      Interview goes_on = interview;
      goes_on.jump(question);
      goes_on.reply(answer);
      sum += next(goes_on);
    }
    return 1 + sum / static_cast<double>(classes_[question].size());
  }

  double follow(const Interview& interview) {
    if (!interview.current()) return 0;
    return after(interview, *interview.current(), [&](const Interview& i) { return follow(i); });
  }

  double plain(const Interview& interview) {
    for (std::size_t q = 0; q < classes_.size(); ++q) {
      if (interview.reached(q) || !interview.applies(q) || !interview.wanted(q)) continue;
      return after(interview, q, [&](const Interview& i) { return plain(i); });
    }
    return 0;
  }

  double best(const Interview& interview) {
    std::string key;
    for (std::size_t q = 0; q < classes_.size(); ++q)
      key += fmt::format("{},", interview.reached(q) ? interview.answer(q).yes : 0);
    if (const auto known = known_.find(key); known != known_.end()) return known->second;
    std::optional<double> least;
    for (std::size_t q = 0; q < classes_.size(); ++q) {
      if (interview.reached(q) || !interview.applies(q) || !interview.wanted(q)) continue;
      const double this_one = after(interview, q, [&](const Interview& i) { return best(i); });
      least = std::min(least.value_or(this_one), this_one);
    }
    return known_[key] = least.value_or(0);
  }

  Interview begun_;
  std::vector<std::vector<Answer>> classes_ = {};
  std::map<std::string, double> known_ = {};
};

Program load(const std::string& yaml) {
  return Program(load_rule_set(SourceFile("some.yaml", yaml)).value.value());
}

std::string verdict_and_day(const RuleSet& rules, const Screening& screening) {
  const Headline& headline = screening.headline;
  return fmt::format("{} {}", headline.incomplete ? "-" : rules.verdicts[headline.at_least].id.text,
                     screening.earliest ? to_string(*screening.earliest) : "-");
}

bool has_reason(const Screening& screening, std::uint32_t rule) {
  return std::any_of(screening.reasons.begin(), screening.reasons.end(),
                     [&](const Reason& reason) { return reason.rule == rule; });
}

}  // namespace

TEST_CASE("where each rule tests one question, the order is the best there is") {
  Random random(151);
  for (int i = 0; i < 300; ++i) {
    const std::string yaml = some_rules(random, false);
    CAPTURE(yaml);
    for (const Pace pace : {Pace::quick, Pace::triage}) {
      Expected expected(load(yaml), pace);
      CHECK(expected.in_its_order() <= expected.in_the_best_order() + 1e-9);
    }
  }
}

TEST_CASE("where rules test several questions, the order is near the best one") {
  Random random(152);
  double its_own = 0, best = 0, asking = 0;
  for (int i = 0; i < 300; ++i) {
    const Program program = load(some_rules(random, true));
    for (const Pace pace : {Pace::quick, Pace::triage}) {
      Expected expected(program, pace);
      its_own += expected.in_its_order();
      best += expected.in_the_best_order();
      asking += expected.in_the_asking_order();
    }
  }
  CAPTURE(its_own, best, asking);
  CHECK(its_own <= 1.01 * best);
  CHECK(asking >= 1.1 * best);
}

TEST_CASE("a triage finds pregnancy within 5 questions and isotretinoin within 12") {
  const Clients clients;
  CHECK(asked_of(clients, client_kinds[1], Pace::triage).back() <= 5);
  CHECK(asked_of(clients, client_kinds[2], Pace::triage).back() <= 12);
}

TEST_CASE("quick interviews and triages find what the whole interview finds") {
  const Clients clients;
  const RuleSet& rules = clients.program().rules();
  const Interview quick_begun(clients.program(), clients.days(), Pace::quick);
  const Interview triage_begun(clients.program(), clients.days(), Pace::triage);
  Random random(153);
  Tally seen;
  for (int i = 0; i < 2'000; ++i) {
    const Answers answers = random.chance(30) ? clients.healthy(random) : clients.any(random);
    const Screening full = screening_of(clients.program(), clients.days(), answers);
    Interview quick = quick_begun;
    questions_asked(quick, answers);
    const Screening& soon = quick.screening();
    REQUIRE(verdict_and_day(rules, soon) == verdict_and_day(rules, full));
    REQUIRE(soon.headline.settled == full.headline.settled);
    REQUIRE(soon.then.headline.at_least == full.then.headline.at_least);
    Interview triage = triage_begun;
    questions_asked(triage, answers);
    const Screening& first = triage.screening();
    const bool settled = first.headline.settled;
    if (settled) REQUIRE(verdict_and_day(rules, first) == verdict_and_day(rules, full));
    for (const Reason& reason : first.reasons) REQUIRE(has_reason(full, reason.rule));
    if (!settled && triage.stopped()) REQUIRE(full.headline.at_least >= first.headline.at_least);
    seen.count("a triage that is settled", settled);
    seen.count("a triage that stopped before", !settled && triage.stopped());
    seen.count("a quick interview that left something out", !quick.left().empty());
    seen.count("a quick interview that asked everything", quick.left().empty());
  }
  for (const auto& [what, count] : seen.counts()) {
    CAPTURE(what);
    CHECK(count > 0);
  }
}

// Not run by default: candor_tests "[questions]" prints the table of docs/consultation.md.
TEST_CASE("how many questions each pace asks", "[.][questions]") {
  const Clients clients;
  for (const Pace pace : {Pace::quick, Pace::triage}) {
    for (const ClientKind& kind : client_kinds) {
      const std::vector<std::size_t> asked = asked_of(clients, kind, pace);
      std::cout << fmt::format("| `{}` | {} | {} | {} | {} |\n",
                               pace == Pace::quick ? "--quick" : "--triage", kind.name,
                               asked[asked.size() / 2], asked[asked.size() * 9 / 10], asked.back())
                << std::flush;
    }
  }
  CHECK(!client_kinds.empty());
}
