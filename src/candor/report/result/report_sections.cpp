// SPDX-License-Identifier: Apache-2.0
#include "candor/report/result/report_sections.h"

#include <algorithm>

#include <fmt/format.h>

#include "candor/report/layout/page_elements.h"
#include "candor/report/layout/words.h"
#include "candor/rules/asking_order.h"

namespace candor {
namespace {

template <class T, class U>
bool among(const std::vector<T>& all, const U& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

// An answer of choices is in the author's words.
void add_answer(const Question& question, const Answer& answer, Date as_of, Html& html) {
  const bool authored = question.traits().has_choices && answer.given() && answer.yes != 0;
  if (authored) return html.text(Authored(sentence(answer_of(question, answer, as_of))));
  const bool open = !answer.given() && question.if_blank.kind == IfBlank::Kind::open;
  html.text(
      sentence(open ? answer_in_words(question, answer) : answer_of(question, answer, as_of)));
}

void add_evidence(const RuleSet& rules, const Rule& rule, Html& html) {
  const auto line = html.open("p", {{"class", "tag"}});
  add_agreement(rule.evidence, html);
  html.text(" ");
  html.element("code", rule.id);
  if (rule.evidence.strength == Strength::convention) {
    html.text(" convention: no source is claimed");
  }
  if (rule.evidence.sources.empty()) return;
  html.text(" ");
  add_source_links(rules, rule.evidence, html);
}

// On the left what was found, on the right what to do about it.
void add_reason(const Result& result, const Reason& reason, Html& html) {
  const Screening& screening = result.screening;
  const Rule& rule = result.rules.rules[reason.rule];
  const auto item = html.open("article", {{"class", "reason"}});
  {
    const auto found = html.open("div");
    html.element("h4", Authored(rule.because));
    for (std::uint32_t i = 0; i < reason.questions; ++i) {
      const std::size_t q = screening.reason_questions[reason.first_question + i];
      const Question& question = result.rules.questions[q];
      const auto line = html.open("p");
      html.text(Authored(question_of(question)));
      html.text(" ");
      const auto answer = html.open("strong");
      add_answer(question, result.answers[q], screening.days.as_of, html);
    }
  }
  const auto action = html.open("div");
  if (reason.earliest) add_sentence("Until " + in_words(*reason.earliest), html);
  if (const std::string waits = waits_for(result.rules, reason); !waits.empty()) {
    const auto line = html.open("p");
    html.text("Waits for: ");
    html.text(Authored(sentence(waits)));
  }
  if (rule.client.urgent) {
    const auto line = html.open("p");
    add_next(rule, html);
  }
  add_sentence(Authored(rule.advice), html);
  add_evidence(result.rules, rule, html);
}

// What holds on a later day, and not on the day of the screening; and the reverse.
struct Difference {
  std::vector<std::uint32_t> ended = {};  // rules
  std::vector<std::uint32_t> begun = {};  // rules
  std::vector<std::uint16_t> open = {};   // questions
  bool verdict = false;
  bool earliest = false;

  bool any() const {
    return verdict || earliest || !ended.empty() || !begun.empty() || !open.empty();
  }
};

Difference difference(const Result& result, const Outlook& outlook) {
  const Screening& screening = result.screening;
  Difference out;
  for (const Reason& reason : screening.reasons) {
    const bool still = among(outlook.rules, reason.rule) || among(outlook.waits, reason.rule);
    if (!still) out.ended.push_back(reason.rule);
  }
  for (const std::uint32_t rule : outlook.rules) {
    const bool already = std::any_of(screening.reasons.begin(), screening.reasons.end(),
                                     [&](const Reason& reason) { return reason.rule == rule; });
    if (!already) out.begun.push_back(rule);
  }
  for (const std::uint16_t question : outlook.open) {
    const bool already =
        std::any_of(screening.open.begin(), screening.open.end(),
                    [&](const OpenQuestion& open) { return open.question == question; });
    if (!already) out.open.push_back(question);
  }
  out.verdict =
      verdict_id(result.rules, outlook.headline) != verdict_id(result.rules, screening.headline);
  out.earliest = outlook.earliest && outlook.earliest != screening.earliest;
  return out;
}

void add_outlook(const Result& result, const Outlook& outlook, std::string_view day, Html& html) {
  const RuleSet& rules = result.rules;
  const std::string when = fmt::format("{}, {}", day, in_words(outlook.on));
  const Difference differs = difference(result, outlook);
  if (!differs.any() && outlook.waits.empty()) {
    html.element("p", fmt::format("{}: nothing differs, if nothing else changes.", when));
    return;
  }
  html.element("h2", fmt::format("{}: what differs, if nothing else changes", when));
  const auto list = html.open("ul");
  if (differs.verdict) {
    const auto item = html.open("li");
    html.text("The verdict: ");
    const auto label = html.open("strong");
    html.text(Authored(verdict_label(rules, outlook.headline)));
  }
  if (differs.earliest) {
    html.element("li", sentence("Not before " + in_words(*outlook.earliest)));
  }
  for (const std::uint32_t index : outlook.waits) {
    const auto item = html.open("li");
    html.text("Only if: ");
    html.text(Authored(sentence(rules.rules[index].waits_for.text)));
  }
  for (const std::uint32_t index : differs.ended) {
    const auto item = html.open("li");
    html.text("No longer applies: ");
    html.text(Authored(sentence(rules.rules[index].because.text)));
    html.text(" ");
    html.element("code", rules.rules[index].id);
  }
  for (const std::uint32_t index : differs.begun) {
    const Rule& rule = rules.rules[index];
    const auto item = html.open("li");
    html.text("Applies then: ");
    html.text(Authored(fmt::format("{}: {} {} ", rules.verdicts[rule.verdict].label.text,
                                   sentence(rule.because.text), sentence(rule.advice.text))));
    html.element("code", rule.id);
  }
  for (const std::uint16_t question : differs.open) {
    const auto item = html.open("li");
    html.text("Open then: ");
    html.text(Authored(question_of(rules.questions[question])));
  }
}

}  // namespace

void add_next(const Rule& rule, Html& html) {
  if (rule.client.urgent) {
    html.element("strong", "Urgent.");
    html.text(" ");
  }
  if (rule.client.next.empty()) return;
  html.text("Now: ");
  html.text(Authored(sentence(rule.client.next.text)));
  html.text(" ");
}

void add_reasons(const Result& result, Html& html) {
  html.element("h2", result.screening.headline.incomplete ? "What already applies" : "Why");
  if (result.screening.reasons.empty()) {
    html.element("p", "No rule in this rule set applies to these answers.");
  }
  std::optional<std::size_t> verdict;
  for (const Reason& reason : result.screening.reasons) {
    const std::size_t of = result.rules.rules[reason.rule].verdict;
    if (verdict != of) html.element("h3", Authored(result.rules.verdicts[of].label));
    verdict = of;
    add_reason(result, reason, html);
  }
}

void add_outlooks(const Result& result, Html& html) {
  const Screening& screening = result.screening;
  const bool appointment = has_later_appointment(screening);
  if (appointment) add_outlook(result, screening.on_appointment, "On the appointment", html);
  const bool said = appointment && screening.on_appointment.on == screening.then.on;
  if (screening.then.given && !said) {
    add_outlook(result, screening.then, "On the earliest day", html);
  }
  if (!result.validity) return;
  html.element("h2", "How long this holds");
  html.element("p", validity_in_words(result));
}

void add_answers(const Result& result, Html& html) {
  html.element("h2", "Answers");
  const auto list = html.open("dl", {{"class", "answers"}});
  for (const std::size_t q : asking_order(result.rules)) {
    const Question& question = result.rules.questions[q];
    const Answer& answer = result.answers[q];
    if (!answer.given() && question.asked_if && !result.not_confirmed(q)) continue;
    const auto row = html.open("div");
    html.element("dt", Authored(question_of(question)));
    const auto text = html.open("dd");
    if (result.not_confirmed(q)) {
      html.text(not_confirmed_in_words(result, q));
    } else if (answer.state == Answer::State::not_reached) {
      html.text("Not asked today.");
    } else {
      add_answer(question, answer, result.screening.days.as_of, html);
    }
    if (among(result.screening.not_used, q)) {
      html.text(" Not used: given the other answers, this question does not apply.");
    }
  }
}

void add_cited(const Result& result, Html& html) {
  Citations citations(result.rules, result.screening.reasons);
  citations.add(result.screening.then);
  citations.add(result.screening.on_appointment);
  const std::vector<const Source*> sources = citations.sources();
  if (sources.empty()) return;
  html.element("h2", "Sources");
  const auto list = html.open("div", {{"class", "cited"}});
  for (const Source* source : sources) {
    const auto entry = html.open("p", {{"id", anchor_id("source", source->id)}});
    html.element("code", source->id);
    html.text(" ");
    add_source(*source, html);
  }
}

}  // namespace candor
