// SPDX-License-Identifier: Apache-2.0
// The rule set to read and sign off, as an HTML page: the content of the Markdown document, with
// links.

#include <fmt/format.h>

#include "candor/report/document/rule_set_document.h"
#include "candor/report/document/rule_set_words.h"
#include "candor/report/layout/html.h"
#include "candor/report/layout/page_elements.h"
#include "candor/report/layout/windows.h"
#include "candor/report/layout/words.h"

namespace candor {
namespace {

// Text with ids and words of the language in backticks, which become `code` elements.
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

void add_marked_fact(std::string_view term, std::string_view text, Html& html) {
  if (text.empty()) return;
  const auto row = html.open("div");
  html.element("dt", term);
  const auto what = html.open("dd");
  add_marked(text, html);
}

class Document {
 public:
  Document(const RuleSet& rules, Html& html) : rules_(rules), html_(html) {}

  void write();

 private:
  void heading(std::string_view id, std::string_view text) {
    html_.element("h2", {{"id", id}}, text);
  }
  void add_title();
  void add_contents();
  void add_changes();
  void add_mark(Part part, std::string_view id);
  void add_reading();
  void add_verdicts();
  void add_questions();
  void add_question(const Question& question);
  void add_conditions();
  void add_rules();
  void add_rule(const Rule& rule);
  void add_evidence(const Evidence& evidence);
  void add_care();
  void add_item(std::string_view kind, Part part, const Text& id, std::string_view when,
                const Text& say, const std::optional<Condition>& condition,
                const Evidence& evidence);
  void add_sources();
  void add_sign_off();

