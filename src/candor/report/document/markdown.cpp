// SPDX-License-Identifier: Apache-2.0
#include "candor/report/document/markdown.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "candor/report/document/markdown_parts.h"
#include "candor/report/layout/escape.h"
#include "candor/report/layout/words.h"

namespace candor {
namespace {

std::size_t count_strength(const RuleSet& rules, Strength strength) {
  return static_cast<std::size_t>(
      std::count_if(rules.rules.begin(), rules.rules.end(),
                    [&](const Rule& rule) { return rule.evidence.strength == strength; }));
}

}  // namespace

std::string counts_in_words(const RuleSet& rules) {
  std::size_t care = 0;
  for (const std::vector<CareItem>& group : rules.care) care += group.size();
  return fmt::format(
      "It holds {}, {}, {}, {} and {}. {} on split evidence, {} on weak evidence, {} on convention "
      "alone.",
      counted(rules.questions.size(), "question"), counted(rules.rules.size(), "rule"),
      counted(care, "care item"), counted(rules.plan.size(), "plan item"),
      counted(rules.sources.size(), "source"),
      counted(count_strength(rules, Strength::split), "rule"),
      count_strength(rules, Strength::weak), count_strength(rules, Strength::convention));
}

std::span<const std::string_view> how_to_read() noexcept {
  static constexpr std::array<std::string_view, 5> texts{
      "A rule applies, does not apply, or is open because an answer is missing. The verdict is "
      "the most restrictive among the rules that apply; the first verdict where none does.",
      "A missing answer is not a no. While an open rule could make the verdict more "
      "restrictive, nothing goes ahead.",
      "Times count back from the screening date, by the calendar. `ongoing` is no time ago and "
      "`never` longer ago than anything: \"less than 6 months ago\" includes `ongoing`, and "
      "\"at least 6 months ago\" includes `never`.",
      "A test on a question that is asked only sometimes holds only where it is asked; so `not "
      "(...)` of it holds where it is not.",
      "Evidence. Consensus: the sources agree. Majority: most do. Split: they disagree, and "
      "the positions are given. Weak: only sources of low authority say it. Convention: no "
      "source is claimed."};
  return texts;
}

std::string_view change_note() noexcept {
  return "Everything else is as in what it extends. The digest above covers both.";
}

std::string heading_of(const Change& change) {
  std::string text(to_string(change.part));
  text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

void add_mark(const RuleSet& rules, Part part, std::string_view id, Markdown& out) {
  const std::string text = changes_in_words(rules, part, id);
  if (!text.empty()) out.paragraph(fmt::format("**{}**", escape_markdown(text)));
}

std::string_view treatment_in_words(Proceed proceed) noexcept {
  switch (proceed) {
    case Proceed::now: return "may proceed";
    case Proceed::later: return "later";
    case Proceed::no: return "does not proceed on this screening";
  }
  return "";
}

namespace {

void add_document_title(const RuleSet& rules, Markdown& out) {
  out.paragraph("# " + escape_markdown(rules.title));
  out.paragraph(fmt::format("`{}` version {}, {}.", rules.id.text,
                            escape_markdown(version_in_words(rules)),
                            escape_markdown(in_words(rules.review))));
  out.paragraph(fmt::format("Digest: `{}`", rules.digest));
  out.paragraph("## Intended use");
  out.paragraph(escape_markdown(rules.intended_use));
  out.paragraph(counts_in_words(rules));
}

void add_changes(const RuleSet& rules, Markdown& out) {
  if (rules.bases.empty()) return;
  out.paragraph("## What it changes");
  for (const std::string& base : bases_in_words(rules)) out.item(escape_markdown(base));
  out.paragraph(change_note());
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
  out.row("\n| Verdict | Words | Treatment |\n|---|---|---|");
  for (const Verdict& verdict : rules.verdicts) {
    out.row(fmt::format("| `{}` | {} | {} |", verdict.id.text, escape_markdown(verdict.label),
                        treatment_in_words(verdict.proceed)));
  }
}

void add_sign_off(const RuleSet& rules, Markdown& out) {
  out.paragraph("## Sign-off");
  out.paragraph("I have read this rule set and answer for its use as intended above.");
  out.row("\n| | |\n|---|---|");
  out.row("| Name and qualification | |");
  out.row("| Date | |");
  out.row("| Signature | |");
  out.row(fmt::format("| Digest | `{}` |", rules.digest));
  out.paragraph(
      "To record it, write this into the rule set. When its content changes afterwards, "
      "the digest no longer fits, and candor refuses it until it is reviewed again.");
  out.row("\n```yaml\nreview:\n  status: reviewed\n  by: NAME AND QUALIFICATION\n  on: YYYY-MM-DD");
  out.row(fmt::format("  digest: {}\n```", rules.digest));
}

}  // namespace

void Markdown::put(Kind kind, std::string_view text) {
  const bool apart = kind == Kind::paragraph || (kind == Kind::item && last_ != kind);
  if (apart && !text_.empty()) text_ += '\n';
  if (kind == Kind::item) text_ += "- ";
  text_.append(text).append("\n");
  last_ = kind;
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
  add_sources(rules, out);
  add_sign_off(rules, out);
  return out.text();
}

}  // namespace candor
