// SPDX-License-Identifier: Apache-2.0
#include "candor/report/result/changes_in_words.h"

#include <algorithm>

#include <fmt/format.h>

#include "candor/base/utf8.h"
#include "candor/report/layout/words.h"

namespace candor {
namespace {

std::string session_in_words(const SessionDone& session) {
  std::string text = fmt::format("Session on {}.", in_words(session.on));
  if (!session.device.empty()) text += fmt::format(" Device: {}.", printable(session.device));
  text += session.reaction.empty() ? " No reaction was told."
                                   : fmt::format(" Reaction: {}.", printable(session.reaction));
  return text;
}

std::string verdict_then_and_now(const Result& result) {
  const PreviousVisit& previous = result.revisit->previous;
  const Screening& screening = result.screening;
  const std::string_view now = verdict_label(result.rules, screening.headline);
  if (now == previous.label && previous.earliest == screening.earliest)
    return fmt::format("The verdict is the same: {}.", now);
  std::string then = printable(previous.label);
  if (previous.earliest) then += fmt::format(" ({})", in_words(*previous.earliest));
  std::string is(now);
  if (screening.earliest) is += fmt::format(" ({})", in_words(*screening.earliest));
  return fmt::format("The verdict was: {}. It is now: {}.", then, is);
}

}  // namespace

std::vector<std::string> changes_in_words(const Result& result) {
  const Revisit& revisit = *result.revisit;
  const RuleSet& rules = result.rules;
  const ChangesSince changes =
      changes_since(revisit.previous, rules, result.answers, result.screening);
  std::vector<std::string> out;
  if (revisit.session) out.push_back(session_in_words(*revisit.session));
  out.push_back(verdict_then_and_now(result));
  for (const std::size_t q : changes.answers) {
    const Question& question = rules.questions[q];
    out.push_back(fmt::format("Changed: {} {} Before: {}", question_of(question),
                              sentence(answer_in_words(question, result.answers[q])),
                              sentence(answer_in_words(question, revisit.previous.answers[q]))));
  }
  for (const std::uint32_t rule : changes.new_reasons) {
    out.push_back(fmt::format("New reason: {} [{}]", sentence(rules.rules[rule].because.text),
                              rules.rules[rule].id.text));
  }
  for (const std::string& id : changes.gone_reasons) {
    const auto rule = std::find_if(rules.rules.begin(), rules.rules.end(),
                                   [&](const Rule& of) { return of.id.text == id; });
    out.push_back(rule == rules.rules.end() ? fmt::format("No longer a rule: [{}]", printable(id))
                                            : fmt::format("No longer a reason: {} [{}]",
                                                          sentence(rule->because.text), id));
  }
  return out;
}

std::string in_words(const PreviousVisit& previous) {
  return fmt::format("Record of {}: {}{}.", in_words(previous.as_of), printable(previous.label),
                     previous.earliest ? ", " + in_words(*previous.earliest) : std::string());
}

}  // namespace candor
