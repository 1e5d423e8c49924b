// SPDX-License-Identifier: Apache-2.0
#include "candor/report/result/client_words.h"

#include <algorithm>

namespace candor {
namespace {

constexpr std::size_t most_ungrouped = 3;

std::string_view section_of(const Result& result, const Reason& reason) {
  if (reason.questions == 0) return {};
  const std::uint16_t q = result.screening.reason_questions[reason.first_question];
  const std::optional<std::size_t>& section = result.rules.questions[q].section;
  return section ? std::string_view(result.rules.sections[*section].title) : std::string_view();
}

void add_once(std::vector<NextStep>& steps, std::string_view text, bool urgent) {
  if (text.empty()) return;
  const auto same = std::find_if(steps.begin(), steps.end(),
                                 [&](const NextStep& step) { return step.text == text; });
  if (same == steps.end())
    steps.push_back({text, urgent});
  else
    same->urgent |= urgent;
}

}  // namespace

LeafletKind kind_of(const RuleSet& rules, const Headline& headline) {
  if (headline.incomplete) return LeafletKind::answers;
  switch (rules.verdicts[headline.at_least].proceed) {
    case Proceed::now: return LeafletKind::go;
    case Proceed::later: return LeafletKind::wait;
    case Proceed::no: break;
  }
  const bool hardest = headline.at_least + 1U == rules.verdicts.size();
  return hardest ? LeafletKind::not_now : LeafletKind::see_somebody;
}

std::string_view lead_of(LeafletKind kind, bool clear) {
  switch (kind) {
    case LeafletKind::answers:
      return "Some answers are missing, and they may change what is right for you. So we cannot "
             "say yet.";
    case LeafletKind::go: return clear ? "We found no reason to wait in your answers." : "";
    case LeafletKind::wait: return "Waiting helps to keep you safe.";
    case LeafletKind::see_somebody:
      return "Before we plan a treatment, somebody else should look at this with you. That helps "
             "to keep you safe.";
    case LeafletKind::not_now:
      return "This treatment is not right for you as things are now. We know that this may be hard "
             "to hear. It is meant to keep you safe.";
  }
  return "";
}

std::vector<std::string_view> usual_steps(LeafletKind kind) {
  switch (kind) {
    case LeafletKind::answers: break;
    case LeafletKind::go:
      return {"Tell us before you come if your health or your medicines change."};
    case LeafletKind::wait:
      return {"We will look at your answers again with you before we go ahead."};
    case LeafletKind::see_somebody:
      return {"Take this page to your doctor. Ask if the treatment is safe for you, and when.",
              "Tell us what your doctor says. Then we will look at it again with you."};
    case LeafletKind::not_now:
      return {"Ask us what each point on this page means for you, and what else could help.",
              "If things change, tell us. Then we can look again."};
  }
  return {};
}

std::vector<NextStep> next_steps(const Result& result, const ToldInPerson& told,
                                 const Headline& headline, bool on_appointment) {
  const RuleSet& rules = result.rules;
  const Screening& screening = result.screening;
  const bool no_treatment = proceeds(rules, headline) == Proceed::no;
  std::vector<NextStep> steps;
  const auto add = [&](std::uint32_t index, bool only_urgent) {
    const Rule& rule = rules.rules[index];
    const Verdict& verdict = rules.verdicts[rule.verdict];
    const bool own = !rule.client.next.empty() && !told.rule(index);
    const bool urgent = own && rule.client.urgent;
    const bool needless = no_treatment && verdict.proceed == Proceed::now;
    if ((only_urgent || needless) && !urgent) return;
    add_once(steps, own ? rule.client.next : verdict.next, urgent);
  };
  for (const Reason& reason : screening.reasons) add(reason.rule, /*only_urgent=*/on_appointment);
  if (on_appointment) {
    for (const std::uint32_t rule : screening.on_appointment.rules) add(rule, false);
  }
  if (steps.empty() && !headline.incomplete)
    add_once(steps, rules.verdicts[headline.at_least].next, false);
  std::stable_partition(steps.begin(), steps.end(),
                        [](const NextStep& step) { return step.urgent; });
  return steps;
}

bool deciding_have_next(const Result& result, const ToldInPerson& told, const Headline& headline,
                        bool on_appointment) {
  std::vector<std::uint32_t> rules;
  if (on_appointment) {
    rules = result.screening.on_appointment.rules;
  } else {
    for (const Reason& reason : result.screening.reasons) rules.push_back(reason.rule);
  }
  return std::all_of(rules.begin(), rules.end(), [&](std::uint32_t index) {
    const Rule& rule = result.rules.rules[index];
    return rule.verdict != headline.at_least || (!rule.client.next.empty() && !told.rule(index));
  });
}

std::vector<ReasonGroup> grouped(const Result& result, const std::vector<const Reason*>& reasons) {
  std::vector<ReasonGroup> groups;
  for (const Reason* reason : reasons) {
    const std::string_view section =
        reasons.size() > most_ungrouped ? section_of(result, *reason) : std::string_view();
    const auto same = std::find_if(groups.begin(), groups.end(), [&](const ReasonGroup& group) {
      return group.section == section;
    });
    if (same == groups.end())
      groups.push_back({section, {reason}});
    else
      same->reasons.push_back(reason);
  }
  return groups;
}

}  // namespace candor
