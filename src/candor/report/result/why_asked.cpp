// SPDX-License-Identifier: Apache-2.0
#include "candor/report/result/why_asked.h"

#include <string_view>

#include <fmt/format.h>

#include "candor/report/layout/words.h"
#include "candor/report/result/result.h"
#include "candor/rules/question_uses.h"

namespace candor {

WhyAsked why_asked(const RuleSet& rules, std::size_t question) {
  WhyAsked out;
  const QuestionUses uses = uses_of(rules, question);
  Citations citations(rules);
  const auto add = [&](std::string_view lead, const Text& says, const Text& id,
                       const Evidence& evidence) {
    out.uses.push_back(
        fmt::format("{}: {} {}", lead, sentence(says.text), tag_of(rules, id, evidence)));
    citations.add(evidence);
  };
  for (const std::size_t r : uses.rules) {
    const Rule& rule = rules.rules[r];
    add(rules.verdicts[rule.verdict].label.text, rule.because, rule.id, rule.evidence);
  }
  for (const CareItem* item : uses.care) add("For care", item->say, item->id, item->evidence);
  for (const PlanItem* item : uses.plan) add("For the plan", item->say, item->id, item->evidence);
  for (const std::size_t q : uses.questions)
    out.uses.push_back(fmt::format("It decides whether to ask: {}", rules.questions[q].ask.text));
  for (const Source* source : citations.sources()) {
    out.sources.push_back(fmt::format("{}: {} {}", source->id.text, citation(*source),
                                      sentence(std::string(in_words(source->read)))));
  }
  const auto& gate = rules.questions[question].asked_if;
  if (gate) out.because = "Asked because " + in_words(rules, *gate) + '.';
  return out;
}

}  // namespace candor
