// SPDX-License-Identifier: Apache-2.0
// What the client reads about the reasons. Private to this folder.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "candor/report/result/result.h"
#include "candor/report/result/told_in_person.h"

namespace candor {

/// The client's next step after a verdict.
enum class LeafletKind : std::uint8_t { answers, go, wait, see_somebody, not_now };
LeafletKind kind_of(const RuleSet& rules, const Headline& headline);

/// What the verdict means for the client; may be empty. `clear`: no reason to wait was found.
std::string_view lead_of(LeafletKind kind, bool clear);

/// The same if each reason that decides has a next step of its own: another device, or the client
/// is too young. That is not a judgement of her, and not always for a doctor to decide.
inline constexpr std::string_view lead_with_own_steps =
    "We do not treat you as things are now. That helps to keep you safe.";

/// What happens now, for rule sets that do not say it.
std::vector<std::string_view> usual_steps(LeafletKind kind);

/// What happens now: a rule's `next`, or that of its verdict.
struct NextStep {
  std::string_view text;
  bool urgent = false;
};

/// The next steps of the rules that apply on the screening date, or on the appointment if its
/// `headline` is the one that is shown; urgent ones first (those of today in any case), then the
/// most restrictive first, each sentence once. If there are none, that of the headline's verdict.
/// Without the `next` of rules that are told in person. If treatment does not proceed, what is done
/// about lesser reasons while treating is left out.
std::vector<NextStep> next_steps(const Result& result, const ToldInPerson& told,
                                 const Headline& headline, bool on_appointment);

/// Whether each rule behind the headline that is shown has a `next` of its own, and none of them is
/// told in person.
bool deciding_have_next(const Result& result, const ToldInPerson& told, const Headline& headline,
                        bool on_appointment);

/// Reasons that stand together: those that decide, or those about one section of the questions.
struct ReasonGroup {
  std::string_view section = {};  // its title; empty for questions without one
  std::vector<const Reason*> reasons = {};
};

/// Few reasons are one group without a title. More are grouped by the section of the first question
/// that each reads, in the order of the first reason of each group.
std::vector<ReasonGroup> grouped(const Result& result, const std::vector<const Reason*>& reasons);

}  // namespace candor
