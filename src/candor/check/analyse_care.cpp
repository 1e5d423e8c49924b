// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <limits>
#include <set>

#include <fmt/format.h>

#include "candor/check/analyser.h"

namespace candor {
namespace {

// Hours around the appointment, both ends included.
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

// Windows that only meet do not contradict each other: one says until then, the other from then.
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

void Analyser::look_at_care() {
  const Formula is_given = said_.care_is_given();
  const auto look = [&](const auto& item, std::string_view what) {
    if (!item.when) return;
    const Statement when = said_.statement(item.when);
    // Always the same is said of its condition.
    if (!prover_.possible({when.holds}) || prover_.possible({is_given, when.may_hold})) return;
    const Thing thing{item.id, &item.accepted};
    find(codes::care_never_given, item.id.at, thing,
         {.message = fmt::format("nobody can receive {} `{}`: where its condition holds, treatment "
                                 "does not go ahead",
                                 what, item.id.text),
          .help = "care is given with verdicts that proceed now or later: mend its condition, or "
                  "take it out",
          .witness = witness(std::span(&when.holds, 1), codes::care_never_given, thing,
                             [](const Answers&, const Screening& screening) {
                               return screening.care.empty() && screening.plan.empty();
                             })});
  };
  for (const Placed& placed : all_care(rules_)) look(*placed.item, "care item");
  for (const PlanItem& item : rules_.plan) look(item, "plan item");
}

void Analyser::look_at_contradictions() {
  const std::vector<Placed> care = all_care(rules_);
  for (std::size_t b = 0; b < care.size(); ++b) {
    for (std::size_t a = 0; a < b; ++a) {
      const CareItem& first = *care[a].item;
      const CareItem& second = *care[b].item;
      if (!first.topic || !second.topic || first.topic->id.text != second.topic->id.text ||
          first.topic->avoid == second.topic->avoid)
        continue;
      if (!overlap(window_of(care[a].group, first), window_of(care[b].group, second))) continue;
      const std::array<Formula, 3> all_of{said_.care_is_given(), said_.statement(first.when).holds,
                                          said_.statement(second.when).holds};
      if (!prover_.possible(all_of)) continue;
      const Thing thing{second.id, &second.accepted};
      find(codes::contradictory_care, second.topic->id.at, thing,
           {.message = fmt::format("care `{}` says to {} `{}`, and `{}` to {} it, at the same time",
                                   second.id.text, second.topic->avoid ? "avoid" : "do",
                                   second.topic->id.text, first.id.text,
                                   first.topic->avoid ? "avoid" : "do"),
            .help = "set their windows or conditions apart",
            .others = {first.id.text},
            .witness = witness(all_of, codes::contradictory_care, thing,
                               [&](const Answers&, const Screening& screening) {
                                 return gives(screening, care[a]) && gives(screening, care[b]);
                               })});
    }
  }
}

void Analyser::look_at_review(const std::optional<ReviewBy>& review_by, const Thing& thing,
                              std::string_view what) {
  if (!options_.dated || !review_by || review_by->on >= options_.as_of) return;
  find(codes::evidence_past_review, review_by->at, thing,
       {.message = fmt::format("{} `{}` was to be reviewed by {}", what, thing.id.text,
                               to_string(review_by->on)),
        .help = "look at it again, and set the next date"});
}

void Analyser::look_at_sources() {
  std::set<std::size_t> cited;
  const auto cite = [&](const auto& item, std::string_view what) {
    cited.insert(item.evidence.sources.begin(), item.evidence.sources.end());
    look_at_review(item.evidence.review_by, {item.id, &item.accepted}, what);
  };
  for (const Rule& rule : rules_.rules) cite(rule, "the evidence of rule");
  for (const Placed& placed : all_care(rules_)) cite(*placed.item, "the evidence of care item");
  for (const PlanItem& item : rules_.plan) cite(item, "the evidence of plan item");
  for (std::size_t s = 0; s < rules_.sources.size(); ++s) {
    const Source& source = rules_.sources[s];
    const Thing thing{source.id, &source.accepted};
    if (!cited.contains(s)) {
      find(codes::uncited_source, source.id.at, thing,
           {.message = fmt::format("nothing cites source `{}`", source.id.text),
            .help = "cite it where it is relied on, or take it out"});
    }
    look_at_review(source.review_by, thing, "source");
  }
}

void Analyser::look_at_acceptances() {
  const std::size_t found = out_.findings.size();
  const auto look = [&](const auto& item) {
    for (const Accepted& accepted : item.accepted) {
      // Whether evidence is past its review is not known without a day.
      if (accepted.code.text == to_string(codes::evidence_past_review) && !options_.dated) continue;
      const bool matches = std::any_of(
          out_.findings.begin(), out_.findings.begin() + static_cast<std::ptrdiff_t>(found),
          [&](const Finding& finding) {
            return to_string(finding.diagnostic.code) == accepted.code.text &&
                   finding.about == item.id.text;
          });
      if (matches) continue;
      find(codes::unused_acceptance, accepted.code.at, {item.id},
           {.message = fmt::format("`{}` accepts {}, which is not found", item.id.text,
                                   accepted.code.text),
            .help = "take the acceptance out: what it was for is gone"});
    }
  };
  for (const Source& source : rules_.sources) look(source);
  for (const Question& question : rules_.questions) look(question);
  for (const Rule& rule : rules_.rules) look(rule);
  for (const Placed& placed : all_care(rules_)) look(*placed.item);
  for (const PlanItem& item : rules_.plan) look(item);
}

}  // namespace candor