  const RuleSet& rules_;
  Html& html_;
};

void Document::add_title() {
  html_.element("p", {{"class", "eyebrow"}}, "A rule set, to read and sign off");
  html_.element("h1", rules_.title);
  const auto list = html_.open("dl", {{"class", "facts"}});
  add_fact("Rules", fmt::format("{} {}", rules_.id.text, version_in_words(rules_)), html_);
  add_fact("Review", sentence(in_words(rules_.review)), html_);
  add_fact("Digest", rules_.digest, html_);
  add_fact("Intended use", rules_.intended_use, html_);
  add_fact("Contents", counts_in_words(rules_), html_);
}

void Document::add_changes() {
  if (rules_.bases.empty()) return;
  heading("part-changes", "What it changes");
  for (const std::string& base : bases_in_words(rules_)) html_.element("p", base);
  html_.element("p", changes_note());
  const auto list = html_.open("ul");
  for (const Change& change : rules_.changes) {
    const auto item = html_.open("li");
    html_.text(heading_of(change) + " ");
    html_.element("code", change.id);
    html_.text(". " + in_words(change));
    if (!change.was.empty()) html_.text(" It said: " + change.was);
  }
}

void Document::add_mark(Part part, std::string_view id) {
  const std::string text = changes_in_words(rules_, part, id);
  if (text.empty()) return;
  const auto mark = html_.open("p");
  html_.element("strong", text);
}

void Document::add_contents() {
  const auto nav = html_.open("nav", {{"aria-labelledby", "contents"}});
  heading("contents", "Contents");
  const auto link = [&](std::string_view kind, std::string_view id, std::string_view text) {
    const auto item = html_.open("li");
    html_.element("a", {{"href", Url::anchor(kind, id)}}, text);
  };
  {
    const auto list = html_.open("ul", {{"class", "contents plain"}});
    if (!rules_.bases.empty()) link("part", "changes", "What it changes");
    link("part", "reading", "How to read it");
    link("part", "verdicts", "Verdicts");
    link("part", "questions", "Questions");
    if (!rules_.conditions.empty()) link("part", "conditions", "Named conditions");
    link("part", "rules", "Rules");
    link("part", "care", "Care and plan");
    if (!rules_.sources.empty()) link("part", "sources", "Sources");
    link("part", "sign-off", "Sign-off");
  }
  for (std::size_t verdict = rules_.verdicts.size(); verdict-- > 0;) {
    if (rules_of(rules_, verdict) == 0) continue;
    html_.element("h3", fmt::format("{}: {}", rules_.verdicts[verdict].label.text,
                                    counted(rules_of(rules_, verdict), "rule")));
    const auto list = html_.open("ul", {{"class", "contents plain small"}});
    for (const Rule& rule : rules_.rules) {
      if (rule.verdict == verdict) link("rule", rule.id, rule.id);
    }
  }
}

void Document::add_reading() {
  heading("part-reading", "How to read it");
  const auto list = html_.open("ul");
  for (const std::string_view text : how_to_read()) {
    const auto item = html_.open("li");
    add_marked(text, html_);
  }
}

void Document::add_verdicts() {
  heading("part-verdicts", "Verdicts, least restrictive first");
  const auto list = html_.open("dl", {{"class", "facts"}});
  for (const Verdict& verdict : rules_.verdicts) {
    const auto row = html_.open("div");
    {
      const auto term = html_.open("dt");
      html_.element("code", verdict.id);
    }
    html_.element("dd", fmt::format("{}: treatment {}", verdict.label.text,
                                    treatment_in_words(verdict.proceed)));
  }
}

void Document::add_question(const Question& question) {
  const auto item = html_.open("article", {{"class", "item"}});
  html_.element("h4", {{"id", anchor_id("question", question.id)}}, question.ask);
  if (!question.help.empty()) html_.element("p", {{"class", "small"}}, question.help);
  add_mark(Part::question, question.id);
  {
    const auto line = html_.open("p", {{"class", "tag"}});
    html_.element("code", question.id);
    html_.text(" ");
    if (question.traits().is_number) {
      html_.text(number_in_words(question));  // the unit is the author's text: not marked up
    } else {
      add_marked(type_in_words(question), html_);
    }
    html_.text("; ");
    add_marked(in_words(question, question.if_blank), html_);
    if (question.asked_if) {
      html_.text(". Asked only if ");
      add_marked(in_words(rules_, *question.asked_if), html_);
    }
  }
  if (question.choices.empty()) return;
  const auto list = html_.open("ul");
  for (const Choice& choice : question.choices) {
    const auto entry = html_.open("li");
    html_.element("code", choice.id);
    html_.text(" " + choice.label.text);
  }
}

void Document::add_questions() {
  heading("part-questions", "Questions");
  const auto of_section = [&](std::optional<std::size_t> section) {
    bool titled = false;
    for (const Question& question : rules_.questions) {
      if (question.section != section) continue;
      std::string_view title = "Without a section";
      if (section) title = rules_.sections[*section].title;
      if (!titled) html_.element("h3", title);
      titled = true;
      add_question(question);
    }
  };
  of_section(std::nullopt);
  for (std::size_t section = 0; section < rules_.sections.size(); ++section) of_section(section);
}

void Document::add_conditions() {
  if (rules_.conditions.empty()) return;
  heading("part-conditions", "Named conditions");
  const auto list = html_.open("dl", {{"class", "facts"}});
  for (const NamedCondition& condition : rules_.conditions) {
    const auto row = html_.open("div");
    {
      const auto term = html_.open("dt", {{"id", anchor_id("condition", condition.id)}});
      html_.element("code", condition.id);
    }
    const auto what = html_.open("dd");
    add_marked(in_words(rules_, condition.when), html_);
    const std::string mark = changes_in_words(rules_, Part::condition, condition.id);
    if (!mark.empty()) html_.text(". " + mark);
  }
}

void Document::add_evidence(const Evidence& evidence) {
  std::string text(to_string(evidence.strength));
  if (!evidence.disputed.empty()) text += (text.empty() ? "" : ". ") + evidence.disputed.text;
  add_fact("Evidence", text, html_);
  if (evidence.sources.empty()) return;
  const auto row = html_.open("div");
  html_.element("dt", "Sources");
  const auto what = html_.open("dd");
  add_source_links(rules_, evidence, html_);
}

void Document::add_rule(const Rule& rule) {
  const auto item = html_.open("article", {{"class", "item"}, {"id", anchor_id("rule", rule.id)}});
  {
    const auto title = html_.open("h4");
    html_.element("a", {{"href", Url::anchor("rule", rule.id)}}, rule.id);
  }
  html_.element("p", rule.because);
  add_mark(Part::rule, rule.id);
  const auto list = html_.open("dl", {{"class", "facts"}});
  add_marked_fact("When", in_words(rules_, rule.when), html_);
  if (rule.until) add_marked_fact("Until", in_words(rules_, *rule.until), html_);
  add_fact("Waits for", rule.waits_for, html_);
  add_fact("Advice", rule.advice, html_);
  add_evidence(rule.evidence);
}

void Document::add_rules() {
  heading("part-rules", "Rules, most restrictive first");
  for (std::size_t verdict = rules_.verdicts.size(); verdict-- > 0;) {
    if (rules_of(rules_, verdict) == 0) continue;
    html_.element("h3", fmt::format("{} ({})", rules_.verdicts[verdict].label.text,
                                    counted(rules_of(rules_, verdict), "rule")));
    for (const Rule& rule : rules_.rules) {
      if (rule.verdict == verdict) add_rule(rule);
    }
  }
}

void Document::add_item(std::string_view kind, Part part, const Text& id, std::string_view when,
                        const Text& say, const std::optional<Condition>& condition,
                        const Evidence& evidence) {
  const auto item = html_.open("div", {{"class", "item"}, {"id", anchor_id(kind, id)}});
  html_.element("p", fmt::format("{}{}{}", when, when.empty() ? "" : ": ", say.text));
  add_mark(part, id);
  const auto list = html_.open("dl", {{"class", "facts"}});
  add_fact("Id", id, html_);
  if (condition) add_marked_fact("Only if", in_words(rules_, *condition), html_);
  add_evidence(evidence);
}

void Document::add_care() {
  heading("part-care", "Care and plan");
  for (const CareGroup group : {CareGroup::before, CareGroup::after, CareGroup::call_us}) {
    const std::vector<CareItem>& items = rules_.care[static_cast<std::size_t>(group)];
    if (items.empty()) continue;
    const std::string_view titles[] = {"Before the appointment", "After the appointment",
                                       "When to call"};
    html_.element("h3", titles[static_cast<std::size_t>(group)]);
    for (const CareItem& item : items) {
      add_item("care", part_of(group), item.id, window(group, item), item.say, item.when,
               item.evidence);
    }
  }
  if (rules_.plan.empty()) return;
  html_.element("h3", "Plan");
  for (const PlanItem& item : rules_.plan) {
    add_item("plan", Part::plan, item.id, "", item.say, item.when, item.evidence);
  }
}

void Document::add_sources() {
  if (rules_.sources.empty()) return;
  heading("part-sources", "Sources");
  const auto list = html_.open("dl", {{"class", "facts sources"}});
  for (std::size_t i = 0; i < rules_.sources.size(); ++i) {
    const Source& source = rules_.sources[i];
    const auto row = html_.open("div");
    html_.element("dt", {{"id", anchor_id("source", source.id)}}, source.id);
    const auto what = html_.open("dd");
    add_source(source, html_);
    html_.text(fmt::format(" Cited {}.", counted(citations_of(rules_, i), "time")));
  }
}

void Document::add_sign_off() {
  heading("part-sign-off", "Sign-off");
  html_.element("p", sign_off_statement());
  {
    const auto lines = html_.open("div", {{"class", "signatures"}});
    for (const std::string_view label : {"Name and qualification", "Date", "Signature"}) {
      add_pen_line(label, html_);
    }
  }
  html_.element("p", "Digest: " + rules_.digest);
  html_.element("p", sign_off_note());
  const auto block = html_.open("pre");
  html_.lines({"review:", "  status: reviewed", "  by: NAME AND QUALIFICATION", "  on: YYYY-MM-DD",
               "  digest: " + rules_.digest});
}

void Document::write() {
  add_title();
  add_contents();
  add_changes();
  add_reading();
  add_verdicts();
  add_questions();
  add_conditions();
  add_rules();
  add_care();
  add_sources();
  add_sign_off();
}

}  // namespace

std::string rule_set_html(const RuleSet& rules) {
  Html html = Html::page("Rules: " + rules.title.text, "en");
  {
    const auto sheet = html.open("main", {{"class", "sheet"}});
    Document(rules, html).write();
  }
  return std::move(html).finish();
}

}  // namespace candor
