// SPDX-License-Identifier: Apache-2.0
// The rule set to read and sign off, as an HTML page: the content of the Markdown document, with
// links. What clients and practitioners read comes first, the language and the ids after it.

#include <fmt/format.h>

#include "candor/report/document/rule_set_document.h"
#include "candor/report/document/rule_set_html_sections.h"
#include "candor/report/document/rule_set_words.h"
#include "candor/report/layout/html.h"
#include "candor/report/layout/page_elements.h"
#include "candor/report/layout/words.h"

namespace candor {
namespace {

void add_title(const RuleSet& rules, Html& html) {
  html.element("p", {{"class", "eyebrow"}}, "A rule set, to read and sign off");
  html.element("h1", Authored(rules.title));
  const auto list = html.open("dl", {{"class", "run"}});
  add_fact("Rules", fmt::format("{} {}", rules.id.text, version_in_words(rules)), html);
  add_fact("Review", sentence(in_words(rules.review)), html);
  add_fact("Digest", rules.digest, html);
  add_fact("Intended use", Authored(rules.intended_use), html);
  add_fact("Contents", counts_in_words(rules), html);
}

void add_link(std::string_view kind, std::string_view id, const Authored& text, Html& html) {
  const auto item = html.open("li");
  const auto link = html.open("a", {{"href", Url::anchor(kind, id)}});
  html.text(text);
}

void add_link(std::string_view kind, std::string_view id, std::string_view text, Html& html) {
  const auto item = html.open("li");
  html.element("a", {{"href", Url::anchor(kind, id)}}, text);
}

void add_contents(const RuleSet& rules, Html& html) {
  const auto nav = html.open("nav", {{"aria-labelledby", "part-contents"}});
  add_part("contents", "Contents", html);
  const auto list = html.open("ul", {{"class", "contents plain"}});
  if (!rules.bases.empty()) add_link("part", "changes", "What it changes", html);
  for (std::size_t verdict = rules.verdicts.size(); verdict-- > 0;) {
    if (rules_of(rules, verdict) == 0) continue;
    add_link("verdict", rules.verdicts[verdict].id, Authored(rules.verdicts[verdict].label), html);
  }
  add_link("part", "care", "Care and plan", html);
  add_link("part", "questions", "Questions", html);
  if (!rules.conditions.empty()) add_link("part", "conditions", "Named conditions", html);
  add_link("part", "verdicts", "Verdicts", html);
  add_link("part", "reading", "How to read conditions and evidence", html);
  if (!rules.sources.empty()) add_link("part", "sources", "Sources", html);
  add_link("part", "ids", "Rules by id", html);
  add_link("part", "sign-off", "Sign-off", html);
}

void add_changes(const RuleSet& rules, Html& html) {
  if (rules.bases.empty()) return;
  add_part("changes", "What it changes", html);
  for (const std::string& base : bases_in_words(rules)) html.element("p", base);
  html.element("p", changes_note());
  const auto list = html.open("ul");
  for (const Change& change : rules.changes) {
    const auto item = html.open("li");
    html.text(heading_of(change) + " ");
    html.element("code", change.id);
    html.text(". " + in_words(change));
    if (change.was.empty()) continue;
    html.text(" It said: ");
    html.text(Authored(change.was));
  }
}

void add_conditions(const RuleSet& rules, Html& html) {
  if (rules.conditions.empty()) return;
  add_part("conditions", "Named conditions", html);
  const auto list = html.open("dl", {{"class", "run two"}});
  for (const NamedCondition& condition : rules.conditions) {
    const auto row = html.open("div");
    {
      const auto term = html.open("dt", {{"id", anchor_id("condition", condition.id)}});
      html.element("code", condition.id);
    }
    const auto what = html.open("dd");
    add_marked(in_words(rules, condition.when), html);
    const std::string mark = changes_in_words(rules, Part::condition, condition.id);
    if (!mark.empty()) html.text(". " + mark);
  }
}

void add_verdicts(const RuleSet& rules, Html& html) {
  add_part("verdicts", "Verdicts, least restrictive first", html);
  const auto list = html.open("dl", {{"class", "run"}});
  for (const Verdict& verdict : rules.verdicts) {
    const auto row = html.open("div");
    {
      const auto term = html.open("dt");
      html.element("code", verdict.id);
    }
    const auto what = html.open("dd");
    html.text(Authored(verdict.label));
    html.text(fmt::format(": treatment {}", treatment_in_words(verdict.proceed)));
  }
}

void add_reading(Html& html) {
  add_part("reading", "How to read conditions and evidence", html);
  const auto list = html.open("ul");
  for (const std::string_view text : how_to_read()) {
    const auto item = html.open("li");
    add_marked(text, html);
  }
}

void add_sources(const RuleSet& rules, Html& html) {
  if (rules.sources.empty()) return;
  add_part("sources", "Sources", html);
  const auto list = html.open("div", {{"class", "cited"}});
  for (std::size_t i = 0; i < rules.sources.size(); ++i) {
    const Source& source = rules.sources[i];
    const auto entry = html.open("p", {{"id", anchor_id("source", source.id)}});
    html.element("code", source.id);
    html.text(" ");
    add_source(source, html);
    html.text(fmt::format(" Cited {}.", counted(citations_of(rules, i), "time")));
  }
}

void add_override_reasons(const RuleSet& rules, Html& html) {
  if (rules.override_reasons.empty()) return;
  add_part("override-reasons", "Reasons to decide otherwise", html);
  const auto list = html.open("ul", {{"class", "choices"}});
  for (const OverrideReason& reason : rules.override_reasons) {
    const auto entry = html.open("li");
    html.element("code", reason.id);
    html.text(" ");
    html.text(Authored(reason.label));
  }
}

void add_ids(const RuleSet& rules, Html& html) {
  add_part("ids", "Rules by id", html);
  const auto list = html.open("ul", {{"class", "ids plain"}});
  for (const Rule& rule : rules.rules) add_link("rule", rule.id, std::string_view(rule.id), html);
}

void add_sign_off(const RuleSet& rules, Html& html) {
  const auto whole = html.open("section", {{"class", "decision"}});
  add_part("sign-off", "Sign-off", html);
  html.element("p", sign_off_statement());
  {
    const auto lines = html.open("div", {{"class", "signatures"}});
    for (const std::string_view label : {"Name and qualification", "Date", "Signature"}) {
      add_pen_line(label, html);
    }
  }
  html.element("p", "Digest: " + rules.digest);
  html.element("p", sign_off_note());
  const auto block = html.open("pre");
  html.lines({"review:", "  status: reviewed", "  by: NAME AND QUALIFICATION", "  on: YYYY-MM-DD",
              "  digest: " + rules.digest});
}

}  // namespace

std::string rule_set_html(const RuleSet& rules) {
  Html html = Html::page("Rules: " + rules.title.text, rules.language, Html::Style::document);
  {
    const auto sheet = html.open("main", {{"class", "sheet rules"}});
    add_title(rules, html);
    add_contents(rules, html);
    add_changes(rules, html);
    add_rules(rules, html);
    add_care(rules, html);
    add_questions(rules, html);
    add_conditions(rules, html);
    add_verdicts(rules, html);
    add_reading(html);
    add_override_reasons(rules, html);
    add_sources(rules, html);
    add_ids(rules, html);
    add_sign_off(rules, html);
  }
  return std::move(html).finish();
}

}  // namespace candor
