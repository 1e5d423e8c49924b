// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <limits>
#include <set>

#include <fmt/format.h>

#include "candor/check/checker.h"

namespace candor {
namespace {

// Hours relative to the appointment, both ends included.
struct Window {
  int from = 0;
  int to = 0;
};

Window window_of(CareGroup group, const CareItem& item) {
  constexpr int unbounded = std::numeric_limits<int>::max();
  const bool before = group == CareGroup::before;
  return {.from = item.from ? item.from->hours : (before ? -unbounded : 0),
          .to = item.to ? item.to->hours : (before ? 0 : unbounded)};
}

// Windows that only touch do not contradict each other: one ends where the other begins.
bool overlap(const Window& a, const Window& b) {
  const int from = std::max(a.from, b.from);
  const int to = std::min(a.to, b.to);
  const bool point = a.from == a.to || b.from == b.to;
  return point ? from <= to : from < to;
}

struct Placed {
  CareGroup group = CareGroup::before;
  std::uint32_t index = 0;
  const CareItem* item = nullptr;
};

bool gives(const Screening& screening, const Placed& placed) {
  return std::any_of(screening.care.begin(), screening.care.end(), [&](const GivenCare& care) {
    return care.group == placed.group && care.item == placed.index && !care.if_applies;
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
  for (const Placed& placed : all_care(rules_)) check_reachable(*placed.item, "care item");
  for (const PlanItem& item : rules_.plan) check_reachable(item, "plan item");
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
      const std::array<Formula, 3> all_of{rule_formulas_.care_is_given(),
                                          rule_formulas_.statement(first.when).holds,
                                          rule_formulas_.statement(second.when).holds};
      if (!prover_.possible(all_of)) continue;
      const Subject subject{second.id, &second.accepted};
      report(codes::contradictory_care, second.topic->id.at, subject,
             {.message =
                  fmt::format("care `{}` says to {} `{}` while `{}` says to {} it", second.id.text,
                              second.topic->avoid ? "avoid" : "do", second.topic->id.text,
                              first.id.text, first.topic->avoid ? "avoid" : "do"),
              .help = "give them windows or conditions that do not overlap",
              .others = {first.id.text},
              .witness = witness(all_of, codes::contradictory_care, subject,
                                 [&](const Answers&, const Screening& screening) {
                                   return gives(screening, care[a]) && gives(screening, care[b]);
                                 })});
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
