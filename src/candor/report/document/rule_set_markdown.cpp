// SPDX-License-Identifier: Apache-2.0
#include "candor/report/document/rule_set_document.h"

#include <fmt/format.h>

#include "candor/report/document/rule_set_sections.h"
#include "candor/report/document/rule_set_words.h"
#include "candor/report/layout/escape.h"
#include "candor/report/layout/words.h"

namespace candor {
namespace {

void add_document_title(const RuleSet& rules, Markdown& out) {
  out.paragraph("# " + escape_markdown(rules.title));
  out.paragraph(fmt::format("`{}` version {}, {}.", rules.id.text,
                            escape_markdown(version_in_words(rules)),
                            escape_markdown(in_words(rules.review))));
  out.paragraph(fmt::format("Digest: `{}`", rules.digest));
  out.paragraph("## Intended use");
  out.paragraph(escape_markdown(rules.intended_use));
  out.paragraph("It has " + counts_in_words(rules));
}

void add_changes(const RuleSet& rules, Markdown& out) {
  if (rules.bases.empty()) return;
  out.paragraph("## What it changes");
  for (const std::string& base : bases_in_words(rules)) out.item(escape_markdown(base));
  out.paragraph(changes_note());
  for (const Change& change : rules.changes) {
    std::string text = fmt::format("{} `{}`. {}", heading_of(change), change.id,
                                   escape_markdown(in_words(change)));
    if (!change.was.empty()) text += " It said: " + escape_markdown(change.was);
    out.item(text);
  }
}

void add_reading(Markdown& out) {
  out.paragraph("## How to read it");
  for (const std::string_view text : how_to_read()) out.item(text);
}

void add_verdicts(const RuleSet& rules, Markdown& out) {
  out.paragraph("## Verdicts, least restrictive first");
  out.row("\n| Verdict | Label | Treatment |\n|---|---|---|");
  for (const Verdict& verdict : rules.verdicts) {
    out.row(fmt::format("| `{}` | {} | {} |", verdict.id.text, escape_markdown(verdict.label),
                        treatment_in_words(verdict.proceed)));
  }
  for (const Verdict& verdict : rules.verdicts) {
    if (verdict.next.empty()) continue;
    out.item(fmt::format("`{}`, now, unless a rule says otherwise: {}", verdict.id.text,
                         escape_markdown(verdict.next)));
  }
}

void add_override_reasons(const RuleSet& rules, Markdown& out) {
  if (rules.override_reasons.empty()) return;
  out.paragraph("## Reasons to decide otherwise");
  for (const OverrideReason& reason : rules.override_reasons)
    out.item(fmt::format("`{}`: {}", reason.id.text, escape_markdown(reason.label)));
}

void add_sign_off(const RuleSet& rules, Markdown& out) {
  out.paragraph("## Sign-off");
  out.paragraph(sign_off_statement());
  out.row("\n| | |\n|---|---|");
  out.row("| Name and qualification | |");
  out.row("| Date | |");
  out.row("| Signature | |");
  out.row(fmt::format("| Digest | `{}` |", rules.digest));
  out.paragraph(sign_off_note());
  out.row("\n```yaml\nreview:\n  status: reviewed\n  by: NAME AND QUALIFICATION\n  on: YYYY-MM-DD");
  out.row(fmt::format("  digest: {}\n```", rules.digest));
}

}  // namespace

void add_change_mark(const RuleSet& rules, Part part, std::string_view id, Markdown& out) {
  const std::string text = changes_in_words(rules, part, id);
  if (!text.empty()) out.paragraph(fmt::format("**{}**", escape_markdown(text)));
}

std::string rule_set_markdown(const RuleSet& rules) {
  Markdown out;
  add_document_title(rules, out);
  add_changes(rules, out);
  add_reading(out);
  add_verdicts(rules, out);
  add_questions(rules, out);
  add_rules(rules, out);
  add_care(rules, out);
  add_override_reasons(rules, out);
  add_sources(rules, out);
  add_sign_off(rules, out);
  return out.text();
}

}  // namespace candor
