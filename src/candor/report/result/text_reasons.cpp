// SPDX-License-Identifier: Apache-2.0
// The reasons: what is open, what applies, what will apply, and the sources.

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "candor/base/utf8.h"
#include "candor/report/layout/words.h"
#include "candor/report/result/client_words.h"
#include "candor/report/result/text_sections.h"

namespace candor {
namespace {

// The width of the column of labels: labels wrap in it, but their longest word does not.
std::size_t label_column(const RuleSet& rules) {
  std::size_t column = 13;
  for (const Verdict& verdict : rules.verdicts) {
    const std::string_view label = verdict.label;
    for (std::size_t begin = 0; begin < label.size();) {
      const std::size_t end = std::min(label.find(' ', begin), label.size());
      column = std::max(column, display_width(label.substr(begin, end - begin)));
      begin = end + 1;
    }
  }
  return std::min<std::size_t>(column, 20);
}

Paragraph label_paragraph(const RuleSet& rules, std::size_t verdict) {
  return {rules.verdicts[verdict].label.text, look_of(rules, verdict)};
}

std::string without_colon(std::string text) {
  if (text.ends_with(':')) text.pop_back();
  return text;
}

std::string asked(const Result& result, std::size_t question) {
  const Question& asked = result.rules.questions[question];
  return fmt::format(
      "{} {}", question_of(asked),
      sentence(answer_of(asked, result.answers[question], result.screening.days.as_of)));
}

// Until when, what to wait for, and the advice.
std::string wait_and_advice(const Result& result, const Reason& reason, const Rule& rule) {
  std::string text;
  const auto add = [&](const std::string& part) {
    if (!part.empty()) text += (text.empty() ? "" : " ") + part;
  };
  if (reason.earliest) add(fmt::format("Until {}.", in_words(*reason.earliest)));
  const std::string wait = waits_for(result.rules, reason);
  if (!wait.empty()) add("Waits for: " + sentence(wait));
  add(sentence(rule.advice.text));
  return text;
}

std::vector<Paragraph> paragraphs_of(const Result& result, const Reason& reason) {
  const Rule& rule = result.rules.rules[reason.rule];
  std::vector<Paragraph> text = {{rule.because.text, Look::strong}};
  for (std::uint32_t i = 0; i < reason.questions; ++i) {
    text.push_back({asked(result, result.screening.reason_questions[reason.first_question + i])});
  }
  text.push_back({wait_and_advice(result, reason, rule)});
  const std::string next = sentence(rule.client.next.text);
  if (rule.client.told_in_person) {
    text.push_back({next.empty() ? "To be told in person." : "To be told in person: " + next});
  } else if (!next.empty()) {
    text.push_back({"The client is told: " + next});
  }
  text.push_back({in_words(rule.evidence)});
  text.push_back({tag_of(result.rules, rule.id, rule.evidence), Look::quiet});
  return text;
}

// The reasons for one verdict, whose label is shown once. Many are grouped by what they are about.
void add_reasons_of(const Result& result, std::size_t verdict,
                    const std::vector<const Reason*>& reasons, Page& page) {
  const std::size_t column = label_column(result.rules);
  const std::vector<ReasonGroup> groups = grouped(result, reasons);
  Paragraph label = label_paragraph(result.rules, verdict);
  for (const ReasonGroup& group : groups) {
    std::string heading(group.section.empty() && groups.size() > 1 ? "Also" : group.section);
    for (const Reason* reason : group.reasons) {
      std::vector<Paragraph> text = paragraphs_of(result, *reason);
      if (!heading.empty())
        text.insert(text.begin(), {std::exchange(heading, {}) + ":", Look::quiet});
      if (reason != reasons.front()) page.blank();
      page.row(std::exchange(label, {}), column, text);
    }
  }
}

// The labels of the choices of which it is not known whether they apply.
std::vector<std::string_view> unknown_members(const Question& question, const Answer& answer) {
  std::vector<std::string_view> labels;
  if (!question.traits().takes_several) return labels;
  for (std::size_t i = 0; i < question.choices.size(); ++i) {
    if ((answer.known >> i & 1U) == 0) labels.push_back(question.choices[i].label);
  }
  return labels;
}

// Why an answered question is open: a part is missing, or another answer contradicts it.
std::string answered_so_far(const Question& question, const Answer& answer, Date as_of) {
  if (!answer.given()) return "";
  const std::vector<std::string_view> unknown = unknown_members(question, answer);
  if (!unknown.empty()) return fmt::format("Not known yet: {}", fmt::join(unknown, ", "));
  return fmt::format("Answered: {} This contradicts an answer below that is not used.",
                     sentence(answer_of(question, answer, as_of)));
}

// Advice and evidence of a rule that applies only later, and so is not among the reasons.
std::vector<Paragraph> new_reason(const RuleSet& rules, const Rule& rule) {
  return {{sentence(rule.advice.text)},
          {in_words(rule.evidence)},
          {tag_of(rules, rule.id, rule.evidence), Look::quiet}};
}

bool is_reason(const Screening& screening, std::uint32_t rule) {
  return std::any_of(screening.reasons.begin(), screening.reasons.end(),
                     [&](const Reason& reason) { return reason.rule == rule; });
}

}  // namespace

void add_open(const Result& result, Page& page) {
  page.heading("Open questions, and the verdict each could lead to");
  std::vector<OpenQuestion> open = result.screening.open;
  std::stable_sort(open.begin(), open.end(), [](const OpenQuestion& a, const OpenQuestion& b) {
    return a.could_become > b.could_become;
  });
  const std::size_t column = label_column(result.rules);
  std::vector<Paragraph> group;
  for (std::size_t i = 0; i < open.size(); ++i) {
    const Question& question = result.rules.questions[open[i].question];
    group.push_back(
        {fmt::format("{} [{}]", without_colon(question_of(question)), question.id.text)});
    group.push_back(
        {answered_so_far(question, result.answers[open[i].question], result.screening.days.as_of)});
    const bool last = i + 1 == open.size();
    if (!last && open[i + 1].could_become == open[i].could_become) continue;
    page.row(label_paragraph(result.rules, open[i].could_become), column, group);
    group.clear();
    if (!last) page.blank();
  }
}

void add_undated(const Result& result, Page& page) {
  if (result.screening.undated.empty()) return;
  page.heading("A date depends on the answers to");
  for (const std::uint16_t index : result.screening.undated) {
    const Question& question = result.rules.questions[index];
    page.item(fmt::format("{} [{}]", without_colon(question_of(question)), question.id.text), 2);
  }
}

void add_reasons(const Result& result, Page& page) {
  const std::vector<Reason>& reasons = result.screening.reasons;
  const bool incomplete = result.screening.headline.incomplete;
  page.heading(incomplete ? "What already applies" : "Why");
  if (reasons.empty()) {
    page.paragraph(
        incomplete ? "Nothing yet." : "No rule in this rule set applies to these answers.", 2);
  }
  const auto verdict_of = [&](const Reason& reason) {
    return result.rules.rules[reason.rule].verdict;
  };
  for (auto next = reasons.begin(); next != reasons.end();) {
    if (next != reasons.begin()) page.blank();
    std::vector<const Reason*> of_verdict;
    const std::size_t verdict = verdict_of(*next);
    for (; next != reasons.end() && verdict_of(*next) == verdict; ++next)
      of_verdict.push_back(&*next);
    add_reasons_of(result, verdict, of_verdict, page);
  }
}

void add_only_if(const Result& result, const Outlook& outlook, std::size_t indent, Page& page) {
  for (const std::uint32_t index : outlook.waits) {
    const Rule& rule = result.rules.rules[index];
    page.item(fmt::format("Only if: {} [{}]", sentence(rule.waits_for.text), rule.id.text), indent);
  }
}

void add_outlook(const Result& result, const Outlook& outlook, std::string_view lead, Page& page) {
  page.heading(fmt::format("{} {}, if nothing else changes: {}", lead, in_words(outlook.on),
                           verdict_label(result.rules, outlook.headline)));
  add_only_if(result, outlook, 2, page);
  for (const std::uint32_t index : outlook.rules) {
    const Rule& rule = result.rules.rules[index];
    const Verdict& verdict = result.rules.verdicts[rule.verdict];
    const bool lesser = outlook.headline.incomplete || rule.verdict != outlook.headline.at_least;
    page.item(
        lesser ? fmt::format("{}: {}", verdict.label.text, rule.because.text) : rule.because.text,
        2);
    if (is_reason(result.screening, index)) continue;
    for (const Paragraph& paragraph : new_reason(result.rules, rule)) {
      page.paragraph(paragraph.text, 4, paragraph.look);
    }
  }
  if (outlook.open.empty()) return;
  std::vector<std::string_view> ids;
  for (const std::uint16_t question : outlook.open) {
    ids.push_back(result.rules.questions[question].id);
  }
  page.paragraph(fmt::format("Still open on that day: {}", fmt::join(ids, ", ")), 2);
}

void add_not_used(const Result& result, Page& page) {
  if (result.screening.not_used.empty()) return;
  page.heading("Answers not used");
  const bool contradicts = !result.screening.open.empty();
  page.paragraph(fmt::format("Given the other answers, these questions do not apply.{}",
                             contradicts ? " Find out which answer is wrong." : ""),
                 2);
  for (const std::uint16_t index : result.screening.not_used) {
    const Question& question = result.rules.questions[index];
    page.item(fmt::format("{} [{}]", asked(result, index), question.id.text), 2);
    if (question.asked_if) {
      page.paragraph("Asked only if " + in_words(result.rules, *question.asked_if), 4);
    }
  }
}

void add_not_asked(const Result& result, Page& page) {
  const std::vector<std::size_t> unconfirmed = not_confirmed(result);
  if (!unconfirmed.empty()) page.heading("Not confirmed today");
  for (const std::size_t q : unconfirmed) {
    page.item(fmt::format("{}: {}", name_of(result.rules.questions[q]),
                          not_confirmed_in_words(result, q)),
              2);
  }
  std::vector<std::string> names;
  for (const std::size_t q : not_asked(result)) names.push_back(name_of(result.rules.questions[q]));
  if (names.empty()) return;
  const Screening& screening = result.screening;
  page.heading("Not asked today");
  page.paragraph(fmt::format("{}.{}", fmt::join(names, ", "),
                             screening.headline.settled && screening.undated.empty()
                                 ? " No answer to these can change the verdict or the earliest day."
                                 : ""),
                 2);
}

void add_sources(const Result& result, Page& page) {
  const Screening& screening = result.screening;
  Citations citations(result.rules, screening.reasons);
  citations.add(screening.then);
  citations.add(screening.on_appointment);
  const std::vector<const Source*> sources = citations.sources();
  if (sources.empty() && !citations.convention()) return;

  page.heading("Sources for the reasons");
  std::size_t column = 0;
  for (const Source* source : sources) {
    column = std::max(column, display_width(source->id.text));
  }
  column = std::min<std::size_t>(column, 20);
  for (const Source* source : sources) {
    const std::string read = sentence(std::string(in_words(source->read)));
    page.row({source->id.text}, column,
             {{fmt::format("{} {}", citation(*source), read)}, {source->url.text, Look::quiet}});
  }
  if (citations.convention()) {
    page.paragraph("[convention]: common practice; no source is claimed.", 2);
  }
}

}  // namespace candor
