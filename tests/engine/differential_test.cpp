// SPDX-License-Identifier: Apache-2.0
// The engine against the oracle, on generated rule sets and answers.
//
//     CANDOR_SEED=7 CANDOR_TRIPLES=1000000 candor_tests "the engine says what the oracle says"

#include <iostream>
#include <set>
#include <string>
#include <vector>

#include "candor/base/date.h"
#include "candor/engine/program.h"
#include "support/catch.hpp"
#include "support/generate.h"
#include "support/oracle.h"

using namespace candor;
using namespace candor::testing;

namespace {

void count_outlook(std::string_view name, const Outcome& outcome, const Outcome::Outlook& outlook,
                   const RuleSet& rules, Tally& tally) {
  const std::string prefix = std::string(name) + ": ";
  const auto& now = outcome.headline;
  const auto& then = outlook.headline;
  tally.count(prefix + "the same verdict", then.at_least == now.at_least);
  tally.count(prefix + "a milder verdict", then.at_least < now.at_least);
  tally.count(prefix + "a more restrictive verdict", then.at_least > now.at_least);
  tally.count(prefix + "incomplete", then.incomplete);
  tally.count(prefix + "settled", then.settled);
  tally.count(prefix + "earliest", outlook.earliest.has_value());
  tally.count(prefix + "questions open", !outlook.open.empty());
  tally.count(prefix + "goes ahead",
              then.settled && rules.verdicts[then.at_least].proceed == Proceed::now);
}

void count_outcome(const Outcome& outcome, const RuleSet& rules, Tally& tally) {
  const auto& headline = outcome.headline;
  const Proceed proceed = rules.verdicts[headline.at_least].proceed;
  const bool given = !headline.incomplete && proceed != Proceed::no;
  tally.count("verdict: " + std::string(to_string(proceed)) +
              (headline.settled ? ", settled" : ", unsettled"));
  tally.count("incomplete", headline.incomplete);
  tally.count("unsettled, nothing more restrictive is open",
              !headline.settled && headline.at_most == headline.at_least);
  tally.count("settled, something is open", headline.settled && !outcome.reasons.empty() &&
                                                headline.at_most == headline.at_least);
  tally.count("no rule applies", outcome.reasons.empty());
  tally.count("several rules apply", outcome.reasons.size() > 1);
  tally.count("earliest, settled", outcome.earliest && headline.settled);
  tally.count("earliest, unsettled", outcome.earliest && !headline.settled);
  tally.count("later without earliest", proceed == Proceed::later && !outcome.earliest);
  for (const auto& reason : outcome.reasons) {
    tally.count("reason: earliest", reason.earliest.has_value());
    tally.count("reason: until, but no earliest",
                rules.rules[reason.rule].until && !reason.earliest);
    tally.count("reason: several questions", reason.questions.size() > 1);
  }
  std::set<std::size_t> could_become;
  for (const auto& open : outcome.open) could_become.insert(open.could_become);
  tally.count("open: several questions", outcome.open.size() > 1);
  tally.count("open: several verdicts", could_become.size() > 1);
  tally.count("not used", !outcome.not_used.empty());
  if (outcome.then) count_outlook("then", outcome, *outcome.then, rules, tally);
  if (outcome.on_appointment) {
    count_outlook("on the appointment", outcome, *outcome.on_appointment, rules, tally);
    tally.count("appointment before earliest",
                outcome.earliest && *outcome.appointment < *outcome.earliest);
    tally.count("appointment after earliest",
                outcome.earliest && *outcome.appointment > *outcome.earliest);
  }
  tally.count("care day: the appointment",
              outcome.care_day && outcome.care_day == outcome.appointment);
  tally.count("care day: earliest", outcome.care_day && outcome.care_day == outcome.earliest);
  tally.count("care day: none, though care is given", !outcome.care_day && given);
  for (const auto& care : outcome.care) {
    const std::string prefix = "care " + std::string(to_string(care.group)) + ": ";
    tally.count(prefix + "dated", care.from.has_value());
    tally.count(prefix + "not dated", !care.from);
    tally.count(prefix + "if it applies", care.if_applies);
    tally.count(prefix + "begins today", care.from == outcome.as_of);
    if (care.group != CareGroup::before) {
      tally.count(prefix + "no end", care.from && !care.to);
    }
  }
  for (const auto& plan : outcome.plan) {
    tally.count("plan: given", !plan.if_applies);
    tally.count("plan: if it applies", plan.if_applies);
  }
}

/// The cases that a run must include. Other cases are counted too, and any with a count of zero
/// fails.
const std::vector<std::string> constructs_to_meet = {
    "all",
    "any",
    "asked_if",
    "asked_if: on a gated question",
    "choice test: is",
    "choice test: not",
    "if_blank: choice",
    "if_blank: nothing",
    "if_blank: number",
    "if_blank: set",
    "if_blank: time_since",
    "if_blank: yes_no",
    "is, in a named condition",
    "is, in a rule",
    "is, in asked_if",
    "is, in care",
    "is, in plan",
    "not",
    "number test: equal",
    "plan item",
    "question: choice",
    "question: number",
    "question: set",
    "question: time_since",
    "question: yes_no",
    "set test: all",
    "set test: any",
    "set test: none",
    "time test: never",
    "time test: ongoing",
    "verdicts: later",
    "verdicts: later no",
    "verdicts: no",
    "verdicts: now",
    "verdicts: now later",
    "verdicts: now later no",
    "verdicts: now no",
    "yes_no test: no",
    "yes_no test: yes",
};

const std::vector<std::string> forms_to_meet = {
    "appointment: any day",
    "appointment: by a threshold",
    "appointment: the same day",
    "as_of: a leap day",
    "as_of: a month's end",
    "as_of: any day",
    "as_of: the first of a month",
    "as_of: the first or last day there is",
    "blank: \"\"",
    "blank: \"unknown\"",
    "blank: absent",
    "blank: null",
    "no appointment",
    "not reached",
    "number: a number",
    "number: text",
    "number: with an exponent",
    "set: []",
    "set: a list",
    "set: an object, all known",
    "set: an object, partly known",
    "set: none",
    "set: one id",
    "time: a date by a threshold",
    "time: a duration",
    "time: a month's end",
    "time: any date",
    "time: never",
    "time: ongoing",
    "time: today",
    "yes_no: \"no\"",
    "yes_no: \"yes\"",
    "yes_no: false",
    "yes_no: true",
};

const std::vector<std::string> branches_to_meet = {
    "blank: an answer",
    "blank: nothing",
    "blank: open",
    "clipped: if_blank",
    "clipped: plus",
    "contradiction: does not satisfy the test",
    "contradiction: partly known set",
    "contradiction: would satisfy the test",
    "explained by a gate",
    "gate closed",
    "gate open",
    "not reached",
    "until: after the screening",
    "until: blank",
    "until: blank is nothing",
    "until: does not apply",
    "until: gate open",
    "until: if_blank",
    "until: never",
    "until: ongoing",
    "until: several dates",
};

const std::vector<std::string> outcomes_to_meet = {
    "verdict: later, settled", "verdict: later, unsettled", "verdict: no, settled",
    "verdict: no, unsettled",  "verdict: now, settled",     "verdict: now, unsettled",
};

/// The counts as lines; those that must not be zero are checked.
std::string counted(std::string_view title, const Tally& tally,
                    const std::vector<std::string>& to_meet, bool enough) {
  std::string text = std::string(title) + "\n";
  for (const auto& [name, count] : tally.counts()) {
    text += "  " + std::to_string(count) + "  " + name + "\n";
    if (!enough) continue;
    INFO(title << ": " << name);
    CHECK(count > 0);
  }
  for (const std::string& name : to_meet) {
    if (!enough) break;
    INFO(title << ": " << name);
    CHECK(tally.counts().count(name) == 1);
  }
  return text;
}

}  // namespace

