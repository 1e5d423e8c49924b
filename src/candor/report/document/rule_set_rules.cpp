// SPDX-License-Identifier: Apache-2.0
// The rules, care, plan and sources of the rule set's document.

#include <fmt/format.h>

#include "candor/report/document/rule_set_sections.h"
#include "candor/report/document/rule_set_words.h"
#include "candor/report/layout/escape.h"
#include "candor/report/layout/windows.h"
#include "candor/report/layout/words.h"

namespace candor {
namespace {

void add_conditions(const RuleSet& rules, Markdown& out) {
  if (rules.conditions.empty()) return;
  out.paragraph("## Named conditions");
  for (const NamedCondition& condition : rules.conditions) {
    std::string text = fmt::format("`{}`: {}", condition.id.text, in_words(rules, condition.when));
    const std::string mark = changes_in_words(rules, Part::condition, condition.id);
    if (!mark.empty()) text += fmt::format(". **{}**", escape_markdown(mark));
    out.item(text);
  }
}

// "`a`, `b`": the sources' ids.
std::string source_names(const RuleSet& rules, const Evidence& evidence) {
  std::string names;
  for (const std::size_t source : evidence.sources) {
    names += fmt::format("{}`{}`", names.empty() ? "" : ", ", rules.sources[source].id.text);
  }
  return names;
}

// Strength and dispute, and the sources, an item each.
void add_evidence(const RuleSet& rules, const Evidence& evidence, Markdown& out) {
  std::string text(to_string(evidence.strength));
  if (!evidence.disputed.empty()) {
    text += (text.empty() ? "" : ". ") + escape_markdown(evidence.disputed);
  }
  if (!text.empty()) out.item("Evidence: " + text);
  if (!evidence.sources.empty()) out.item("Sources: " + source_names(rules, evidence));
}

// What the client reads and does, where the author says more than `because`.
void add_for_client(const ForClient& client, Markdown& out) {
  if (!client.say.empty()) out.item("The client reads: " + escape_markdown(client.say));
  if (client.told_in_person) out.item("The client reads nothing of this: it is told in person");
  if (client.next.empty() && !client.urgent) return;
  out.item(
      fmt::format("{}: {}", client.urgent ? "Urgent, now" : "Now",
                  client.next.empty() ? "what the verdict says" : escape_markdown(client.next)));
}

void add_rule(const RuleSet& rules, const Rule& rule, Markdown& out) {
  out.paragraph("#### " + rule.id.text);
  out.paragraph(escape_markdown(rule.because));
  add_change_mark(rules, Part::rule, rule.id, out);
  out.item("When: " + in_words(rules, rule.when));
  if (rule.until) out.item("Until: " + in_words(rules, *rule.until));
  if (!rule.waits_for.empty()) out.item("Waits for: " + escape_markdown(rule.waits_for));
  if (!rule.advice.empty()) out.item("Advice: " + escape_markdown(rule.advice));
  add_for_client(rule.client, out);
  add_evidence(rules, rule.evidence, out);
}

// "weak: `a`, `b`": for a line of its own.
std::string evidence_line(const RuleSet& rules, const Evidence& evidence) {
  std::string text(to_string(evidence.strength));
  const std::string names = source_names(rules, evidence);
  if (!names.empty()) text += (text.empty() ? "" : ": ") + names;
  if (!evidence.disputed.empty()) text += ". " + escape_markdown(evidence.disputed);
  return text;
}

void add_saying(const RuleSet& rules, Part part, const Text& id, std::string_view when,
                const Text& say, const std::optional<Condition>& condition,
                const std::optional<Condition>& done_when, const Evidence& evidence,
                Markdown& out) {
  std::string text =
      fmt::format("`{}` {}{}{}", id.text, when, when.empty() ? "" : ": ", escape_markdown(say));
  if (condition) text += fmt::format(" Only if {}.", in_words(rules, *condition));
  if (done_when) text += fmt::format(" Not if, by then, {}.", in_words(rules, *done_when));
  const std::string authority = evidence_line(rules, evidence);
  if (!authority.empty()) text += fmt::format(" ({})", authority);
  const std::string mark = changes_in_words(rules, part, id);
  if (!mark.empty()) text += fmt::format(" **{}**", escape_markdown(mark));
  out.item(text);
}

std::string_view title_of(CareGroup group) noexcept {
  switch (group) {
    case CareGroup::before: return "## Care before the appointment";
    case CareGroup::after: return "## Care after the appointment";
    case CareGroup::call_us: return "## When to call";
  }
  return "";
}

}  // namespace

void add_rules(const RuleSet& rules, Markdown& out) {
  add_conditions(rules, out);
  out.paragraph("## Rules, most restrictive first");
  for (std::size_t verdict = rules.verdicts.size(); verdict-- > 0;) {
    const std::size_t count = rules_of(rules, verdict);
    if (count == 0) continue;
    out.paragraph(fmt::format("### {} ({})", escape_markdown(rules.verdicts[verdict].label),
                              counted(count, "rule")));
    for (const Rule& rule : rules.rules) {
      if (rule.verdict == verdict) add_rule(rules, rule, out);
    }
  }
}

void add_care(const RuleSet& rules, Markdown& out) {
  for (std::size_t g = 0; g < care_groups; ++g) {
    if (rules.care[g].empty()) continue;
    const auto group = static_cast<CareGroup>(g);
    out.paragraph(title_of(group));
    for (const CareItem& item : rules.care[g]) {
      add_saying(rules, part_of(group), item.id, window(group, item), item.say, item.when,
                 item.done_when, item.evidence, out);
    }
  }
  if (rules.plan.empty()) return;
  out.paragraph("## Plan");
  for (const PlanItem& item : rules.plan) {
    add_saying(rules, Part::plan, item.id, "", item.say, item.when, {}, item.evidence, out);
  }
}

void add_sources(const RuleSet& rules, Markdown& out) {
  if (rules.sources.empty()) return;
  out.paragraph("## Sources");
  out.row("\n| Id | Source | Read | Cited |\n|---|---|---|---|");
  for (std::size_t i = 0; i < rules.sources.size(); ++i) {
    const Source& source = rules.sources[i];
    const std::string url = source.url.empty() ? "" : fmt::format(" {}", markdown_link(source.url));
    const std::string_view read = in_words(source.read);
    out.row(fmt::format("| `{}` | {}{} | {} | {} |", source.id.text,
                        escape_markdown(citation(source)), url, read.empty() ? "Not stated" : read,
                        counted(citations_of(rules, i), "time")));
  }
}

}  // namespace candor
