// SPDX-License-Identifier: Apache-2.0
#include "candor/report/document/form.h"

#include <algorithm>

#include <fmt/format.h>

#include "candor/base/ascii.h"
#include "candor/report/document/form_example.h"
#include "candor/report/document/rule_set_sections.h"
#include "candor/report/document/rule_set_words.h"
#include "candor/report/layout/escape.h"
#include "candor/report/layout/words.h"

namespace candor {
namespace {

bool asks_for(const RuleSet& rules, bool TypeTraits::*trait) {
  return std::any_of(rules.questions.begin(), rules.questions.end(),
                     [&](const Question& question) { return question.traits().*trait; });
}

void add_form_title(const RuleSet& rules, Markdown& out) {
  out.paragraph("# Answers to: " + escape_markdown(rules.title));
  out.paragraph(fmt::format("`{}` version {}, {}.", rules.id.text,
                            escape_markdown(version_in_words(rules)),
                            escape_markdown(in_words(rules.review))));
  out.paragraph(fmt::format("Digest: `{}`", rules.digest));
  for (const std::string& base : bases_in_words(rules)) out.item(escape_markdown(base));
  out.paragraph(
      "For anyone who records one person's answers to these questions, and for authors of programs "
      "that do.");
}

void add_instructions(const RuleSet& rules, Markdown& out) {
  out.paragraph("## How to fill it in");
  out.item(
      "Save the blank form below as a file, such as `answers.json`, and replace `null` with "
      "answers, written as in the examples. `candor screen --answers answers.json` evaluates them; "
      "`--rules` names the rule set if it is not the built-in one.");
  out.item(
      "Leave `null` if the answer is not known. A blank is not a no: while it could matter, "
      "nothing goes ahead. If a blank means something else, the question says so.");
  if (std::any_of(rules.questions.begin(), rules.questions.end(),
                  [](const Question& question) { return question.asked_if.has_value(); })) {
    out.item("Also leave `null` if a question that is asked only sometimes is not asked.");
  }
  if (asks_for(rules, &TypeTraits::takes_several)) {
    out.item(
        "If several choices can apply, list all that do. `\"none\"` means that none does; "
        "`{\"this\": true, \"that\": null}` means that one is not known.");
  }
  if (asks_for(rules, &TypeTraits::is_dated)) {
    out.item(
        "A time is how long ago it was, counted from the screening date (`\"10 days\"`, `\"6 "
        "weeks\"`, `\"2 months\"`, `\"1 year\"`), or the date (`\"YYYY-MM-DD\"`). `\"never\"` and "
        "`\"ongoing\"` are accepted if the question lists them.");
  }
  out.item(
      "There is no field for a name or a comment. Once filled in, the file is about a person's "
      "health: keep it where nobody else can read it.");
}

void add_question(const RuleSet& rules, const Question& question, const ExampleAnswer& example,
                  Markdown& out) {
  add_question_text(question, out);
  const std::string such_as =
      example.cell.empty() ? "" : fmt::format("; for example `{}`", example.json);
  out.item(type_in_words(question) + such_as);
  out.item(capitalized(in_words(question, question.if_blank)));
  add_gate_and_choices(rules, question, out);
}

bool is_called_id(const Question& question) {
  const std::string& id = question.id.text;
  return id.size() == 2 && (id[0] == 'i' || id[0] == 'I') && (id[1] == 'd' || id[1] == 'D');
}

}  // namespace

std::string form_json(const RuleSet& rules) {
  std::vector<std::string> lines;
  for (const Question& question : rules.questions) {
    lines.push_back(fmt::format("  \"{}\": null", question.id.text));
  }
  return fmt::format("{{\n{}\n}}\n", fmt::join(lines, ",\n"));
}

std::string form_markdown(const RuleSet& rules) {
  const std::vector<ExampleAnswer> examples = example_answers(rules);
  Markdown out;
  add_form_title(rules, out);
  add_instructions(rules, out);
  out.paragraph("## The blank form");
  out.row(fmt::format("\n```json\n{}```", form_json(rules)));
  out.paragraph("## The questions");
  for_each_question(rules, out, [&](std::size_t question) {
    add_question(rules, rules.questions[question], examples[question], out);
  });
  return out.text();
}

// Ids, words and numbers need no quotes in CSV.
std::string form_csv(const RuleSet& rules) {
  const std::vector<ExampleAnswer> person = example_person(rules);
  const bool taken = std::any_of(rules.questions.begin(), rules.questions.end(), is_called_id);
  std::vector<std::string> header, row;
  if (!taken) {
    header.emplace_back("id");
    row.emplace_back("example-1");
  }
  for (std::size_t i = 0; i < rules.questions.size(); ++i) {
    header.push_back(rules.questions[i].id.text);
    row.push_back(person[i].cell);
  }
  return fmt::format("{}\n{}\n", fmt::join(header, ","), fmt::join(row, ","));
}

}  // namespace candor
