// SPDX-License-Identifier: Apache-2.0
#include "candor/report/document/rule_set_html_sections.h"

#include <fmt/format.h>

#include "candor/report/document/rule_set_words.h"
#include "candor/report/layout/page_elements.h"
#include "candor/report/layout/windows.h"
#include "candor/report/layout/words.h"

namespace candor {
namespace {

void add_marked_fact(std::string_view term, std::string_view text, Html& html) {
  if (text.empty()) return;
  const auto row = html.open("div");
  html.element("dt", term);
  const auto what = html.open("dd");
  add_marked(text, html);
}

void add_mark(const RuleSet& rules, Part part, std::string_view id, Html& html) {
  const std::string text = changes_in_words(rules, part, id);
  if (text.empty()) return;
  const auto mark = html.open("p");
  html.element("strong", text);
}

// The strength, what is disputed, the sources, and last the id.
void add_authority(const RuleSet& rules, const Evidence& evidence, std::string_view kind,
                   std::string_view id, Html& html) {
  const auto row = html.open("div");
  html.element("dt", "Evidence");
  const auto what = html.open("dd");
  html.text(evidence.strength == Strength::not_said ? "not stated" : to_string(evidence.strength));
  if (!evidence.disputed.empty()) {
    html.text(". ");
    html.text(Authored(evidence.disputed));
  }
  if (!evidence.sources.empty()) {
    html.text(" [");
    add_source_links(rules, evidence, html);
    html.text("]");
  }
  html.text(" ");
  const auto link = html.open("a", {{"class", "id"}, {"href", Url::anchor(kind, id)}});
  html.element("code", id);
}

bool has_words(const ForClient& client) {
  return !client.say.empty() || !client.next.empty() || client.urgent || client.told_in_person;
}

// What the client reads and does, where the author says more than `because`.
void add_for_client(const ForClient& client, Html& html) {
  add_fact("The client reads", Authored(client.say), html);
  if (client.told_in_person) {
    add_fact("The client reads", "nothing of this: it is told in person", html);
  }
  const std::string_view term = client.urgent ? "Urgent, now" : "Now";
  if (client.urgent && client.next.empty()) {
    return add_fact(term, "what the verdict says", html);
  }
  add_fact(term, Authored(client.next), html);
}

void add_rule(const RuleSet& rules, const Rule& rule, Html& html) {
  const auto item = html.open("article", {{"class", "item"}, {"id", anchor_id("rule", rule.id)}});
  html.element("h4", Authored(rule.because));
  add_mark(rules, Part::rule, rule.id, html);
  if (!rule.waits_for.empty() || !rule.advice.empty() || has_words(rule.client)) {
    const auto list = html.open("dl", {{"class", "run"}});
    add_for_client(rule.client, html);
    add_fact("Waits for", Authored(rule.waits_for), html);
    add_fact("Advice", Authored(rule.advice), html);
  }
  const auto list = html.open("dl", {{"class", "run technical"}});
  add_marked_fact("When", in_words(rules, rule.when), html);
  if (rule.until) add_marked_fact("Until", in_words(rules, *rule.until), html);
  add_authority(rules, rule.evidence, "rule", rule.id, html);
}

void add_item(const RuleSet& rules, std::string_view kind, Part part, const Text& id,
              std::string_view when, const Text& say, const std::optional<Condition>& condition,
              const std::optional<Condition>& done_when, const Evidence& evidence, Html& html) {
  const auto item = html.open("article", {{"class", "item"}, {"id", anchor_id(kind, id)}});
  {
    const auto line = html.open("p");
    if (!when.empty()) html.element("strong", fmt::format("{}:", when));
    html.text(" ");
    html.text(Authored(say));
  }
  add_mark(rules, part, id, html);
  const auto list = html.open("dl", {{"class", "run technical"}});
  if (condition) add_marked_fact("Only if", in_words(rules, *condition), html);
  if (done_when) add_marked_fact("Not if, by then,", in_words(rules, *done_when), html);
  add_authority(rules, evidence, kind, id, html);
}

void add_choices(const Question& question, Html& html) {
  if (question.choices.empty()) return;
  const auto list = html.open("ul", {{"class", "choices"}});
  for (const Choice& choice : question.choices) {
    const auto entry = html.open("li");
    html.element("code", choice.id);
    html.text(" ");
    html.text(Authored(choice.label));
    if (choice.also.empty()) continue;
    html.text(" (also: ");
    std::string words;
    for (const Text& word : choice.also) words += (words.empty() ? "" : ", ") + word.text;
    html.text(Authored(words));
    html.text(")");
  }
}

void add_question(const RuleSet& rules, const Question& question, Html& html) {
  const auto item =
      html.open("article", {{"class", "item"}, {"id", anchor_id("question", question.id)}});
  html.element("h4", Authored(question.ask));
  if (!question.help.empty()) html.element("p", Authored(question.help));
  add_mark(rules, Part::question, question.id, html);
  add_choices(question, html);
  const auto line = html.open("p", {{"class", "tag"}});
  html.element("code", question.id);
  html.text(" ");
  if (question.traits().is_number) {
    html.text(number_in_words(question));  // the unit is the author's text: not marked up
  } else {
    add_marked(type_in_words(question), html);
  }
  html.text("; ");
  add_marked(in_words(question, question.if_blank), html);
  if (question.by == AnsweredBy::practitioner) html.text("; answered by the practitioner");
  if (!question.called.empty()) {
    html.text("; called \u201C");
    html.text(Authored(question.called));
    html.text("\u201D");
  }
  if (const std::string lasts = lasts_in_words(question); !lasts.empty()) {
    html.text("; the answer ");
    add_marked(lasts, html);
  }
  if (question.asked_if) {
    html.text(". Asked only if ");
    add_marked(in_words(rules, *question.asked_if), html);
  }
}

}  // namespace

void add_part(std::string_view id, std::string_view title, Html& html) {
  html.element("h2", {{"id", anchor_id("part", id)}}, title);
}

void add_marked(std::string_view text, Html& html) {
  while (!text.empty()) {
    const std::size_t begin = text.find('`');
    const std::size_t end = begin == text.npos ? text.npos : text.find('`', begin + 1);
    if (end == text.npos) {
      html.text(text);
      return;
    }
    html.text(text.substr(0, begin));
    html.element("code", text.substr(begin + 1, end - begin - 1));
    text.remove_prefix(end + 1);
  }
}

void add_rules(const RuleSet& rules, Html& html) {
  add_part("rules", "What is said, and why: the rules, most restrictive first", html);
  for (std::size_t v = rules.verdicts.size(); v-- > 0;) {
    const Verdict& verdict = rules.verdicts[v];
    if (rules_of(rules, v) == 0) continue;
    {
      const auto title = html.open("h3", {{"id", anchor_id("verdict", verdict.id)}});
      html.text(Authored(verdict.label));
      html.text(fmt::format(": {}", counted(rules_of(rules, v), "rule")));
    }
    {
      const auto line = html.open("p");
      html.text(fmt::format("Treatment {}. ", treatment_in_words(verdict.proceed)));
      html.element("code", verdict.id);
      if (!verdict.next.empty()) {
        html.text(" Now, unless a rule says otherwise: ");
        html.text(Authored(verdict.next));
      }
    }
    const auto list = html.open("div", {{"class", "two"}});
    for (const Rule& rule : rules.rules) {
      if (rule.verdict == v) add_rule(rules, rule, html);
    }
  }
}

void add_care(const RuleSet& rules, Html& html) {
  add_part("care", "Care and plan", html);
  const auto list = html.open("div", {{"class", "two"}});
  for (const CareGroup group : {CareGroup::before, CareGroup::after, CareGroup::call_us}) {
    const std::vector<CareItem>& items = rules.care[static_cast<std::size_t>(group)];
    if (items.empty()) continue;
    const std::string_view titles[] = {"Before the appointment", "After the appointment",
                                       "When to call"};
    html.element("h3", titles[static_cast<std::size_t>(group)]);
    for (const CareItem& item : items) {
      add_item(rules, "care", part_of(group), item.id, window(group, item), item.say, item.when,
               item.done_when, item.evidence, html);
    }
  }
  if (rules.plan.empty()) return;
  html.element("h3", "Plan");
  for (const PlanItem& item : rules.plan) {
    add_item(rules, "plan", Part::plan, item.id, "", item.say, item.when, {}, item.evidence, html);
  }
}

void add_questions(const RuleSet& rules, Html& html) {
  add_part("questions", "Questions", html);
  const auto list = html.open("div", {{"class", "two"}});
  const auto of_section = [&](std::optional<std::size_t> section) {
    bool titled = false;
    for (const Question& question : rules.questions) {
      if (question.section != section) continue;
      if (!titled && !section) html.element("h3", "Without a section");
      if (!titled && section) html.element("h3", Authored(rules.sections[*section].title));
      titled = true;
      add_question(rules, question, html);
    }
  };
  of_section(std::nullopt);
  for (std::size_t section = 0; section < rules.sections.size(); ++section) of_section(section);
}

}  // namespace candor