TEST_CASE("the oracle's calendar and candor's agree") {
  Random random(extent_from_environment().seed);
  for (int i = 0; i < 20'000; ++i) {
    const Date date = day_of({1600, 1, 1}) + std::chrono::days{random.between(0, 600'000)};
    const Duration duration{random.between(0, random.chance(50) ? 40 : 200),
                            static_cast<Unit>(random.below(4))};
    const bool same = iso(date) == to_string(date) && day_of(civil(date)) == date &&
                      later(date, duration) == plus(date, duration) &&
                      earlier(date, duration) == minus(date, duration);
    if (!same) FAIL_CHECK(iso(date) << " and " << to_string(duration));
  }
  CHECK(iso(later(day_of({2023, 8, 31}), {6, Unit::months})) == "2024-02-29");
  CHECK(iso(earlier(day_of({2024, 2, 29}), {1, Unit::years})) == "2023-02-28");
}

TEST_CASE("the engine says what the oracle says") {
  const Extent extent = extent_from_environment();
  Tally constructs;
  Tally forms;
  Tally branches;
  Tally outcomes;
  Screening out;
  int misses = 0;
  for_each_triple(extent, constructs, forms, [&](const Triple& triple) {
    evaluate(triple.program, triple.answers, triple.intake.days, out);
    const Outcome wanted = expect(triple.rules(), triple.answers, triple.intake.days, branches);
    count_outcome(wanted, triple.rules(), outcomes);
    const std::string wrong = difference(wanted, plain(out));
    if (!wrong.empty()) {
      ++misses;
      std::cerr << describe(triple) << wrong << '\n';  // whole lines, ready to be copied
      FAIL_CHECK("CANDOR_SEED=" << triple.seed << ", triple " << triple.number);
    }
    return misses < 3;
  });
  REQUIRE(misses == 0);

  const bool enough = extent.triples >= 50'000;
  std::string report = counted("constructs, in rule sets", constructs, constructs_to_meet, enough);
  report += counted("ways to answer", forms, forms_to_meet, enough);
  report += counted("branches", branches, branches_to_meet, enough);
  report += counted("outcomes", outcomes, outcomes_to_meet, enough);
  WARN("CANDOR_SEED=" << extent.seed << ", " << extent.triples << " triples\n" << report);
}
