// SPDX-License-Identifier: Apache-2.0
// The questions of the rule set's document.

#include <fmt/format.h>

#include "candor/report/escape.h"
#include "candor/report/markdown_parts.h"
#include "candor/report/words.h"

namespace candor {
namespace {

std::string number_in_words(const Question& question) {
  std::string text = "A number";
  if (question.min) text += fmt::format(" from {}", to_string(*question.min));
  if (question.max) text += fmt::format(" to {}", to_string(*question.max));
  if (!question.unit.empty()) text += fmt::format(" {}", escape_markdown(question.unit));
  return fmt::format("{}, in steps of {}", text, to_string(question.step));
}

std::string type_in_words(const Question& question) {
  switch (question.type) {
    case QuestionType::choice: return "One choice";
    case QuestionType::yes_no: return "Yes or no";
    case QuestionType::set: return "None, one or several";
    case QuestionType::number: return number_in_words(question);
    case QuestionType::time_since: break;
  }
  return fmt::format("A time ago, or a date{}{}", question.accepts_never ? "; `never`" : "",
                     question.accepts_ongoing ? "; `ongoing`" : "");
}

void add_question(const RuleSet& rules, const Question& question, Markdown& out) {
  out.paragraph("#### " + question.id.text);
  out.paragraph(escape_markdown(question.ask));
  if (!question.help.empty()) out.paragraph("Help: " + escape_markdown(question.help));
  out.item(fmt::format("{}; {}", type_in_words(question), in_words(question, question.if_blank)));
  if (question.asked_if) out.item("Asked only if " + in_words(rules, *question.asked_if));
  for (const Choice& choice : question.choices) {
    out.item(fmt::format("`{}`: {}", choice.id.text, escape_markdown(choice.label)));
  }
}

}  // namespace

void add_questions(const RuleSet& rules, Markdown& out) {
  out.paragraph("## Questions");
  const auto add_section = [&](std::optional<std::size_t> section) {
    bool titled = !section;
    for (const Question& question : rules.questions) {
      if (question.section != section) continue;
      if (!titled) out.paragraph("### " + escape_markdown(rules.sections[*section].title));
      titled = true;
      add_question(rules, question, out);
    }
  };
  add_section(std::nullopt);
  for (std::size_t section = 0; section < rules.sections.size(); ++section) add_section(section);
}

}  // namespace candor
