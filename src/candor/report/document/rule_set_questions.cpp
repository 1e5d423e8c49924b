// SPDX-License-Identifier: Apache-2.0
// The questions in documents about a rule set.

#include <fmt/format.h>

#include "candor/report/document/rule_set_sections.h"
#include "candor/report/document/rule_set_words.h"
#include "candor/report/layout/escape.h"
#include "candor/report/layout/words.h"

namespace candor {

void add_question_text(const Question& question, Markdown& out) {
  out.paragraph("#### " + question.id.text);
  out.paragraph(escape_markdown(question.ask));
  if (!question.help.empty()) out.paragraph("Help: " + escape_markdown(question.help));
}

void add_gate_and_choices(const RuleSet& rules, const Question& question, Markdown& out) {
  if (question.asked_if) out.item("Asked only if " + in_words(rules, *question.asked_if));
  for (const Choice& choice : question.choices) {
    std::string also;
    for (const Text& word : choice.also)
      also += (also.empty() ? " (also: " : ", ") + escape_markdown(word);
    out.item(fmt::format("`{}`: {}{}", choice.id.text, escape_markdown(choice.label),
                         also.empty() ? "" : also + ")"));
  }
}

void for_each_question(const RuleSet& rules, Markdown& out,
                       const std::function<void(std::size_t)>& each) {
  const auto visit = [&](std::optional<std::size_t> section) {
    bool titled = !section;
    for (std::size_t i = 0; i < rules.questions.size(); ++i) {
      if (rules.questions[i].section != section) continue;
      if (!titled) out.paragraph("### " + escape_markdown(rules.sections[*section].title));
      titled = true;
      each(i);
    }
  };
  visit(std::nullopt);
  for (std::size_t section = 0; section < rules.sections.size(); ++section) visit(section);
}

void add_questions(const RuleSet& rules, Markdown& out) {
  out.paragraph("## Questions");
  for_each_question(rules, out, [&](std::size_t i) {
    const Question& question = rules.questions[i];
    add_question_text(question, out);
    add_change_mark(rules, Part::question, question.id, out);
    out.item(fmt::format("{}; {}", type_in_words(question), in_words(question, question.if_blank)));
    if (question.by == AnsweredBy::practitioner) out.item("Answered by the practitioner");
    if (!question.called.empty()) out.item("Called: " + escape_markdown(question.called));
    const std::string lasts = lasts_in_words(question);
    if (!lasts.empty()) out.item("The answer " + lasts);
    add_gate_and_choices(rules, question, out);
  });
}

}  // namespace candor
