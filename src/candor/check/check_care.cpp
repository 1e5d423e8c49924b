// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <limits>
#include <set>

#include <fmt/format.h>

#include "candor/check/checker.h"
#include "candor/rules/question_uses.h"

namespace candor {
namespace {

// A moment in hours from the midnight before the appointment, perhaps plus its time of day.
struct Moment {
  int hours = 0;
  bool from_appointment = false;
};

struct Window {
  Moment from = {};
  Moment to = {};
};

constexpr int unbounded = std::numeric_limits<int>::max() / 4;

// Days are whole days, both ends included. `appointment` and hours count from the time of day.
Window window_of(CareGroup group, const CareItem& item) {
  const Moment appointment{0, true};
  const auto moment = [](Offset offset, int whole_days) {
    const bool by_day = !offset.in_hours && offset.hours != 0;
    return Moment{offset.hours + (by_day ? whole_days : 0), !by_day};
  };
  const bool before = group == CareGroup::before;
  Window out;
  if (item.from)
    out.from = moment(*item.from, 0);
  else
    out.from = before ? Moment{-unbounded, false} : appointment;
  if (item.to)
    out.to = moment(*item.to, 24);
  else
    out.to = before ? appointment : Moment{unbounded, false};
  return out;
}

// Whether there is a time of the appointment for which the windows have a stretch of time in
// common. Windows that only touch have none, unless one of them is a moment.
bool overlap(const Window& a, const Window& b) {
  const auto is_moment = [](const Window& window) {
    return window.from.hours == window.to.hours &&
           window.from.from_appointment == window.to.from_appointment;
  };
  const int least = is_moment(a) || is_moment(b) ? 0 : 1;  // hours that both must have
  int after = -1;  // the time of day is after this hour, and before that one
  int before = 24;
  for (const Moment& from : {a.from, b.from}) {
    for (const Moment& to : {a.to, b.to}) {
      const int between = to.hours - from.hours;
      if (from.from_appointment == to.from_appointment && between < least) return false;
      if (from.from_appointment && !to.from_appointment) before = std::min(before, between);
      if (!from.from_appointment && to.from_appointment) after = std::max(after, -between);
    }
  }
  return after < before && before > 0 && after < 24;
}

bool gives(const Screening& screening, const Placed& placed) {
  return std::any_of(screening.care.begin(), screening.care.end(), [&](const GivenCare& care) {
    return care.group == placed.group && care.item == placed.index;
  });
}

std::vector<Placed> all_care(const RuleSet& rules) {
  std::vector<Placed> out;
  for (std::size_t g = 0; g < care_groups; ++g) {
    for (std::uint32_t i = 0; i < rules.care[g].size(); ++i)
      out.push_back({static_cast<CareGroup>(g), i, &rules.care[g][i]});
  }
  return out;
}

}  // namespace

void Checker::check_care() {
  const Formula is_given = rule_formulas_.care_is_given();
  const auto check_reachable = [&](const auto& item, std::string_view what) {
    if (!item.when) return;
    const Statement when = rule_formulas_.statement(item.when);
    // A condition that never holds is reported as F301.
    if (!prover_.possible({when.holds}) || prover_.possible({is_given, when.may_hold})) return;
    const Subject subject{item.id, &item.accepted};
    report(
        codes::care_never_given, item.id.at, subject,
        {.message = fmt::format("nobody can receive {} `{}`: where its condition holds, treatment "
                                "does not go ahead",
                                what, item.id.text),
         .help = "care is given only with verdicts that proceed now or later: fix its condition, "
                 "or remove it",
         .witness = witness(std::span(&when.holds, 1), codes::care_never_given, subject,
                            [](const Answers&, const Screening& screening) {
                              return screening.care.empty() && screening.plan.empty();
                            })});
  };
  for (const Placed& placed : all_care(rules_)) {
    check_reachable(*placed.item, "care item");
    check_done(placed);
  }
  for (const PlanItem& item : rules_.plan) check_reachable(item, "plan item");
}

// Reports an item whose `done_when` holds for everyone whom it is meant for.
void Checker::check_done(const Placed& placed) {
  const CareItem& item = *placed.item;
  if (!item.done_when || depends_on_day(rules_, *item.done_when)) return;
  const std::array<Formula, 3> all_of{rule_formulas_.care_is_given(),
                                      rule_formulas_.statement(item.when).may_hold,
                                      !rule_formulas_.statement(item.done_when).holds};
  if (prover_.possible(all_of) || !prover_.possible(std::span(all_of).first(2))) return;
  const Subject subject{item.id, &item.accepted};
  report(codes::care_never_given, item.id.at, subject,
         {.message = fmt::format("nobody can receive care item `{}`: wherever it would be given, "
                                 "its `done_when` holds",
                                 item.id.text),
          .help = "fix one of its conditions, or remove it",
          .witness = witness(std::span(all_of).first(2), codes::care_never_given, subject,
                             [&](const Answers&, const Screening& screening) {
                               return !gives(screening, placed);
                             })});
}

// An intake that receives all the items on the screening date; nothing if there is none.
std::optional<Answers> Checker::witness_of_care(std::vector<Formula> all_of,
                                                const std::vector<Placed>& items,
                                                const Subject& subject) {
  bool depends = false;
  for (const Placed& placed : items) {
    depends |= depends_on_care_day(rules_, *placed.item);
    if (!placed.item->done_when) continue;
    all_of.push_back(!rule_formulas_.statement(placed.item->done_when).holds);
  }
  if (depends) {
    // A verdict that proceeds later has care for another day.
    std::vector<Formula> now;
    for (std::size_t v = 0; v < rules_.verdicts.size(); ++v) {
      if (rules_.verdicts[v].proceed == Proceed::now) now.push_back(rule_formulas_.headline(v));
    }
    all_of.push_back(formulas_.any(now));
  }
  if (!prover_.possible(all_of)) return std::nullopt;
  return witness(
      all_of, codes::contradictory_care, subject, [&](const Answers&, const Screening& screening) {
        return std::all_of(items.begin(), items.end(),
                           [&](const Placed& placed) { return gives(screening, placed); });
      });
}

void Checker::check_contradictions() {
  const std::vector<Placed> care = all_care(rules_);
  for (std::size_t b = 0; b < care.size(); ++b) {
    for (std::size_t a = 0; a < b; ++a) {
      const CareItem& first = *care[a].item;
      const CareItem& second = *care[b].item;
      if (!first.topic || !second.topic || first.topic->id.text != second.topic->id.text ||
          first.topic->avoid == second.topic->avoid)
        continue;
      if (!overlap(window_of(care[a].group, first), window_of(care[b].group, second))) continue;
      const Statement when_first = rule_formulas_.statement(first.when);
      const Statement when_second = rule_formulas_.statement(second.when);
      const Formula is_given = rule_formulas_.care_is_given();
      std::vector<Formula> both{is_given, when_first.holds, when_second.holds};
      const bool surely = prover_.possible(both);
      if (!surely) {
        // With blanks, both can be given "if this applies to you", and apply.
        both = {is_given, when_first.may_hold, when_second.may_hold};
        if (!prover_.possible({when_first.holds, when_second.holds}) || !prover_.possible(both))
          continue;
      }
      const Subject subject{second.id, &second.accepted};
      report(codes::contradictory_care, second.topic->id.at, subject,
             {.message = fmt::format(
                  "care `{}` says to {} `{}` while `{}` says to {} it{}", second.id.text,
                  second.topic->avoid ? "avoid" : "do", second.topic->id.text, first.id.text,
                  first.topic->avoid ? "avoid" : "do", surely ? "" : ", each if it applies"),
              .help = "give them windows or conditions that do not overlap",
              .others = {first.id.text},
              .witness = witness_of_care(both, {care[a], care[b]}, subject)});
    }
  }
}

void Checker::check_review(const std::optional<ReviewBy>& review_by, const Subject& subject,
                           std::string_view what) {
  if (!options_.dated || !review_by || review_by->on >= options_.as_of) return;
  report(codes::evidence_past_review, review_by->at, subject,
         {.message = fmt::format("{} `{}` was due for review by {}", what, subject.id.text,
                                 to_string(review_by->on)),
          .help = "review it, and set the next date"});
}

void Checker::check_sources() {
  std::set<std::size_t> cited;
  const auto cite = [&](const auto& item, std::string_view what) {
    cited.insert(item.evidence.sources.begin(), item.evidence.sources.end());
    check_review(item.evidence.review_by, {item.id, &item.accepted}, what);
  };
  for (const Rule& rule : rules_.rules) cite(rule, "the evidence of rule");
  for (const Placed& placed : all_care(rules_)) cite(*placed.item, "the evidence of care item");
  for (const PlanItem& item : rules_.plan) cite(item, "the evidence of plan item");
  for (std::size_t s = 0; s < rules_.sources.size(); ++s) {
    const Source& source = rules_.sources[s];
    const Subject subject{source.id, &source.accepted};
    if (!cited.contains(s)) {
      report(codes::uncited_source, source.id.at, subject,
             {.message = fmt::format("nothing cites source `{}`", source.id.text),
              .help = "cite it where it is relied on, or remove it"});
    }
    check_review(source.review_by, subject, "source");
  }
}

void Checker::check_acceptances() {
  const std::size_t found = out_.findings.size();
  const auto check_accepted = [&](const auto& item) {
    for (const Accepted& accepted : item.accepted) {
      // Without a date, overdue reviews were not looked for.
      if (accepted.code.text == to_string(codes::evidence_past_review) && !options_.dated) continue;
      const bool matches = std::any_of(
          out_.findings.begin(), out_.findings.begin() + static_cast<std::ptrdiff_t>(found),
          [&](const Finding& finding) {
            return to_string(finding.diagnostic.code) == accepted.code.text &&
                   finding.about == item.id.text;
          });
      if (matches) continue;
      report(codes::unused_acceptance, accepted.code.at, {item.id},
             {.message = fmt::format("`{}` accepts {}, but there is no such finding", item.id.text,
                                     accepted.code.text),
              .help = "remove the acceptance: there is nothing left to accept"});
    }
  };
  for (const Source& source : rules_.sources) check_accepted(source);
  for (const Question& question : rules_.questions) check_accepted(question);
  for (const Rule& rule : rules_.rules) check_accepted(rule);
  for (const Placed& placed : all_care(rules_)) check_accepted(*placed.item);
  for (const PlanItem& item : rules_.plan) check_accepted(item);
}

}  // namespace candor
